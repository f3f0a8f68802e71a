"""Listing events: what is left out, filters, pages, partial answers, events that repeat."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.standins.clock import Clock
from tests.standins.google_calendar import GoogleCalendar, Person
from tests.standins.google_calendar.bodies import a_day, a_time, refused
from tests.standins.google_calendar.calendars import Calendar
from tests.standins.google_calendar.contract import Json


def listed(service: Any, calendar: Calendar, **how: Any) -> list[Json]:
    """Return every page's events, by the library's own paging."""
    events, found = service.events(), []
    call = events.list(calendarId=calendar.id, **how)
    while call is not None:
        answer = call.execute()
        found += answer["items"]
        call = events.list_next(call, answer)
    return found


def fill(hands: Person, count: int) -> None:
    for number in range(count):
        hands.add(f"Milestone {number}", date(2026, 12, 1) + timedelta(days=number))


def test_pages_hold_250_events_unless_fewer_or_up_to_2500_are_asked_for(
    service: Any, releases: Calendar, hands: Person
) -> None:
    fill(hands, 2510)
    call = service.events().list
    sizes = [len(call(calendarId=releases.id, **how).execute()["items"]) for how in ({}, {"maxResults": 9999})]
    assert sizes == [250, 2500]
    assert len(listed(service, releases, maxResults=1000)) == 2510


def test_a_sync_token_comes_with_the_last_page_alone(service: Any, releases: Calendar, hands: Person) -> None:
    fill(hands, 3)
    first = service.events().list(calendarId=releases.id, maxResults=2).execute()
    assert "nextSyncToken" not in first
    rest = service.events().list(calendarId=releases.id, maxResults=2, pageToken=first["nextPageToken"]).execute()
    assert len(rest["items"]) == 1 and "nextPageToken" not in rest and rest["nextSyncToken"]


def test_pages_may_come_short_or_empty(
    google: GoogleCalendar, server: Any, service: Any, releases: Calendar, hands: Person
) -> None:
    fill(hands, 5)
    google.state.manners.page_sizes.extend([0, 2, 0])
    assert len(listed(service, releases)) == 5
    assert server.counts()["events.list"] == 4


def test_a_listing_shows_each_event_once_though_it_changes_between_the_pages(
    service: Any, releases: Calendar, hands: Person
) -> None:
    fill(hands, 4)
    first = service.events().list(calendarId=releases.id, maxResults=2).execute()
    hands.colour(first["items"][0]["id"], "11")
    hands.add("Late", date(2027, 1, 1))
    rest = service.events().list(calendarId=releases.id, maxResults=2, pageToken=first["nextPageToken"]).execute()
    assert len({each["id"] for each in first["items"] + rest["items"]}) == 4
    since = service.events().list(calendarId=releases.id, syncToken=rest["nextSyncToken"]).execute()
    assert len(since["items"]) == 2


@pytest.mark.parametrize("how", [{"pageToken": "nonsense"}, {"maxResults": 0}, {"timeMin": "2026-12-01"}])
def test_parameters_that_cannot_be_are_refused(service: Any, releases: Calendar, how: dict[str, Any]) -> None:
    assert refused(service.events().list(calendarId=releases.id, **how))[0] == 400


def test_a_page_token_goes_with_the_parameters_it_came_with(service: Any, releases: Calendar, hands: Person) -> None:
    fill(hands, 2)
    token = service.events().list(calendarId=releases.id, maxResults=1).execute()["nextPageToken"]
    changed = service.events().list(calendarId=releases.id, maxResults=1, pageToken=token, showDeleted=True)
    assert refused(changed) == (400, "invalid")


def test_deleted_events_are_left_out_unless_asked_for(service: Any, releases: Calendar, hands: Person) -> None:
    gone = hands.add("Gone", date(2026, 12, 1))
    hands.delete(gone)
    assert listed(service, releases) == []
    (tomb,) = listed(service, releases, showDeleted=True)
    assert (tomb["id"], tomb["status"], tomb["summary"]) == (gone, "cancelled", "Gone")


def test_events_are_found_by_their_private_properties_all_of_them(service: Any, releases: Calendar) -> None:
    for number, properties in enumerate(({"ours": "1", "kind": "due"}, {"ours": "1"}, {"ours": "2"})):
        body = a_day(summary=str(number), extendedProperties={"private": properties})
        service.events().insert(calendarId=releases.id, body=body).execute()
    both = listed(service, releases, privateExtendedProperty=["ours=1", "kind=due"])
    assert [each["summary"] for each in both] == ["0"]
    assert len(listed(service, releases, privateExtendedProperty="ours=1")) == 2
    assert listed(service, releases, sharedExtendedProperty="ours=1") == []
    assert refused(service.events().list(calendarId=releases.id, privateExtendedProperty="ours"))[0] == 400


def test_what_changed_since_an_instant_includes_deletions(
    clock: Clock, service: Any, releases: Calendar, hands: Person
) -> None:
    old, gone = hands.add("Old", date(2026, 12, 1)), hands.add("Gone", date(2026, 12, 2))
    clock.advance(3600)
    since = clock.now().isoformat()
    hands.delete(gone)
    assert [each["id"] for each in listed(service, releases, updatedMin=since)] == [gone]
    clock.advance(90 * 86400)
    long_ago = service.events().list(calendarId=releases.id, updatedMin=since)
    assert refused(long_ago) == (410, "updatedMinTooLongAgo")
    assert old in {each["id"] for each in listed(service, releases)}


def test_time_bounds_are_exclusive_and_days_begin_in_the_calendars_zone(service: Any, releases: Calendar) -> None:
    service.events().insert(calendarId=releases.id, body=a_day("2026-12-04")).execute()
    call = service.events().list
    midnight, next_midnight = "2026-12-03T23:00:00Z", "2026-12-04T23:00:00Z"
    assert call(calendarId=releases.id, timeMax=midnight).execute()["items"] == []
    assert call(calendarId=releases.id, timeMin=next_midnight).execute()["items"] == []
    assert len(call(calendarId=releases.id, timeMin=midnight, timeMax=next_midnight).execute()["items"]) == 1
    empty = call(calendarId=releases.id, timeMin=next_midnight, timeMax=midnight)
    assert refused(empty) == (400, "timeRangeEmpty")


def test_partial_answers_hold_what_was_asked_for(service: Any, releases: Calendar, hands: Person) -> None:
    fill(hands, 2)
    call = service.events().list
    answer = call(calendarId=releases.id, maxResults=1, fields="nextPageToken,items(id,start/date)").execute()
    assert sorted(answer) == ["items", "nextPageToken"]
    assert sorted(answer["items"][0]) == ["id", "start"]
    assert "nextPageToken" not in call(calendarId=releases.id, maxResults=1, fields="items/id").execute()
    assert refused(call(calendarId=releases.id, fields="items(idd)")) == (400, "invalidParameter")


def test_a_repeating_event_is_one_or_many(service: Any, releases: Calendar, hands: Person) -> None:
    id_ = hands.add("Weekly call", date(2026, 12, 1))
    hands.repeat(id_)
    (master,) = listed(service, releases)
    assert master["recurrence"] == ["RRULE:FREQ=WEEKLY;COUNT=4"]
    singles = listed(service, releases, singleEvents=True, orderBy="startTime")
    assert [each["start"]["date"] for each in singles] == ["2026-12-01", "2026-12-08", "2026-12-15", "2026-12-22"]
    assert {each["recurringEventId"] for each in singles} == {id_}
    assert refused(service.events().list(calendarId=releases.id, orderBy="startTime")) == (400, "badRequest")


def test_one_occurrence_moves_or_goes_by_itself(service: Any, releases: Calendar, hands: Person) -> None:
    id_ = hands.add("Weekly call", date(2026, 12, 1))
    hands.repeat(id_)
    hands.move(hands.occurrence(id_, date(2026, 12, 8)), date(2026, 12, 9))
    hands.delete(hands.occurrence(id_, date(2026, 12, 15)))
    singles = listed(service, releases, singleEvents=True, orderBy="startTime")
    assert [each["start"]["date"] for each in singles] == ["2026-12-01", "2026-12-09", "2026-12-22"]
    (cancelled,) = [each for each in listed(service, releases) if each["status"] == "cancelled"]
    assert cancelled["recurringEventId"] == id_ and cancelled["originalStartTime"] == {"date": "2026-12-15"}
    whole = {each["id"]: each["status"] for each in listed(service, releases)}
    assert whole == {id_: "confirmed", f"{id_}_20261208": "confirmed", f"{id_}_20261215": "cancelled"}


def test_a_repeating_time_keeps_its_clock_over_the_change_of_the_clocks(service: Any, releases: Calendar) -> None:
    body = a_time("2027-03-26T09:00:00", "2027-03-26T10:00:00", recurrence=["RRULE:FREQ=DAILY;COUNT=4"])
    for name in ("start", "end"):
        body[name]["timeZone"] = "Europe/Berlin"
    service.events().insert(calendarId=releases.id, body=body).execute()
    singles = listed(service, releases, singleEvents=True)
    assert [each["start"]["dateTime"][11:] for each in singles] == ["09:00:00+01:00"] * 2 + ["09:00:00+02:00"] * 2
