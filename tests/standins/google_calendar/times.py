"""Dates and instants of events: read, checked, and shown in a zone as the vendor shows them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.standins.google_calendar import refusals
from tests.standins.google_calendar.contract import Json


def zone_named(name: str, what: str) -> ZoneInfo:
    """Return a time zone. Raises the refusal for a name that the zone database lacks."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise refusals.invalid(f"Invalid time zone definition for {what}.") from None


def stamped(milliseconds: int) -> str:
    """Return an instant as `created` and `updated` show it."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def instant(text: str, parameter: str) -> datetime:
    """Return the instant that a query parameter names. Raises the refusal where it has no offset."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or "T" not in text.upper():
        raise refusals.Refusal(400, "badRequest", "Bad Request", location=("parameter", parameter))
    return found


def checked_times(body: Json, calendar_zone: str) -> tuple[Json, Json]:
    """Return start and end of an event as they are kept. Raises the refusal for what the vendor does not take."""
    start, end = _moment(body, "start", calendar_zone), _moment(body, "end", calendar_zone)
    if ("date" in start) != ("date" in end):
        raise refusals.invalid("Start and end times must either both be date or both be dateTime.")
    if "date" in start:
        if end["date"] <= start["date"]:  # the end is the first day after
            raise refusals.time_range_empty()
    elif _aware(end) < _aware(start):
        raise refusals.time_range_empty()
    if body.get("recurrence") and "dateTime" in start and not (body["start"].get("timeZone") or ""):
        raise refusals.required("Missing time zone definition for start time.")
    return start, end


def shown_time(moment: Json, zone: str) -> Json:
    """Return a kept start or end as an answer shows it: instants in the zone of the calendar or of the question."""
    if "date" in moment:
        return dict(moment)
    try:
        local = _aware(moment).astimezone(ZoneInfo(zone))
    except OverflowError:  # the last hours of the year 9999
        local = _aware(moment)
    text = local.isoformat(timespec="milliseconds" if local.microsecond else "seconds")
    return {"dateTime": text.replace("+00:00", "Z"), "timeZone": moment["timeZone"]}


def in_utc(moment: datetime) -> str:
    """Return how an instant is kept, so that equal instants are equal texts."""
    try:
        return moment.astimezone(UTC).isoformat()
    except OverflowError:  # the last hours of the year 9999, the first of the year 1
        return moment.isoformat()


def edges(body: Json, zone: str) -> tuple[datetime, datetime]:
    """Return the instants of an event's start and end; a day begins at midnight of the calendar."""
    first, last = (
        datetime.combine(date.fromisoformat(each["date"]), datetime.min.time(), ZoneInfo(zone))
        if "date" in each
        else _aware(each)
        for each in (body["start"], body["end"])
    )
    return first, last


def _aware(moment: Json) -> datetime:
    return datetime.fromisoformat(moment["dateTime"])


def _moment(body: Json, name: str, calendar_zone: str) -> Json:
    given: Any = body.get(name) or {}
    day, time, zone = given.get("date"), given.get("dateTime"), given.get("timeZone")
    if not day and not time:
        raise refusals.required(f"Missing {name} time.")
    if day and time:  # what a patch makes that turns a timed event into a day without emptying `dateTime`
        raise refusals.invalid(f"Invalid {name} time.")
    if zone:
        zone_named(zone, f"{name} time")
    try:
        if day:
            return {"date": date.fromisoformat(day).isoformat()}
        found = datetime.fromisoformat(time)
    except (ValueError, TypeError):
        raise refusals.invalid(f"Invalid {name} time.") from None
    if found.tzinfo is None:
        if not zone:
            raise refusals.required(f"Missing time zone definition for {name} time.")
        found = found.replace(tzinfo=ZoneInfo(zone))
    return {"dateTime": in_utc(found), "timeZone": zone or calendar_zone}
