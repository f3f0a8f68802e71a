"""Notion's own troubles, ready for `server.faults`."""

from __future__ import annotations

from typing import Any

from tests.standins import faults
from tests.standins.faults import Fault
from tests.standins.notion.refusals import Refused, rate_limited
from tests.standins.wire import Matches, Request, Response

_REQUEST_ID = "00000000-0000-4000-8000-000000000503"
_UNAVAILABLE = "Notion is unavailable. Try again later."


def refused(status: int, code: str, message: str = "", headers: dict[str, str] | None = None) -> Fault:
    """Answer an error and carry nothing out."""
    return faults.refused(Refused(status, code, message, headers=headers).response(_REQUEST_ID))


def unavailable() -> Fault:
    """Answer 503 and carry nothing out."""
    return refused(503, "service_unavailable", _UNAVAILABLE)


def overloaded(retry_after: int = 30) -> Fault:
    """Answer 529, which the client library does not know."""
    return refused(529, "service_overload", "Notion is overloaded.", {"retry-after": str(retry_after)})


def limited(retry_after: int | None, reason: str = "public_api_request_rate_limit") -> Fault:
    """Answer 429 whatever the budget says; any number of whole seconds, or none at all."""
    return faults.refused(rate_limited(reason, retry_after).response(_REQUEST_ID))


def conflict() -> Fault:
    """Answer 409 and carry nothing out."""
    return refused(409, "conflict_error", "Conflict occurred while saving. Please try again.")


def saved_but_unavailable() -> Fault:
    """Save, and answer 503 with guidance; it names what a creation made, and nothing for an update."""
    return faults.saved_but(_guided)


def _guided(due: Response) -> Response:
    if due.status >= 400:
        return due
    saved: dict[str, Any] = due.json()
    guidance: dict[str, Any] = {"retry_guidance": "The write was saved. Read it back; do not repeat it."}
    if saved.get("object") == "page":
        guidance["committed_resource_id"] = saved["id"]
    if saved.get("type") == "block" and saved.get("object") == "list":
        guidance["committed_child_ids"] = [block["id"] for block in saved["results"]]
    return Refused(503, "service_unavailable", _UNAVAILABLE, guidance).response(_REQUEST_ID)


def too_heavy() -> Fault:
    """Answer a query with 503 and the advice to ask for less."""
    guidance = {"retry_guidance": "Lower page_size or narrow the filter."}
    return faults.refused(Refused(503, "service_unavailable", _UNAVAILABLE, guidance).response(_REQUEST_ID))


def asks_for_more_than(rows: int) -> Matches:
    """Match queries whose page is larger than this."""

    def matches(request: Request) -> bool:
        return request.path.endswith("/query") and request.json().get("page_size", 100) > rows

    return matches
