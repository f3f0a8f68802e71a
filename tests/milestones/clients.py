"""How a calendar on somebody's phone, in whatever zone, shows what stands in the file: read by a second parser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from sync.calendar_file.publish import publish
from sync.calendar_file.published import uid_of
from sync.milestones.milestone import Milestone, Milestones
from tests.milestones.plans import NOW, milestone

_MOMENT = timedelta(microseconds=1)
_DAY = timedelta(days=1)
ZONES = tuple(sorted(available_timezones() - {"localtime"}))


def events_of(data: bytes) -> dict[str, Event]:
    """Return the events of a calendar file, by uid, as the second parser reads them."""
    calendar = IcsCalendarStream.calendar_from_ics(data.decode())
    return {str(event.uid): event for event in calendar.events}


def days_shown(event: Event, zone: ZoneInfo) -> list[date]:
    """Return the days on which a client in `zone` draws the event."""
    span = event.timespan_of(zone)
    # Counted back in absolute time: on the day of a clock change the moment before is not where the wall clock has it.
    before_end = max(span.start.astimezone(UTC), span.end.astimezone(UTC) - _MOMENT)
    first, last = span.start.astimezone(zone).date(), before_end.astimezone(zone).date()
    return [first + number * _DAY for number in range((last - first).days + 1)]


def wrong_days(year: int, zones: Iterable[str] = ZONES) -> tuple[int, int]:
    """Return how many all-day milestones of a year were shown, over all zones, and how many on a wrong day."""
    days = [date(year, 1, 1) + number * _DAY for number in range(366)]
    shown = wrong = 0
    plans = {uid_of(m.key): m.on for m in (milestone(number, day) for number, day in enumerate(days))}
    events = events_of(_published(milestone(number, day) for number, day in enumerate(days)))
    assert events.keys() == plans.keys()
    for name in zones:
        zone = ZoneInfo(name)
        for uid, event in events.items():
            shown += 1
            wrong += days_shown(event, zone) != [plans[uid]]
    return shown, wrong


def wrong_instants(year: int, zones: Iterable[str] = ZONES) -> tuple[int, int]:
    """Return how many timed milestones of teams in every zone were shown, and how many at a wrong day or time.

    They stand on the days around each clock change of their zone.
    """
    made: list[tuple[Milestone, datetime]] = []
    for name in zones:
        for day in around_changes(name, year):
            for clock in (time(0, 5), time(9), time(23, 55)):
                local = datetime.combine(day, clock, ZoneInfo(name))
                if _exists(local):
                    made.append((milestone(len(made), local, zone=name), local))
    events = events_of(_published(m for m, _ in made))
    wrong = 0
    for planned, local in made:
        start = events[uid_of(planned.key)].start
        assert isinstance(start, datetime)
        seen = start.astimezone(local.tzinfo)
        wrong += (seen.date(), seen.time()) != (local.date(), local.time())
    return len(made), wrong


@cache
def around_changes(name: str, year: int) -> tuple[date, ...]:
    """Return the days before, of and after a zone's clock changes of a year; New Year's Day where it has none."""
    return tuple(_around_changes(ZoneInfo(name), year)) or (date(year, 1, 1),)


def _around_changes(zone: ZoneInfo, year: int) -> Iterator[date]:
    for number in range(366):
        day = date(year, 1, 1) + number * _DAY
        before, after = (datetime.combine(d, time(12), zone).utcoffset() for d in (day - _DAY, day))
        if before != after:
            yield from (day - _DAY, day, day + _DAY)


def _exists(local: datetime) -> bool:
    """Whether the clocks show that time at all: the hour that is skipped in spring is nobody's plan."""
    there = local.astimezone(UTC).astimezone(local.tzinfo)
    return (there.date(), there.time()) == (local.date(), local.time())


def _published(found: Iterable[Milestone]) -> bytes:
    return publish(Milestones(tuple(found)), {}, "label", NOW).data
