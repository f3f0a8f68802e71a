"""Events that repeat: their single occurrences, as a listing with `singleEvents` shows them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

from tests.standins.google_calendar.calendars import Calendar, Event
from tests.standins.google_calendar.contract import Json
from tests.standins.google_calendar.times import in_utc

_MOST = 730
"""Occurrences of one event that are listed at most; the vendor ends an endless series somewhere too."""


def occurrences(event: Event, calendar: Calendar) -> list[Event]:
    """Return an event's single occurrences: itself where it does not repeat; those that stand apart are left out."""
    if "recurrence" not in event.body:
        return [event]
    start, length = _start_and_length(event.body)
    rules = "\n".join(line.partition(";TZID")[0] if ";TZID" in line else line for line in event.body["recurrence"])
    series = rrulestr(rules, dtstart=start.replace(tzinfo=None), forceset=True, ignoretz=True)
    apart = {each.body["id"] for each in calendar.events.values() if "recurringEventId" in each.body}
    found = []
    for moment in islice(series, _MOST):
        body = _occurrence(event.body, moment, start, length)
        if body["id"] not in apart:
            found.append(Event(body, event.change, event.stamp, event.reminders))
    return found


def occurrence(id_: str, calendar: Calendar) -> Event | None:
    """Return the occurrence of this id; writing to it makes it stand apart from its series."""
    master = calendar.events.get(id_.rpartition("_")[0])
    if master is None or "recurrence" not in master.body:
        return None
    return next((each for each in occurrences(master, calendar) if each.body["id"] == id_), None)


def occurrence_id(master: Json, first: date | datetime) -> str:
    """Return the id of the occurrence that begins then."""
    if isinstance(first, datetime):
        return f"{master['id']}_{first.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{master['id']}_{first:%Y%m%d}"


def _start_and_length(body: Json) -> tuple[datetime, timedelta]:
    if "date" in body["start"]:
        first, last = (datetime.fromisoformat(body[name]["date"]) for name in ("start", "end"))
        return first, last - first
    zone = ZoneInfo(body["start"]["timeZone"])
    first, last = (datetime.fromisoformat(body[name]["dateTime"]) for name in ("start", "end"))
    return first.astimezone(zone), last - first


def _occurrence(master: Json, moment: datetime, first: datetime, length: timedelta) -> Json:
    body = {name: value for name, value in master.items() if name != "recurrence"}
    if first.tzinfo is None:
        times = [{"date": each.date().isoformat()} for each in (moment, moment + length)]
        id_ = occurrence_id(master, moment.date())
    else:
        begins = moment.replace(tzinfo=first.tzinfo)
        zone = master["start"]["timeZone"]
        ends = (begins.astimezone(UTC) + length).astimezone(first.tzinfo)
        times = [{"dateTime": in_utc(each), "timeZone": zone} for each in (begins, ends)]
        id_ = occurrence_id(master, begins)
    own = {"id": id_, "start": times[0], "end": times[1], "originalStartTime": times[0]}
    return {**body, **own, "recurringEventId": master["id"]}
