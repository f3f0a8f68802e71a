"""Each digest is due once, at its time of day where the team is, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import WorkingCalendar
from sync.notify.digest import last_due, week_of
from sync.notify.receiver import Receiver, Rhythm

HOUR = timedelta(hours=1)
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC", "Asia/Kathmandu", "Pacific/Apia")


def receiver(rhythm: Rhythm, at: time = time(9), on: int = 0) -> Receiver:
    return Receiver("room", "", digest=rhythm, digest_at=at, digest_on=on)


def sent(who: Receiver, calendar: WorkingCalendar, start: datetime, step: timedelta, steps: int) -> list[datetime]:
    """Return when a schedule of runs would send digests."""
    settled, found = start, []
    for number in range(1, steps + 1):
        now = start + step * number
        due = last_due(who, now, calendar)
        if due is not None and due > settled:
            found.append(now)
            settled = now
    return found


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", [time(9), time(2, 30), time(0), time(23, 59)])
def test_over_a_year_of_hourly_runs_each_weekly_digest_comes_once_within_the_hour(zone: str, at: time) -> None:
    calendar = WorkingCalendar(ZoneInfo(zone))
    start = datetime(2026, 1, 1, 0, 7, tzinfo=UTC)
    found = sent(receiver(Rhythm.WEEKLY, at, on=6), calendar, start, HOUR, 365 * 24)
    assert len(found) == 52
    # The Sundays on which the clocks change are among them.
    for moment in found:
        local = moment.astimezone(calendar.zone)
        due = datetime.combine(local.date(), at, calendar.zone)
        late = min(moment - due.astimezone(UTC), moment - (due - timedelta(days=1)).astimezone(UTC), key=abs)
        assert timedelta(0) <= late <= 2 * HOUR


@pytest.mark.parametrize("zone", ZONES)
def test_over_a_year_of_hourly_runs_a_daily_digest_comes_on_each_working_day(zone: str) -> None:
    holidays = frozenset({date(2026, 5, 1), date(2026, 12, 25)})
    calendar = WorkingCalendar(ZoneInfo(zone), holidays=holidays)
    start = datetime(2026, 1, 1, tzinfo=calendar.zone).astimezone(UTC)
    found = sent(receiver(Rhythm.DAILY), calendar, start, HOUR, 365 * 24)
    days = [moment.astimezone(calendar.zone).date() for moment in found]
    expected = (date(2026, 1, 1) + timedelta(days=n) for n in range(365))
    assert days == [day for day in expected if day.weekday() < 5 and day not in holidays]


@pytest.mark.parametrize("zone", ZONES[:3])
def test_after_a_pause_only_the_last_digest_is_sent(zone: str) -> None:
    calendar = WorkingCalendar(ZoneInfo(zone))
    start = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert len(sent(receiver(Rhythm.DAILY), calendar, start, timedelta(days=30), 1)) == 1


@given(st.integers(0, 2 * 365 * 24 * 60), st.sampled_from(ZONES), st.sampled_from(list(Rhythm)))
def test_what_is_due_is_never_ahead_and_never_goes_back(minutes: int, zone: str, rhythm: Rhythm) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    calendar, who = WorkingCalendar(ZoneInfo(zone)), receiver(rhythm)
    due, later = last_due(who, now, calendar), last_due(who, now + HOUR, calendar)
    assert due is not None and later is not None
    assert due <= now and due <= later


def test_who_wants_none_gets_none() -> None:
    assert last_due(Receiver("room", ""), datetime(2026, 8, 3, tzinfo=UTC), WorkingCalendar(UTC)) is None


def test_a_daily_digest_looks_back_to_the_working_day_before_and_ahead_to_the_evening() -> None:
    calendar = WorkingCalendar(ZoneInfo("Europe/Berlin"))
    week = week_of(Rhythm.DAILY, datetime(2026, 8, 3, 8, tzinfo=UTC), calendar)
    assert (week.first, week.today, week.last) == (date(2026, 7, 31), date(2026, 8, 3), date(2026, 8, 3))
    whole = week_of(Rhythm.WEEKLY, datetime(2026, 8, 3, 8, tzinfo=UTC), calendar)
    assert (whole.first, whole.last) == (date(2026, 7, 27), date(2026, 8, 9))
