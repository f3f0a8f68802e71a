"""Times as Notion spells and compares them: cut to the minute."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def minute(moment: datetime) -> datetime:
    """Cut a moment to its minute."""
    return moment.replace(second=0, microsecond=0)


def stamp(moment: datetime) -> str:
    """Return a created or edited time as answers spell it: cut to the minute, in UTC."""
    return minute(moment.astimezone(UTC)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def spelled(moment: datetime) -> str:
    """Return the value of a date property with a time."""
    return minute(moment).isoformat(timespec="milliseconds")


def is_day(value: str) -> bool:
    """Tell whether a date has no time."""
    return _DAY.fullmatch(value) is not None


def accepted(value: str, time_zone: str | None) -> str:
    """Return a date of a request as it is kept; raises ValueError where it is none.

    A time without an offset is in the named zone, else in UTC; with one, it keeps it.
    """
    if is_day(value):
        return date.fromisoformat(value).isoformat()
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        try:
            moment = moment.replace(tzinfo=ZoneInfo(time_zone) if time_zone else UTC)
        except ZoneInfoNotFoundError as unknown:
            raise ValueError(str(unknown)) from unknown
    return spelled(moment)


def moment(value: str) -> datetime:
    """Return a date or time as a moment, in UTC, cut to the minute; a day begins at midnight UTC."""
    found = datetime.fromisoformat(value)
    return minute((found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC))


def span(value: str) -> tuple[datetime, datetime]:
    """Return the first moment that a date covers and the first after it: a day, or a minute."""
    start = moment(value)
    return start, start + (timedelta(days=1) if is_day(value) else timedelta(minutes=1))
