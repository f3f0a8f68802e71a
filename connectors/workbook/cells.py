"""One cell of a workbook into one value: by its type, its number format, and whether a formula has a stored result.

Nothing is ever calculated. A number that cannot be what its format says is a flaw, not a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from math import isfinite

from connectors.workbook.formats import PLAIN, Format, Shows
from connectors.workbook.grid import NO_STORED_VALUE, Flaw, Value
from connectors.workbook.texts import clean, unescape

_DAY_SECONDS = 86_400
_LAST_SERIAL = 2_958_466
"""The day after 31 December 9999, the last that a spreadsheet knows."""


class Decoder:
    """Decodes the cells of one workbook. Equal numbers are decoded once."""

    def __init__(
        self,
        strings: Sequence[str | None] = (),
        formats: Sequence[Format] = (),
        *,
        from_1904: bool = False,
        zone: tzinfo = UTC,
    ) -> None:
        """Take the workbook's shared strings and styles. `zone` is the team's, in which it wrote its clock times."""
        self._strings = strings
        self._formats = formats
        self._from_1904 = from_1904
        self._zone = zone
        self._known: dict[tuple[int, str], Value] = {}

    def decode(self, kind: str, style: int, text: str, formula: bool) -> Value | None:
        """Return the value of a cell of type `kind` (the `t` of the file format, "" for a number)."""
        if kind == "s":
            return self._shared(text)
        if kind in ("str", "inlineStr"):
            return clean(unescape(text))
        if not text:
            return Flaw("", NO_STORED_VALUE) if formula else None
        if kind == "b":
            return text in ("1", "true")
        if kind == "e":
            return Flaw(text, f"the cell shows the error {text}: put its formula right")
        if kind == "d":
            return self._iso(text)
        known = self._known.get((style, text))
        if known is None:
            known = self._known[style, text] = self._number(style, text)
        return known

    def _shared(self, text: str) -> Value | None:
        try:
            number = int(text)
            if number < 0:
                raise IndexError(number)
            return self._strings[number]
        except (ValueError, IndexError):
            return Flaw(text, "the file points to a text that is not in it: open and save it in Excel or LibreOffice")

    def _iso(self, text: str) -> Value:
        try:
            if "T" not in text:
                return date.fromisoformat(text)
            moment = datetime.fromisoformat(text)
        except ValueError:
            return Flaw(text, "not a date")
        return moment if moment.tzinfo else moment.replace(tzinfo=self._zone)

    def _number(self, style: int, text: str) -> Value:
        try:
            number = float(text)
        except ValueError:
            return Flaw(text, "not a number")
        if not isfinite(number):
            return Flaw(text, "not a number")
        form = self._formats[style] if 0 <= style < len(self._formats) else PLAIN
        exact = decimal_of(number)
        if form.shows is Shows.PERCENT:
            return f"{(exact * 100).normalize():f}%"
        if form.shows is Shows.PADDED and exact >= 0 and exact == exact.to_integral_value():
            return f"{int(exact):0{form.width}d}"
        if form.shows in (Shows.DATE, Shows.DATE_TIME, Shows.TIME):
            return self._serial(number, text, form)
        return exact

    def _serial(self, number: float, text: str, form: Format) -> Value:
        if not 0 <= number < _LAST_SERIAL:
            return Flaw(text, "a number that is not a date in a cell formatted as one")
        seconds = round(number * _DAY_SECONDS)
        if form.shows is Shows.TIME:
            return str(timedelta(seconds=seconds))
        days, clock = divmod(seconds, _DAY_SECONDS)
        if self._from_1904:
            start = date(1904, 1, 1)
        elif days in (0, 60):
            # Day 0 is what a formula shows that points to an empty cell; day 60 is 29 February 1900, which never was.
            return Flaw(text, f"day {days} of the spreadsheet calendar is not a date")
        else:
            start = date(1899, 12, 30) if days > 60 else date(1899, 12, 31)
        try:
            day = start + timedelta(days=days)
        except OverflowError:
            return Flaw(text, "a number that is not a date in a cell formatted as one")
        if form.shows is Shows.DATE:
            return day
        return datetime(day.year, day.month, day.day, tzinfo=self._zone) + timedelta(seconds=clock)


def decimal_of(number: float) -> Decimal:
    """Return the number as a person typed it: the shortest decimal that gives this float."""
    if number.is_integer() and abs(number) < 2**53:
        return Decimal(int(number))
    return Decimal(repr(number))
