"""A day is that day on every phone of the world, on both days of the year on which the clocks change."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from sync.calendar_file.publish import publish
from sync.calendar_file.published import uid_of
from sync.milestones.milestone import Milestones
from tests.milestones.clients import ZONES, around_changes, days_shown, events_of, wrong_days, wrong_instants
from tests.milestones.plans import NOW, milestone


def test_a_year_of_days_is_right_in_every_zone() -> None:
    shown, wrong = wrong_days(2027)
    assert shown == 366 * len(ZONES) > 200_000
    assert wrong == 0


def test_instants_around_every_clock_change_are_told_at_the_teams_own_time() -> None:
    shown, wrong = wrong_instants(2027)
    assert shown > len(ZONES)
    assert wrong == 0


def test_the_count_finds_an_event_that_is_a_midnight_and_not_a_day() -> None:
    midnight = datetime(2027, 3, 28, tzinfo=ZoneInfo("Europe/Berlin"))
    made = milestone(1, midnight)
    event = events_of(publish(Milestones((made,)), {}, "label", NOW).data)[uid_of(made.key)]
    assert days_shown(event, ZoneInfo("America/New_York")) == [date(2027, 3, 27)]


def test_the_count_finds_a_day_that_ends_a_day_late() -> None:
    made = milestone(1, date(2027, 3, 28))
    data = publish(Milestones((made,)), {}, "label", NOW).data
    late = data.replace(b"DTEND;VALUE=DATE:20270329", b"DTEND;VALUE=DATE:20270330")
    event = events_of(late)[uid_of(made.key)]
    assert days_shown(event, ZoneInfo("Europe/Berlin")) == [date(2027, 3, 28), date(2027, 3, 29)]


def test_both_clock_changes_of_a_year_are_among_the_days_tried() -> None:
    assert {date(2027, 3, 28), date(2027, 10, 31)} <= set(around_changes("Europe/Berlin", 2027))


@given(st.dates(date(1970, 1, 1), date(9998, 1, 1)), st.sampled_from(ZONES))
def test_any_day_is_that_day_anywhere(day: date, zone: str) -> None:
    made = milestone(1, day)
    event = events_of(publish(Milestones((made,)), {}, "label", NOW).data)[uid_of(made.key)]
    # Samoa crossed the date line and had no 30 December 2011; the Marshall Islands no 21 August 1993.
    if _had(day, zone):
        assert days_shown(event, ZoneInfo(zone)) == [day]
    assert event.start == day
    assert event.end == day + timedelta(days=1)


def _had(day: date, zone: str) -> bool:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone))
    return noon.astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone)).date() == day
