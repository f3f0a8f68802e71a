"""One sheet as a grid of decoded values, before anybody looks for a table in it. Rows and columns count from 1."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias

from connectors.record import FileCell

NO_STORED_VALUE = "formula without a stored value: open and save it in Excel or LibreOffice"


@dataclass(frozen=True, slots=True)
class Flaw:
    """A cell that holds something which is not a value: what stands there, and why it cannot be read."""

    text: str
    reason: str


Value: TypeAlias = str | bool | Decimal | date | datetime | tuple[FileCell, ...] | Flaw
Row: TypeAlias = Mapping[int, Value]
"""The values of one row by column; an empty cell is absent."""


@dataclass(frozen=True, slots=True)
class Span:
    """A rectangle of cells, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def wide(self) -> bool:
        return self.right > self.left

    def rows_of(self, grid_rows: Mapping[int, Row]) -> Iterator[int]:
        """Yield the rows of the grid inside the span; cheap also where it spans a million."""
        if self.bottom - self.top < len(grid_rows):
            return (row for row in range(self.top, self.bottom + 1) if row in grid_rows)
        return (row for row in grid_rows if self.top <= row <= self.bottom)


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. `rows` holds the rows with anything in them, top to bottom.

    `idle` are rows in which nobody typed anything: filled-down formulas, boxes that are not ticked. `looks` is the
    style of a row's first cell (0 in a file without styles). `calculated` are the columns with a formula in them.
    `notes` are the texts of the cell comments that could be ours, by cell; `None` when they could not be read.
    """

    title: str
    rows: Mapping[int, Row]
    idle: frozenset[int] = frozenset()
    looks: Mapping[int, int] = field(default_factory=dict)
    merged: tuple[Span, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    calculated: frozenset[int] = frozenset()
    notes: Mapping[tuple[int, int], str] | None = field(default_factory=dict)
    columns_left_out: int = 0
    """The widest column that was not read because the sheet is too wide; 0 when all were."""


_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def column_number(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def read_span(text: str) -> Span | None:
    """Return the span that "B2:D9" or "B2" names, `None` for anything else."""
    first, _, last = text.partition(":")
    start, end = _CELL.fullmatch(first), _CELL.fullmatch(last or first)
    if start is None or end is None:
        return None
    return Span(int(start[2]), column_number(start[1]), int(end[2]), column_number(end[1]))


def words_of(value: Value | None) -> str:
    """Return a cell as one line of text, for headers, ids and titles."""
    if value is None or isinstance(value, Flaw):
        return ""
    if isinstance(value, tuple):
        value = value[0].name if value else ""
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None).isoformat(" ")
    return " ".join(str(value).split())
