"""What each of Google's recorded answers means, and what is said of it."""

from __future__ import annotations

import json
from typing import Any

import httplib2  # type: ignore[import-untyped]
import pytest
from google.auth.exceptions import MalformedError, RefreshError, TransportError
from googleapiclient.errors import HttpError  # type: ignore[import-untyped]

from connectors.calendar import EventRefused
from connectors.calls.patience import Fate, Setback
from connectors.errors import BudgetSpent, ConnectorError, NotShared
from connectors.google_calendar.errors import Changed, CredentialsRefused, CursorExpired, Deleted, Duplicate
from connectors.google_calendar.judge import judge
from tests.recordings import recorded, recorded_names

WHO = "writer@streetdate.example"
MEANS: dict[str, type[ConnectorError] | Fate] = {
    "400_timeRangeEmpty": EventRefused,
    "401_authError": CredentialsRefused,
    "403_forbiddenForNonOrganizer": EventRefused,
    "403_quotaExceeded": BudgetSpent,
    "403_rateLimitExceeded": Fate.REFUSED,
    "403_userRateLimitExceeded": Fate.REFUSED,
    "404_notFound": NotShared,
    "409_conflict": Fate.REFUSED,
    "409_duplicate": Duplicate,
    "410_deleted": Deleted,
    "410_fullSyncRequired": CursorExpired,
    "410_updatedMinTooLongAgo": CursorExpired,
    "412_conditionNotMet": Changed,
    "429_rateLimitExceeded": Fate.REFUSED,
    "500_backendError": Fate.UNKNOWN,
}


def answer(status: int, body: bytes, **headers: str) -> HttpError:
    return HttpError(httplib2.Response({"status": status, **headers}), body)


@pytest.mark.parametrize("name", recorded_names("google_calendar") or ["google_calendar/404_notFound.json"])
def test_every_recorded_refusal_is_understood(name: str) -> None:
    (body,) = recorded(name)
    meaning = MEANS[name.rpartition("/")[2].removesuffix(".json")]
    found = judge(answer(int(body["error"]["code"]), json.dumps(body).encode()), "the calendar “Releases”", WHO)
    if isinstance(meaning, Fate):
        assert isinstance(found, Setback) and found.fate is meaning
        assert found.error.message
    else:
        assert isinstance(found, meaning) and found.message


@pytest.mark.parametrize(
    ("header", "after"), [({}, 15.0), ({"retry-after": "7"}, 7.0), ({"retry-after": "soon"}, 15.0)]
)
def test_a_refusal_for_rate_says_how_long_to_wait(header: dict[str, str], after: float) -> None:
    found = judge(answer(429, b"{}", **header), "", WHO)
    assert isinstance(found, Setback) and found.after == after


def test_a_wait_of_hours_is_for_the_next_run() -> None:
    assert isinstance(judge(answer(429, b"{}", **{"retry-after": "7200"}), "", WHO), ConnectorError)


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"null", b'{"error": "x"}', b'{"error": {"errors": [5]}}', b"\xff"]
)
@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 410, 412, 429, 500, 503])
def test_any_body_of_an_error_is_understood(status: int, body: bytes) -> None:
    found: Any = judge(answer(status, body), "the calendar “Releases”", WHO)
    assert (found.error if isinstance(found, Setback) else found).message


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (RefreshError("invalid_grant: Token has been expired or revoked."), "revoked"),  # type: ignore[no-untyped-call]
        (RefreshError("invalid_grant: Invalid JWT: Token must be a short-lived token"), "clock"),  # type: ignore[no-untyped-call]
        (RefreshError("unauthorized_client: x"), "with the right that is needed"),  # type: ignore[no-untyped-call]
        (MalformedError("secret"), "not complete"),  # type: ignore[no-untyped-call]
        (TransportError("x"), "cannot be reached"),  # type: ignore[no-untyped-call]
        (TimeoutError(), "did not answer in time"),
        (ConnectionResetError(), "broke before the answer"),
        (ConnectionRefusedError(), "cannot be reached"),
        (httplib2.ServerNotFoundError(), "cannot be reached"),
        (ValueError("secret"), "no JSON object"),
    ],
)
def test_what_the_libraries_raise_becomes_a_sentence_without_a_secret(error: Exception, said: str) -> None:
    found: Any = judge(error, "the calendar “Releases”", WHO)
    message = (found.error if isinstance(found, Setback) else found).message
    assert said in message and "secret" not in message


def test_a_bug_of_ours_is_not_taken_for_googles() -> None:
    assert judge(KeyError("x"), "", WHO) is None
