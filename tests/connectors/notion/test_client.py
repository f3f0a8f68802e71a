"""What is sent to Notion, what is sent again, and what is said when it fails."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
import respx

from connectors.calls.pace import Pace, Window
from connectors.errors import ConnectorError, OutcomeUnknown
from connectors.notion.client import VERSION, Notion
from connectors.notion.errors import NotAccepted, SavedAnyway, TokenRefused, TooMuchAtOnce
from tests.connectors.notion.reading import Team, team
from tests.standins import faults
from tests.standins.clock import Clock
from tests.standins.faults import Fault
from tests.standins.notion import Page, troubles
from tests.standins.wire import Request, Response

SECRET = "ntn_secret"
ADDRESS = "http://notion.test"
ANSWERS = {"object": "user", "id": "u"}


@pytest.fixture
def label() -> Iterator[Team]:
    with team() as made:
        yield made


@pytest.fixture
def page(label: Team) -> Page:
    return label.workspace.add_page(label.workspace.database("Tasks", {"Name": "title"}), {"Name": "Master"})


@pytest.fixture
def alone() -> Iterator[Notion]:
    """Return a connection whose answers the test makes."""
    clock = Clock()
    notion = Notion(
        SECRET, Pace(Window(100, 60), clock=clock.monotonic, sleep=clock.sleep), address=f"{ADDRESS}/", timeout=5
    )
    with respx.mock:
        yield notion
    notion.close()


def remark(page: Page) -> dict[str, object]:
    return {"parent": {"page_id": page.id}, "rich_text": [{"type": "text", "text": {"content": "Hello"}}]}


def everything(_: Request) -> bool:
    return True


def test_each_request_carries_the_version_the_token_and_every_argument(alone: Notion) -> None:
    route = respx.post(f"{ADDRESS}/v1/data_sources/d/query").respond(json=ANSWERS)
    alone.ask("data_sources/d/query", {"page_size": 1, "is_archived": False}, {"filter_properties": [":UPp", "title"]})
    sent = route.calls.last.request
    assert (sent.headers["notion-version"], sent.headers["authorization"]) == (VERSION, f"Bearer {SECRET}")
    assert sent.url.query == b"filter_properties=%3AUPp&filter_properties=title"
    assert sent.content == b'{"page_size":1,"is_archived":false}'
    assert (alone.requests, repr(alone)) == (1, "Notion(1 requests)")


def test_the_time_is_notions_own(label: Team) -> None:
    assert label.notion.server_time is None
    label.notion.read("users/me")
    assert label.notion.server_time == label.workspace.clock.now()
    label.pass_time(seconds=77)
    label.notion.read("users/me")
    assert label.notion.server_time == label.workspace.clock.now()


@pytest.mark.parametrize("header", ["", "soon", "Mon, 99 Nov 2026 09:00:00 GMT"])
def test_an_answer_without_a_good_date_tells_no_time(alone: Notion, header: str) -> None:
    respx.get(f"{ADDRESS}/v1/users/me").respond(json=ANSWERS, headers={"Date": header})
    alone.read("users/me")
    assert alone.server_time is None


LOST = [
    faults.saved_and_dropped(),
    faults.not_json(502, saved=True),
    faults.not_json(200, saved=True),
    faults.saved_but(Response.of({"code": "internal_server_error", "message": "Oops."}, 500)),
    troubles.saved_but_unavailable(),
    troubles.overloaded(),
]


@pytest.mark.parametrize("fault", LOST)
def test_what_may_have_been_created_is_never_sent_again(label: Team, page: Page, fault: Fault) -> None:
    label.server.faults.when(everything, fault)
    with pytest.raises(OutcomeUnknown):
        label.notion.create("comments", remark(page))
    assert label.notion.requests == 1


@pytest.mark.parametrize("fault", [troubles.limited(20), troubles.conflict()])
def test_what_was_refused_is_created_by_sending_it_again(label: Team, page: Page, fault: Fault) -> None:
    label.server.faults.when(everything, fault)
    label.notion.create("comments", remark(page))
    assert label.notion.requests == 2
    assert len(label.workspace.comments) == 1


@pytest.mark.parametrize("fault", [*LOST, troubles.limited(20), troubles.conflict(), faults.dropped()])
def test_a_change_by_id_is_sent_again_after_any_failure_that_may_pass(label: Team, page: Page, fault: Fault) -> None:
    label.server.faults.when(everything, fault)
    label.notion.patch(f"pages/{page.id}", {"is_locked": True})
    assert label.notion.requests == 2
    assert page.is_locked


def test_what_was_created_and_answered_503_is_told_by_its_id(label: Team, page: Page) -> None:
    label.server.faults.when(everything, troubles.saved_but_unavailable())
    body = {"parent": {"data_source_id": page.source}, "properties": {}}
    with pytest.raises(SavedAnyway) as raised:
        label.notion.create("pages", body)
    assert label.workspace.pages[raised.value.resource_id].source == page.source


def test_a_query_too_large_is_told_apart_from_an_outage(label: Team, page: Page) -> None:
    label.server.faults.when(everything, troubles.too_heavy(), times=None)
    with pytest.raises(TooMuchAtOnce):
        label.notion.ask(f"data_sources/{page.source}/query", {"page_size": 100})
    assert label.notion.requests == 1


@pytest.mark.parametrize(
    ("error", "sent"),
    [
        (httpx.ConnectError("no route"), 6),
        (httpx.ConnectTimeout("slow"), 6),
        (httpx.ReadTimeout("slow"), 1),
        (httpx.ReadError("reset"), 1),
        (httpx.RemoteProtocolError("gone"), 1),
    ],
)
def test_a_creation_is_repeated_only_where_no_connection_was_made(alone: Notion, error: Exception, sent: int) -> None:
    respx.post(f"{ADDRESS}/v1/comments").mock(side_effect=error)
    with pytest.raises(ConnectorError) as raised:
        alone.create("comments", {})
    assert alone.requests == sent
    assert isinstance(raised.value, OutcomeUnknown) == (sent == 1)
    assert "notion-status" in raised.value.hint


@pytest.mark.parametrize(
    "body",
    [
        {"code": "validation_error", "message": f"no {SECRET} here"},
        {"code": "restricted_resource", "message": SECRET, "additional_data": "odd"},
        {"code": ["odd"], "message": {"odd": SECRET}},
        [SECRET],
        SECRET,
    ],
)
@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 409, 418, 429, 500, 503, 529])
def test_no_answer_brings_the_token_into_what_is_said(alone: Notion, status: int, body: object) -> None:
    respx.get(f"{ADDRESS}/v1/users/me").respond(status, json=body, headers={"Retry-After": "1"})
    with pytest.raises(ConnectorError) as raised:
        alone.read("users/me")
    said = f"{raised.value!r} {raised.value.hint} {raised.value.__dict__} {alone!r}"
    assert SECRET not in said
    assert raised.value.__cause__ is None and raised.value.__suppress_context__


@pytest.mark.parametrize("answer", [b"[]", b"null", b'"x"', b"", b"<html>", b"\xff\xfe"])
def test_an_answer_that_is_no_object_is_asked_for_again(alone: Notion, answer: bytes) -> None:
    route = respx.get(f"{ADDRESS}/v1/users/me")
    route.side_effect = [httpx.Response(200, content=answer), httpx.Response(200, json=ANSWERS)]
    assert alone.read("users/me") == ANSWERS


@pytest.mark.parametrize(
    ("header", "waited"),
    [
        ("90", 90.0),
        ("1.5", 1.5),
        ("Mon, 02 Nov 2026 09:02:00 GMT", 120.0),
        ("Mon, 02 Nov 2026 08:00:00 GMT", 0.0),
        ("nan", 60.0),
        ("soon", 60.0),
        ("", 60.0),
    ],
)
def test_the_wait_that_is_asked_for_is_kept_in_whatever_form_it_comes(header: str, waited: float) -> None:
    clock = Clock()
    notion = Notion(SECRET, Pace(Window(9, 60), clock=clock.monotonic, sleep=clock.sleep), address=ADDRESS, timeout=5)
    headers = {"Retry-After": header, "Date": "Mon, 02 Nov 2026 09:00:00 GMT"}
    with respx.mock:
        respx.get(f"{ADDRESS}/v1/users/me").side_effect = [
            httpx.Response(429, json={"code": "rate_limited", "message": ""}, headers=headers),
            httpx.Response(200, json=ANSWERS),
        ]
        notion.read("users/me")
    notion.close()
    assert clock.monotonic() == waited


def test_kinds_of_refusal_are_told_by_notions_own_word(label: Team, page: Page) -> None:
    with pytest.raises(NotAccepted) as raised:
        label.notion.ask(f"data_sources/{page.source}/query", {"page_sizes": 1})
    assert raised.value.code == "validation_error"
    assert "page_sizes" in raised.value.said


def test_a_path_that_would_leave_the_api_is_not_sent(alone: Notion) -> None:
    with pytest.raises(ConnectorError, match="cannot be asked for"):
        alone.read("pages/../users")
    assert alone.requests == 0


def test_a_wrong_token_is_told_with_what_to_do(label: Team) -> None:
    label.workspace.revoke(label.token)
    with pytest.raises(TokenRefused, match="revoked, has expired") as raised:
        label.notion.read("users/me")
    assert "integrations" in raised.value.hint


def test_the_pace_keeps_the_connection_within_its_limit() -> None:
    with team(budget=5) as label:
        for _ in range(7):
            label.notion.read("users/me")
        assert label.workspace.limits.refused == 0
        assert label.workspace.clock.now() - Clock().now() == timedelta(seconds=60)


def test_nothing_is_logged_and_no_handler_is_left_behind(
    label: Team, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    before = list(logging.getLogger("notion_client").handlers)
    label.server.faults.when(everything, troubles.refused(400, "validation_error", "Oops."))
    with caplog.at_level(logging.DEBUG), pytest.raises(NotAccepted):
        label.notion.read("users/me")
    assert logging.getLogger("notion_client").handlers == before
    assert capfd.readouterr() == ("", "")
    assert label.token.secret not in caplog.text
