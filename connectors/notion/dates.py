"""Dates and instants as Notion writes them."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from connectors.notion.flaw import Flaw
from connectors.notion.texts import clean
from rules.model import Moment

_SHOWN = 80
_NOT_A_DATE = "Notion gave a date that is none"


def date_of(value: Any) -> Moment | str | Flaw | None:
    """Return the date, or the instant where a time of day is set.

    A range keeps both its ends, as the text "2026-06-01 → 2026-06-05": which of them counts depends on what the column
    means, and a range that somebody typed into a workbook arrives just so. A range within one moment is that moment.
    """
    if value is None:
        return None
    start = moment_of(value["start"], value.get("time_zone"))
    if value.get("end") is None or isinstance(start, Flaw):
        return start
    end = moment_of(value["end"], value.get("time_zone"))
    if isinstance(end, Flaw) or end == start:
        return end
    return f"{start.isoformat()} → {end.isoformat()}"


def moment_of(text: Any, zone: Any = None) -> Moment | Flaw:
    """Return what an ISO text says. `zone` is the named zone that Notion gives instead of an offset.

    Raises `TypeError` for what is not a text.
    """
    try:
        if len(text) == len("2026-06-01"):
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            if zone is None:
                return Flaw("Notion gave a time of day without its time zone", clean(text)[:_SHOWN])
            moment = moment.replace(tzinfo=_zone(zone))
    except ValueError:
        return Flaw(_NOT_A_DATE, clean(text)[:_SHOWN])
    # At the ends of the calendar an instant has no day in some zones, and comparing it would fail later.
    return moment if 1 < moment.year < 9999 else Flaw(_NOT_A_DATE, clean(text)[:_SHOWN])


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, OSError) as error:
        raise ValueError("there is no such time zone") from error
