"""Which row of a sheet is a header: what a row of column names looks like, as against a title or a row of data.

A wrong header costs more than none, so every doubt speaks against a row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from connectors.workbook.grid import Grid, Row, words_of
from connectors.workbook.marks import FLAG_COLUMN, GAPS_COLUMN

SEARCHED = 3
"""Rows with anything in them that are looked at from the top of a sheet."""

HEADER_WORDS = frozenset(
    {"approval", "approval gate", "approved by", "approver", "artist", "asset", "assigned to", "assignee", "category",
     "comments", "completed", "date", "deadline", "decision", "deliverable", "dependency", "depends on", "due",
     "due date", "email", "file", "from", "gate", "handoff", "id", "isrc", "item", "kind", "link", "mail", "milestone",
     "name", "notes", "owner", "person", "phase", "priority", "project", "receiver", "release", "release date", "role",
     "sender", "share", "song", "split", "stage", "state", "status", "task", "title", "to", "track", "type", "upc",
     "version", "what", "when", "who"}
)  # fmt: skip
"""Names by which columns go in such plans; a row of these below a gap is the header of a second table."""

_LONGEST = 80
_FULL_ENOUGH = 0.75
_LOOK_BELOW = 20
_VALUE_LIKE = re.compile(r"https?://|www\.|\S+@\S+\.\S+$|[\d.,:/\s%-]+$", re.IGNORECASE)


def folded(text: str) -> str:
    """Return a column name as it is compared: without case, spare spaces or a closing colon or question mark."""
    return " ".join(text.split()).rstrip(":?* ").casefold()


def without_own(rows: Mapping[int, Row]) -> Mapping[int, Row]:
    """Return the rows as they were before we wrote anything: our marks must not change what is taken for a header."""
    own = {
        column
        for row in rows.values()
        if FLAG_COLUMN in row.values() or GAPS_COLUMN in row.values()
        for column, value in row.items()
        if value in (FLAG_COLUMN, GAPS_COLUMN)
    }
    if not own:
        return rows
    bare = {number: {c: value for c, value in row.items() if c not in own} for number, row in rows.items()}
    return {number: row for number, row in bare.items() if row}


class HeaderSearch:
    """Looks for headers in one sheet."""

    def __init__(self, grid: Grid) -> None:
        self._rows = without_own(grid.rows)
        self._numbers = list(self._rows)
        self._looks = grid.looks
        counted = Counter(grid.looks.values()).most_common(1)
        self._usual_look = counted[0][0] if counted else 0
        self._wide: dict[int, set[int]] = {}
        for span in grid.merged:
            if span.wide:
                self._wide.setdefault(span.top, set()).add(span.left)

    def gaps_below(self, first: int) -> list[int]:
        """Return the rows below a row that have a blank one right above them."""
        below = [number for number in self._numbers if number > first]
        return [number for before, number in zip([first, *below], below, strict=False) if number > before + 1]

    def is_banner(self, number: int) -> bool:
        """Tell whether the row is one text across several columns, as titles and section headings are."""
        return len(self._rows.get(number, ())) == 1 and bool(self._wide.get(number))

    def first(self) -> int | None:
        """Return the row of the sheet's header, `None` when there is none within the first rows."""
        candidates = [n for i, n in enumerate(self._numbers[:SEARCHED]) if self._may_be_header(i)]
        if not candidates:
            return None
        for number in candidates:
            if self._known_names(number) >= 2:
                return number
        fullest = max(len(self._labels(n)) for n in candidates)
        return next(n for n in candidates if len(self._labels(n)) >= _FULL_ENOUGH * fullest)

    def later(self, first: int, gaps: Iterable[int]) -> list[int]:
        """Return the rows that begin another table below: after a gap, and with evidence that they are headers.

        `gaps` are the first rows after blank ones. Up to two title rows may stand between the gap and the header.
        """
        found: list[int] = []
        position = {number: index for index, number in enumerate(self._numbers)}
        for gap in gaps:
            at = position[gap]
            for step, number in enumerate(self._numbers[at : at + SEARCHED]):
                if number > first and self._may_be_header(at + step) and self._is_evident(number, first):
                    found.append(number)
                    break
                if len(self._rows[number]) > 1 and not self.is_banner(number):
                    break
        return found

    def _labels(self, number: int) -> Row:
        wide = self._wide.get(number, ())
        return {column: value for column, value in self._rows[number].items() if column not in wide}

    def _known_names(self, number: int) -> int:
        return sum(folded(words_of(value)) in HEADER_WORDS for value in self._labels(number).values())

    def _may_be_header(self, index: int) -> bool:
        labels = self._labels(self._numbers[index])
        names = {column: words_of(value) for column, value in labels.items() if isinstance(value, str)}
        if len(set(names.values())) < 2 or any(not _may_be_name(name) for name in names.values()):
            return False
        known = self._known_names(self._numbers[index])
        below = self._below(index)
        if not below:
            return known >= 2
        if len(labels) < max(len(row) for row in below) * 0.5:
            return False
        data = [row for row in below if not _repeats(row, labels)]
        others = {column: value for column, value in labels.items() if column not in names}
        if known < 2 and any(_same_type_below(column, value, data) for column, value in others.items()):
            return False
        again = sum(any(words_of(row.get(column)) == name for row in data) for column, name in names.items())
        return again == 0 or (known >= 2 and again * 2 < len(names))

    def _below(self, index: int) -> Sequence[Row]:
        """Return the rows that follow without a gap, or, where a gap follows at once, the next ones."""
        numbers = self._numbers[index + 1 : index + 1 + _LOOK_BELOW]
        adjoining = [n for step, n in enumerate(numbers, start=1) if n == self._numbers[index] + step]
        return [self._rows[n] for n in (adjoining or numbers[:SEARCHED])]

    def _is_evident(self, number: int, first: int) -> bool:
        labels = [folded(words_of(value)) for value in self._labels(number).values()]
        names = {folded(words_of(value)) for value in self._labels(first).values()}
        for known in (names, HEADER_WORDS):
            shared = sum(label in known for label in labels)
            if shared >= 2 and shared * 2 >= len(labels):
                return True
        return self._looks.get(number, 0) == self._looks.get(first, 0) != self._usual_look


def _may_be_name(text: str) -> bool:
    return len(text) <= _LONGEST and not _VALUE_LIKE.match(text)


def _repeats(row: Row, labels: Row) -> bool:
    return all(row.get(column) == value for column, value in labels.items())


def _same_type_below(column: int, value: object, rows: Sequence[Mapping[int, object]]) -> bool:
    return any(type(row.get(column)) is type(value) for row in rows)
