"""Budgets, failures of the service, dropped connections, batches."""

from __future__ import annotations

from typing import Any

import pytest
from google_auth_httplib2 import Request  # type: ignore[import-untyped]
from googleapiclient.http import BatchHttpRequest  # type: ignore[import-untyped]

from tests.standins.clock import Clock
from tests.standins.faults import dropped, saved_and_dropped
from tests.standins.faults import refused as refusing
from tests.standins.google_calendar import GoogleCalendar, refusals
from tests.standins.google_calendar.bodies import a_day, refused
from tests.standins.google_calendar.calendars import Calendar
from tests.standins.serving import Server

MINE = "milestone0001"


def test_a_users_minute_slides(google: GoogleCalendar, clock: Clock, service: Any, releases: Calendar) -> None:
    google.state.quotas.per_user = 2
    listing = service.events().list(calendarId=releases.id)
    listing.execute()
    clock.advance(59)
    listing.execute()
    assert refused(listing) == (403, "userRateLimitExceeded")
    google.state.quotas.code = 429
    assert refused(listing) == (429, "rateLimitExceeded")
    clock.advance(1)
    listing.execute()
    assert google.state.quotas.spent == 3


def test_a_project_has_a_minute_for_all_its_users(
    google: GoogleCalendar, service: Any, anas: Any, releases: Calendar
) -> None:
    google.state.quotas.per_project = 1
    service.events().list(calendarId=releases.id).execute()
    assert refused(anas.events().list(calendarId=releases.id)) == (403, "rateLimitExceeded")


def test_writes_have_limits_of_their_own(
    google: GoogleCalendar, clock: Clock, service: Any, releases: Calendar
) -> None:
    google.state.quotas.writes_per_calendar = 1
    inserting = service.events().insert(calendarId=releases.id, body=a_day())
    inserting.execute()
    assert refused(inserting) == (403, "rateLimitExceeded")
    google.state.quotas.writes_left = 0
    clock.advance(60)
    assert refused(inserting) == (403, "quotaExceeded")
    service.events().list(calendarId=releases.id).execute()


def test_the_library_sends_an_insert_again_when_the_connection_drops(
    server: Server, service: Any, releases: Calendar
) -> None:
    service.events().list(calendarId=releases.id).execute()
    server.faults.when(lambda request: request.method == "POST", saved_and_dropped())
    assert refused(service.events().insert(calendarId=releases.id, body=a_day(id=MINE))) == (409, "duplicate")
    assert server.counts()["events.insert"] == 2
    server.faults.when(lambda request: request.method == "POST", saved_and_dropped())
    service.events().insert(calendarId=releases.id, body=a_day()).execute()
    assert len(releases.events) == 3


def test_a_request_that_was_dropped_unsaved_goes_through_the_second_time(
    server: Server, service: Any, releases: Calendar
) -> None:
    server.faults.when(lambda request: request.method == "POST" and "events" in request.path, dropped())
    service.events().insert(calendarId=releases.id, body=a_day(id=MINE)).execute()
    assert [entry.saved for entry in server.journal if entry.kind == "events.insert"] == [False, True]


@pytest.mark.parametrize("code", [500, 503])
def test_the_service_fails_in_its_own_words(server: Server, service: Any, releases: Calendar, code: int) -> None:
    server.faults.when(lambda request: "events" in request.path, refusing(refusals.backend(code).response))
    assert refused(service.events().list(calendarId=releases.id)) == (code, "backendError")


def batched(server: Server, *calls: Any) -> list[Any]:
    """Send calls in one batch; return the answers and the statuses of the refusals, in order."""
    for http in (call.http for call in calls):
        if not http.credentials.valid:  # the library's batch would refresh over a connection that it never closes
            http.credentials.refresh(Request(http.http))
    found: list[Any] = []
    batch = BatchHttpRequest(
        callback=lambda _, answer, error: found.append(error.status_code if error else answer),
        batch_uri=f"{server.url}/batch/calendar/v3",
    )
    for call in calls:
        batch.add(call)
    batch.execute()
    return found


def test_a_batch_answers_each_call_by_itself_and_each_counts(
    google: GoogleCalendar, server: Server, service: Any, releases: Calendar
) -> None:
    events = service.events()
    made, twice, gone, missing = batched(
        server,
        events.insert(calendarId=releases.id, body=a_day(id=MINE, summary="Größe")),
        events.insert(calendarId=releases.id, body=a_day(id=MINE)),
        events.delete(calendarId=releases.id, eventId=MINE),
        events.get(calendarId=releases.id, eventId="nothing"),
    )
    assert (made["summary"], twice, gone, missing) == ("Größe", 409, "", 404)
    assert server.counts() == {"token": 1, "batch": 1}
    assert google.state.quotas.spent == 4
    assert google.state.counted()["events.insert"] == 2


def test_a_batch_carries_each_calls_own_etag(server: Server, service: Any, releases: Calendar) -> None:
    service.events().insert(calendarId=releases.id, body=a_day(id=MINE)).execute()
    stale = service.events().patch(calendarId=releases.id, eventId=MINE, body={"summary": "New"})
    stale.headers["If-Match"] = '"1"'
    fresh = service.events().patch(calendarId=releases.id, eventId=MINE, body={"summary": "Newer"})
    fresh.headers["If-Match"] = releases.events[MINE].etag
    assert [each if isinstance(each, int) else each["summary"] for each in batched(server, stale, fresh)] == [
        412,
        "Newer",
    ]


def test_a_call_in_a_batch_is_made_by_its_own_account(
    google: GoogleCalendar, server: Server, service: Any, anas: Any, releases: Calendar
) -> None:
    calls = [each.events().list(calendarId=releases.id) for each in (service, anas)]
    assert [each["accessRole"] for each in batched(server, *calls)] == ["writer", "owner"]


def test_a_batch_runs_into_a_quota_in_its_middle(
    google: GoogleCalendar, server: Server, service: Any, releases: Calendar
) -> None:
    google.state.quotas.per_user = 2
    calls = [service.events().get(calendarId=releases.id, eventId="nothing") for _ in range(3)]
    assert batched(server, *calls) == [404, 404, 403]


def test_a_batch_holds_fifty_calls(google: GoogleCalendar, server: Server, service: Any, releases: Calendar) -> None:
    calls = [service.events().get(calendarId=releases.id, eventId="nothing") for _ in range(50)]
    assert batched(server, *calls) == [404] * 50
    with pytest.raises(Exception, match="more than 50 calls"):
        batched(server, *calls, service.events().get(calendarId=releases.id, eventId="nothing"))


def test_an_inner_call_can_fail_by_itself_saved_or_not(
    google: GoogleCalendar, server: Server, service: Any, releases: Calendar
) -> None:
    google.inner_faults.when(lambda request: request.method == "POST", saved_and_dropped())
    calls = [service.events().insert(calendarId=releases.id, body=a_day(id=id_)) for id_ in ("first", "other")]
    failed, made = batched(server, *calls)
    assert failed == 503 and made["id"] == "other" and set(releases.events) == {"first", "other"}
