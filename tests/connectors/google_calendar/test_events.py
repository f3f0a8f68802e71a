"""Events to Google's shape and back: ids, days, times, marks, and nobody's business but ours."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.calendar import CalendarEvent, Rewrite, Standing
from connectors.changes import Flag
from connectors.google_calendar.events import Json, event_id, new_body, ours, patch_body
from tests.milestones.clients import ZONES, around_changes
from tests.standins.google_calendar.times import checked_times, shown_time

YEAR = 2027
EVENT = CalendarEvent("k", date(YEAR, 3, 28), "Europe/Berlin", "Due: Master", "Plan: here")


def shown(event: CalendarEvent, zone: str) -> Json:
    """Return the event as Google answers it to somebody in a zone."""
    body = new_body(event, "label", 0)
    start, end = checked_times(dict(body), zone)
    return {**body, "etag": '"1"', "start": shown_time(start, zone), "end": shown_time(end, zone)}


def standing(event: CalendarEvent, zone: str = "UTC") -> Standing:
    found = ours(shown(event, zone), "label")
    assert found is not None
    return found


def test_every_day_of_a_year_is_that_day_and_ends_with_it() -> None:
    for number in range(366):
        day = date(YEAR, 1, 1) + timedelta(days=number)
        event = replace(EVENT, on=day)
        body = shown(event, "Pacific/Apia")
        assert (body["start"], body["end"]) == (
            {"date": day.isoformat()},
            {"date": (day + timedelta(days=1)).isoformat()},
        )
        assert standing(event).place == event.place == day.isoformat()


def test_every_time_around_every_clock_change_is_that_instant_in_every_zone() -> None:
    tried = 0
    for zone in ZONES:
        for day in around_changes(zone, YEAR):
            for minutes in range(0, 24 * 60, 90):
                on = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes)
                event = replace(EVENT, on=on.astimezone(ZoneInfo(zone)), zone=zone)
                body = new_body(event, "label", 0)
                begin, end = (datetime.fromisoformat(body[side]["dateTime"]) for side in ("start", "end"))
                assert (begin, end - begin, body["start"]["timeZone"]) == (on, timedelta(minutes=30), zone)
                assert begin.utcoffset() == on.astimezone(ZoneInfo(zone)).utcoffset()
                tried += 1
    assert tried > len(ZONES)


@given(
    st.one_of(
        st.dates(date(1, 1, 1), date(9999, 12, 30)),
        st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=st.just(UTC)),  # noqa: DTZ001 - as it asks
    ),
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
)
def test_an_event_that_nobody_touched_reads_as_it_was_written_wherever_it_is_read(
    on: Any, zone: str, elsewhere: str
) -> None:
    event = replace(EVENT, on=on, zone=zone)
    found = standing(event, elsewhere)
    assert found.place == event.place
    assert found.written is not None and found.written.digest == event.digest
    again = patch_body(event, found, "label", Rewrite(told=event.description))
    assert set(again) <= {"extendedProperties", "start", "end"}


@given(st.text(), st.text(), st.integers(0, 99))
def test_every_id_is_legal_and_its_own(workspace: str, key: str, generation: int) -> None:
    id_ = event_id(workspace, key, generation)
    assert re.fullmatch("[a-v0-9]{52}", id_)
    assert id_ not in (event_id(workspace + "x", key, generation), event_id(workspace, key, generation + 1))


@pytest.mark.parametrize(
    "change",
    [
        {"status": "cancelled", "extendedProperties": None},
        {"id": "another"},
        {"extendedProperties": {"private": {"streetdate": "other"}}},
        {"extendedProperties": {"private": {"streetdate": "label", "streetdateKey": "k", "streetdateGeneration": "x"}}},
        {"extendedProperties": {"private": {"streetdate": "label", "streetdateKey": "k", "streetdateGeneration": "²"}}},
        {"extendedProperties": {"private": {"streetdate": "label", "streetdateKey": "k", "streetdateGeneration": 0}}},
        {"extendedProperties": [1]},
        {"extendedProperties": {"private": 5}},
    ],
)
def test_what_does_not_bear_our_marks_under_our_id_is_not_ours(change: Any) -> None:
    assert ours({**shown(EVENT, "UTC"), **change}, "label") is None


@given(
    st.dictionaries(
        st.sampled_from(["start", "end", "status", "summary", "description", "colorId", "recurrence", "etag"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["date", "dateTime", "x"]), inner),
        ),
    )
)
def test_anything_in_an_event_of_ours_can_be_read(change: Any) -> None:
    found = ours({**shown(EVENT, "UTC"), **change}, "label")
    assert found is not None and found.key == "k"


def test_a_patch_holds_only_what_is_not_as_it_should_be() -> None:
    found = standing(EVENT)
    moved = replace(EVENT, on=date(YEAR, 3, 29), flag=Flag.BLOCKED)
    body = patch_body(moved, found, "label", Rewrite(told=EVENT.description))
    assert set(body) == {"start", "end", "colorId", "extendedProperties"}
    assert body["start"] == {"date": "2027-03-29", "dateTime": None, "timeZone": None}
    assert set(patch_body(moved, found, "label", Rewrite(place=False, colour=False))) == {"extendedProperties"}


def test_no_private_property_outgrows_what_google_keeps() -> None:
    body = new_body(replace(EVENT, on=datetime(9999, 12, 29, 23, 59, tzinfo=UTC), key="k" * 32), "w" * 64, 10**8)
    assert all(len(key) <= 44 and len(value) <= 1024 for key, value in body["extendedProperties"]["private"].items())
