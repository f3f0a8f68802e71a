"""Dates that somebody typed: whether a column writes the day or the month first is decided from the whole column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from functools import lru_cache

from connectors.mapping.binding import DateOrder
from connectors.normalize.doubt import Doubt
from connectors.normalize.month_names import MONTHS, WEEKDAYS
from rules.model import Moment
from rules.vocabulary.pattern import Pattern

NO_DATE_YET = frozenset(
    {
        "tba", "tbd", "tbc", "?", "??", "???", "n/a", "na", "none", "no date", "no date yet", "open", "offen",
        "-", "--", "–", "—", "to be announced", "to be confirmed", "to be decided", "to be determined",
    }
)  # fmt: skip
"""What people type where no date is known. It means what an empty cell means."""


@dataclass(frozen=True, slots=True)
class _Day:
    """One day as it was typed. With `either`, the first two numbers are in the order of the column."""

    first: int
    second: int
    year: int
    either: bool = False
    clock: time | None = None


_CLOCK = Pattern(
    r"(?:\s*,?\s+(?:at |um |a las |as |a )?|t)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(am|pm|uhr|h)?$", re.ASCII
)
_ISO = Pattern(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_NUMBERS = Pattern(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})", re.ASCII)
_DAY_MONTH = Pattern(
    r"(\d{1,2})(?:st|nd|rd|th|er|o|\.)?[\s./-]*(?:of |de )?([a-z]+)[\s.,/'-]*(?:de |del )?(\d{4}|\d{2})", re.ASCII
)
_MONTH_DAY = Pattern(r"([a-z]+)[\s.,/-]*(\d{1,2})(?:st|nd|rd|th)?[\s.,/'-]+(\d{4}|\d{2})", re.ASCII)
_WEEKDAY = Pattern(r"([a-z]+)[.,]*\s+(?=\S)", re.ASCII)

_COMPLAINTS: tuple[tuple[Pattern, str], ...] = tuple(
    (Pattern(pattern, re.ASCII), reason)
    for pattern, reason in (
        (r"\d{4}", "it is only a year; write the whole date"),
        (r"(q[1-4]\b.*|.*\bq[1-4]|[1-4]\. ?quartal.*)", "it is a quarter, not a day; write one date"),
        (r"(kw|cw|wk|week) ?\d{1,2}.*", "it is a week, not a day; write one date"),
        (r".*\d.*(\s-\s|[–—]|\b(to|until|till|through|bis|a|ate|hasta)\b|\.\.|->|→).*\d.*",
         "it is a range; write one date"),
        (r"\d{1,2}\s?-\s?\d{1,2}[\s.]+[a-z]+.*", "it is a range; write one date"),
        (r"[a-z]+\.?\s+\d{4}", "it names a month without a day; write the whole date"),
        (r"(\d{1,2}(st|nd|rd|th|\.)?\s*[a-z]+\.?|[a-z]+\.?\s*\d{1,2}(st|nd|rd|th)?|\d{1,2}[./-]\d{1,2}\.?)",
         "the year is missing; write the whole date"),
        (r".*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*", "there is more in the cell than one date; write only the date"),
        (r"\d+([.,]\d+)?", "it is a number; format the cell as a date or write the whole date"),
    )
)  # fmt: skip


@lru_cache(maxsize=8192)
def _typed(text: str) -> _Day | Doubt | None:
    """Return what the words say by themselves, whatever the order of the column is; `None`: no date yet."""
    words = _plain(text)
    if not words or words in NO_DATE_YET:
        return None
    clock: time | None = None
    if found := _CLOCK.search(words):
        clock = _clock(found)
        if clock is None:
            return Doubt("there is no such time of day")
        words = words[: found.start()].strip(" ,")
    if (found := _WEEKDAY.match(words)) and found[1] in WEEKDAYS and (found[1] not in MONTHS or found.end() < 5):
        words = words[found.end() :]
    if found := _ISO.fullmatch(words):
        return _Day(int(found[4]), int(found[3]), int(found[1]), clock=clock)
    if found := _NUMBERS.fullmatch(words):
        return _Day(int(found[1]), int(found[3]), _year(found[4]), either=True, clock=clock)
    if (found := _DAY_MONTH.fullmatch(words)) and found[2] in MONTHS:
        return _Day(int(found[1]), MONTHS[found[2]], _year(found[3]), clock=clock)
    if (found := _MONTH_DAY.fullmatch(words)) and found[1] in MONTHS:
        return _Day(int(found[2]), MONTHS[found[1]], _year(found[3]), clock=clock)
    for pattern, reason in _COMPLAINTS:
        if pattern.fullmatch(words):
            return Doubt(reason)
    return Doubt("it is not a date; write it like 2026-03-06")


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.strip()[:80]).casefold()
    return " ".join("".join(mark for mark in folded if not unicodedata.combining(mark)).split())


def _clock(found: re.Match[str]) -> time | None:
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4] in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[4] == "pm" else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


class DateColumn:
    """Reads one column's typed dates. `stated` is the order that the team set; else the column's own values decide."""

    def __init__(self, texts: Iterable[str], stated: DateOrder | None, zone: tzinfo) -> None:
        self._stated = stated
        self._zone = zone
        orders = {order for text in texts if (order := _order_told(text)) is not None}
        self._told = stated or (next(iter(orders)) if len(orders) == 1 else None)
        self._torn = len(orders) > 1

    def read(self, text: str) -> Moment | Doubt | None:
        """Return the date, the instant where a time of day is given, `None` for "TBA", or why it is not a date."""
        iso = _instant(text)
        if iso is not None:
            return iso if iso.tzinfo else iso.replace(tzinfo=self._zone)
        typed = _typed(text)
        if not isinstance(typed, _Day):
            return typed
        day, month = typed.first, typed.second
        if typed.either:
            order = self._order_of(typed)
            if isinstance(order, Doubt):
                return order
            if order is DateOrder.MONTH_FIRST:
                day, month = month, day
        try:
            found = date(typed.year, month, day)
        except ValueError:
            told = f" when dates are read {self._told}" if typed.either and self._told else ""
            return Doubt(f"there is no such day{told}")
        return found if typed.clock is None else datetime.combine(found, typed.clock, self._zone)

    def _order_of(self, typed: _Day) -> DateOrder | Doubt:
        if self._told is not None:
            return self._told
        if typed.first == typed.second or typed.first > 12:
            return DateOrder.DAY_FIRST
        if typed.second > 12:
            return DateOrder.MONTH_FIRST
        why = "the column has both orders" if self._torn else "no date in the column tells"
        return Doubt(
            f"cannot tell day-first or month-first, {why}: "
            'set dates = "day first" or dates = "month first" for the table'
        )


def _order_told(text: str) -> DateOrder | None:
    """Return the order that one typed date proves by itself."""
    typed = _typed(text)
    if not isinstance(typed, _Day) or not typed.either:
        return None
    if 12 < typed.first <= 31 and 1 <= typed.second <= 12:
        return DateOrder.DAY_FIRST
    if 12 < typed.second <= 31 and 1 <= typed.first <= 12:
        return DateOrder.MONTH_FIRST
    return None


_INSTANT = Pattern(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*", re.ASCII)


def _instant(text: str) -> datetime | None:
    """Return a full ISO date and time, the form in which tools write instants as text."""
    if not _INSTANT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
