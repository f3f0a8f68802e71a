"""Days and times of day: what is taken, and how it is shown."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.standins.google_calendar import Person
from tests.standins.google_calendar.bodies import a_day, a_time, refused
from tests.standins.google_calendar.calendars import Calendar
from tests.standins.google_calendar.contract import Json

MINE = "milestone0001"


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        ({"date": "2026-12-04"}, {"date": "2026-12-04"}, "timeRangeEmpty"),
        ({"date": "2026-12-04"}, {"date": "2026-12-03"}, "timeRangeEmpty"),
        ({"dateTime": "2026-12-04T10:00:00Z"}, {"dateTime": "2026-12-04T09:00:00Z"}, "timeRangeEmpty"),
        ({"date": "2026-12-04"}, {"dateTime": "2026-12-05T10:00:00Z"}, "invalid"),
        ({"date": "2026-12-04"}, {}, "required"),
        ({"date": "4 December"}, {"date": "2026-12-05"}, "invalid"),
        ({"date": "9999-12-31"}, {"date": "10000-01-01"}, "invalid"),
        ({"date": "2026-12-04", "dateTime": "2026-12-04T10:00:00Z"}, {"date": "2026-12-05"}, "invalid"),
        ({"dateTime": "2026-12-04T10:00:00"}, {"dateTime": "2026-12-04T11:00:00"}, "required"),
        (
            {"dateTime": "2026-12-04T10:00:00", "timeZone": "Mars/Base"},
            {"dateTime": "2026-12-04T11:00:00", "timeZone": "Mars/Base"},
            "invalid",
        ),
    ],
)
def test_times_that_cannot_be_are_refused(
    service: Any, releases: Calendar, start: Json, end: Json, reason: str
) -> None:
    body = {"summary": "x", "start": start, "end": end}
    assert refused(service.events().insert(calendarId=releases.id, body=body)) == (400, reason)


def test_a_day_stays_a_day(service: Any, releases: Calendar) -> None:
    made = service.events().insert(calendarId=releases.id, body=a_day("2027-03-28")).execute()
    assert (made["start"], made["end"]) == ({"date": "2027-03-28"}, {"date": "2027-03-29"})


def test_a_time_is_shown_in_the_calendars_zone_or_the_one_asked_for(service: Any, releases: Calendar) -> None:
    body = a_time("2026-12-04T17:00:00Z", "2026-12-04T18:00:00Z", id=MINE)
    made = service.events().insert(calendarId=releases.id, body=body).execute()
    assert made["start"] == {"dateTime": "2026-12-04T18:00:00+01:00", "timeZone": "Europe/Berlin"}
    there = service.events().get(calendarId=releases.id, eventId=MINE, timeZone="UTC").execute()
    assert there["start"]["dateTime"] == "2026-12-04T17:00:00Z"


def test_a_local_time_is_read_in_its_own_zone(service: Any, releases: Calendar) -> None:
    zone = "America/New_York"
    body = a_time("2026-12-04T17:00:00", "2026-12-04T18:00:00")
    for name in ("start", "end"):
        body[name]["timeZone"] = zone
    made = service.events().insert(calendarId=releases.id, body=body).execute()
    assert made["start"] == {"dateTime": "2026-12-04T23:00:00+01:00", "timeZone": zone}


def test_turning_a_time_into_a_day_takes_a_null(service: Any, releases: Calendar) -> None:
    body = a_time("2026-12-04T17:00:00Z", "2026-12-04T18:00:00Z", id=MINE)
    service.events().insert(calendarId=releases.id, body=body).execute()
    day = {name: a_day()[name] for name in ("start", "end")}
    assert refused(service.events().patch(calendarId=releases.id, eventId=MINE, body=day)) == (400, "invalid")
    emptied = {name: {**moment, "dateTime": None} for name, moment in day.items()}
    now = service.events().patch(calendarId=releases.id, eventId=MINE, body=emptied).execute()
    assert now["start"] == {"date": "2026-12-04"}


def test_a_person_drags_an_event_to_a_time_and_back_to_a_day(service: Any, releases: Calendar, hands: Person) -> None:
    service.events().insert(calendarId=releases.id, body=a_day(id=MINE)).execute()
    hands.move(MINE, datetime(2026, 12, 5, 9, tzinfo=UTC), timedelta(hours=1))
    assert hands.sees(MINE)["end"]["dateTime"] == "2026-12-05T11:00:00+01:00"
    hands.move(MINE, date(2026, 12, 6))
    assert hands.sees(MINE)["end"] == {"date": "2026-12-07"}


def test_the_last_hours_of_all_years_can_be_shown(service: Any, releases: Calendar) -> None:
    body = a_time("9999-12-31T23:00:00Z", "9999-12-31T23:30:00Z")
    made = service.events().insert(calendarId=releases.id, body=body).execute()
    assert made["start"]["dateTime"] == "9999-12-31T23:00:00Z"
    assert service.events().list(calendarId=releases.id).execute()["items"] == [made]


def test_renaming_a_timed_event_moves_no_time(service: Any, releases: Calendar) -> None:
    body = a_time("2026-12-04T12:00:00-05:00", "2026-12-04T13:00:00-05:00", id=MINE)
    made = service.events().insert(calendarId=releases.id, body=body).execute()
    now = service.events().patch(calendarId=releases.id, eventId=MINE, body={"summary": "New"}).execute()
    assert (now["sequence"], now["start"]) == (0, made["start"])
