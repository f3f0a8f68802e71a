"""The stand-in held against the vendor: recorded error bodies, and the shapes that the vendor describes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from googleapiclient.errors import HttpError  # type: ignore[import-untyped]

from tests.recordings import recorded, recorded_names
from tests.standins.clock import Clock
from tests.standins.google_calendar import GoogleCalendar, Person, refusals
from tests.standins.google_calendar.bodies import a_day, a_time
from tests.standins.google_calendar.calendars import Calendar
from tests.standins.google_calendar.shapes import misfits

MINE = "milestone0001"


class Stage:
    """A calendar with one event, and what each recorded refusal takes."""

    def __init__(self, google: GoogleCalendar, clock: Clock, service: Any, calendar: Calendar, hands: Person) -> None:
        self.google, self.clock, self.service, self.id, self.hands = google, clock, service, calendar.id, hands
        hands.add("Standing", date(2026, 12, 4), id=MINE)

    def events(self, verb: str, **how: Any) -> Any:
        return getattr(self.service.events(), verb)(calendarId=self.id, **how)

    def spent(self, **budget: int) -> Any:
        for name, value in budget.items():
            setattr(self.google.state.quotas, name, value)
        return self.events("insert", body=a_day())

    def stale(self) -> Any:
        call = self.events("delete", eventId=MINE)
        call.headers["If-Match"] = '"1"'
        return call

    def deleted(self) -> Any:
        self.hands.delete(MINE)
        return self.events("delete", eventId=MINE)

    def organised_elsewhere(self) -> Any:
        id_ = self.hands.receive_invitation("Premiere", date(2026, 12, 4), "label@example.org")
        return self.events("patch", eventId=id_, body={"extendedProperties": {"shared": {"a": "b"}}})

    def unknown_token(self) -> Any:
        self.google.state.manners.token_life = 1.0
        self.events("list").execute()
        self.clock.advance(2)
        self.google.state.manners.token_life = -1.0
        return self.events("list")


PROVOKED: dict[str, Callable[[Stage], Any]] = {
    "400_timeRangeEmpty": lambda on: on.events("insert", body=a_time("2026-12-04T10:00:00Z", "2026-12-04T09:00:00Z")),
    "401_authError": Stage.unknown_token,
    "403_forbiddenForNonOrganizer": Stage.organised_elsewhere,
    "403_quotaExceeded": lambda on: on.spent(writes_left=0),
    "403_rateLimitExceeded": lambda on: on.spent(per_project=0),
    "403_userRateLimitExceeded": lambda on: on.spent(per_user=0),
    "404_notFound": lambda on: on.events("get", eventId="nothing"),
    "409_duplicate": lambda on: on.events("insert", body=a_day(id=MINE)),
    "410_deleted": Stage.deleted,
    "410_fullSyncRequired": lambda on: on.events("list", syncToken="made-up"),
    "410_updatedMinTooLongAgo": lambda on: on.events("list", updatedMin="2020-01-01T00:00:00Z"),
    "412_conditionNotMet": Stage.stale,
    "429_rateLimitExceeded": lambda on: on.spent(per_user=0, code=429),
}
GIVEN = {"409_conflict": refusals.conflict(), "500_backendError": refusals.backend()}
"""What only a fault brings."""


@pytest.fixture
def stage(google: GoogleCalendar, clock: Clock, service: Any, releases: Calendar, hands: Person) -> Stage:
    return Stage(google, clock, service, releases, hands)


@pytest.mark.parametrize("name", sorted(PROVOKED))
def test_a_refusal_has_the_recorded_body(stage: Stage, name: str) -> None:
    with pytest.raises(HttpError) as caught:
        PROVOKED[name](stage).execute(num_retries=0)
    (body,) = recorded(f"google_calendar/{name}.json")
    assert caught.value.status_code == body["error"]["code"]
    assert json.loads(caught.value.content) == body


@pytest.mark.parametrize("name", sorted(GIVEN))
def test_a_fault_has_the_recorded_body(name: str) -> None:
    assert [GIVEN[name].response.json()] == recorded(f"google_calendar/{name}.json")


def test_every_recorded_refusal_is_covered() -> None:
    names = {name.removeprefix("google_calendar/").removesuffix(".json") for name in recorded_names("google_calendar")}
    assert names <= {*PROVOKED, *GIVEN}


def test_every_answer_has_the_described_shape(stage: Stage, anas: Any, releases: Calendar) -> None:
    hands, events = stage.hands, anas.events()
    hands.invite(MINE, "bo@example.com")
    hands.remind(MINE, 10)
    hands.edit(MINE, source={"title": "Plan", "url": "https://plan.example"}, colorId="3", location="Studio")
    hands.edit(MINE, extendedProperties={"private": {"a": "b"}, "shared": {"c": "d"}})
    timed = events.insert(calendarId=releases.id, body=a_time("2026-12-04T10:00:00Z", "2026-12-04T11:00:00Z")).execute()
    hands.repeat(MINE)
    hands.delete(hands.occurrence(MINE, date(2026, 12, 11)))
    rule = {"role": "reader", "scope": {"type": "default"}}
    answers = [
        ("Event", timed),
        ("Event", events.get(calendarId=releases.id, eventId=MINE).execute()),
        ("Event", events.patch(calendarId=releases.id, eventId=MINE, body={"summary": "New"}).execute()),
        ("Events", events.list(calendarId=releases.id, showDeleted=True).execute()),
        ("Events", events.list(calendarId=releases.id, singleEvents=True, maxResults=1).execute()),
        ("Calendar", anas.calendars().get(calendarId=releases.id).execute()),
        ("Calendar", anas.calendars().get(calendarId="primary").execute()),
        ("Calendar", anas.calendars().insert(body={"summary": "x", "description": "y", "location": "z"}).execute()),
        ("Calendar", anas.calendars().patch(calendarId=releases.id, body={"summary": "New"}).execute()),
        ("CalendarList", anas.calendarList().list().execute()),
        ("CalendarList", anas.calendarList().list(maxResults=1).execute()),
        ("CalendarListEntry", anas.calendarList().get(calendarId=releases.id).execute()),
        ("AclRule", anas.acl().insert(calendarId=releases.id, body=rule).execute()),
        ("Acl", anas.acl().list(calendarId=releases.id).execute()),
        ("Colors", anas.colors().get().execute()),
        ("Setting", anas.settings().get(setting="timezone").execute()),
        ("Settings", anas.settings().list().execute()),
    ]
    assert [each for name, answer in answers for each in misfits(answer, name)] == []


def test_a_shape_that_does_not_fit_is_told() -> None:
    value = {"id": 5, "colour": "red", "start": {"date": True}, "extendedProperties": {"private": {"a": 1}}}
    assert misfits(value, "Event") == [
        "Event.id is int, not string",
        "Event has no colour",
        "Event.start.date is bool, not string",
        "Event.extendedProperties.private.a is int, not string",
    ]
