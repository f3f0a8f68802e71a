"""Where the tables of a sheet are: header, columns, and which rows are records; and what was passed over, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from connectors.workbook.beside import leftmost
from connectors.workbook.grid import Grid, Row, column_letters, words_of
from connectors.workbook.header import HeaderSearch, folded
from connectors.workbook.marks import FLAG_COLUMN, GAPS_COLUMN
from rules.model import Repair

TOTALS = frozenset({"total", "totals", "sum", "subtotal", "sub-total", "grand total", "summe", "gesamt", "totaal"})
_OURS = (FLAG_COLUMN, GAPS_COLUMN)


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a table: where it stands, its name as it stands there, and the id it is known by."""

    column: int
    name: str
    id: str


@dataclass(frozen=True, slots=True)
class Region:
    """One table on a sheet. `last_column` is the last one with a name in the whole header row, ours left out."""

    header_row: int
    headings: tuple[Heading, ...]
    rows: tuple[int, ...]
    last_column: int
    flag_column: int | None = None
    gaps_column: int | None = None
    repairs: tuple[Repair, ...] = ()


def find_regions(grid: Grid) -> tuple[Region, ...]:
    """Return the tables of a sheet from top to bottom; none when no header was found.

    Of tables side by side only the leftmost is read, and a repair says so: two tables on the same rows could not each
    be given columns of ours.
    """
    search = HeaderSearch(grid)
    first = search.first()
    if first is None:
        return ()
    gaps = search.gaps_below(first)
    headers = [first, *search.later(first, gaps)]
    ends = [*headers[1:], None]
    tables = [_Table(grid, search, top, end, frozenset(gaps)).region() for top, end in zip(headers, ends, strict=True)]
    if len(tables) > 1:
        note = Repair(grid.title, "another table below the first read as a table of its own", len(tables) - 1)
        tables[0] = replace(tables[0], repairs=(*tables[0].repairs, note))
    return tuple(tables)


class _Table:
    """Works out one region, counting what is passed over or put right."""

    def __init__(self, grid: Grid, search: HeaderSearch, top: int, end: int | None, gaps: frozenset[int]) -> None:
        self._grid = grid
        self._search = search
        self._top = top
        self._end = end
        self._gaps = gaps
        self._notes: Counter[str] = Counter()
        self._own = frozenset(column for column, value in grid.rows[top].items() if words_of(value) in _OURS)
        full = [number for number in grid.rows if number > top and self._width(number) > 1]
        self._looks_of_full_rows = {grid.looks.get(number, 0) for number in full} if full else {0}

    def region(self) -> Region:
        rows = self._grid.rows
        header = rows[self._top]
        names = {column: text for column, value in header.items() if (text := words_of(value))}
        ours = {name: column for column, name in reversed(names.items()) if name in _OURS}
        names = {column: name for column, name in names.items() if column not in self._own}
        numbers = self._without_next_titles([n for n in rows if n > self._top and (self._end is None or n < self._end)])
        self._count_blank(numbers)
        numbers = [number for number in numbers if not self._is_passed(number, header)]
        columns, beside = leftmost(rows, numbers, names, self._own)
        if beside:
            self._notes[
                f"a second table stands beside the first (from column {column_letters(beside)}) and is not read: "
                "move it to a sheet of its own"
            ] += 1
        wanted = set(columns)
        numbers = [number for number in numbers if not wanted.isdisjoint(rows[number])]
        numbers = self._without_remarks(numbers, columns)
        headings = self._headings(columns, header)
        return Region(
            header_row=self._top,
            headings=headings,
            rows=tuple(numbers),
            last_column=max(names, default=1),
            flag_column=ours.get(FLAG_COLUMN),
            gaps_column=ours.get(GAPS_COLUMN),
            repairs=tuple(Repair(self._grid.title, what, count) for what, count in self._notes.items()),
        )

    def _width(self, number: int) -> int:
        """Return how many cells of a row are filled, ours left out: our marks must not change what is a record."""
        return len(self._grid.rows[number].keys() - self._own)

    def _count_blank(self, numbers: Sequence[int]) -> None:
        if numbers and (blank := numbers[-1] - self._top - len(numbers)):
            self._notes["blank row skipped"] = blank

    def _is_passed(self, number: int, header: Row) -> bool:
        row = self._grid.rows[number]
        texts = [text for value in row.values() if isinstance(value, str) and not (text := value.strip()).endswith("%")]
        if len(texts) == 1 and folded(texts[0]) in TOTALS:
            self._notes["total row skipped"] += 1
        elif self._search.is_banner(number) or self._stands_out(number):
            self._notes["section heading skipped"] += 1
        elif len(texts) > 1 and all(
            words_of(header.get(column)) == words_of(value) != "" for column, value in row.items()
        ):
            self._notes["header row repeated further down skipped"] += 1
        else:
            return False
        return True

    def _stands_out(self, number: int) -> bool:
        """Tell whether the row is one text in a style that no full row has, right above another row."""
        look = self._grid.looks.get(number, 0)
        alone = self._width(number) == 1 and number + 1 in self._grid.rows
        return alone and look not in self._looks_of_full_rows

    def _without_next_titles(self, numbers: list[int]) -> list[int]:
        """Leave out the title rows that stand between the last gap and the header of the next table."""
        if self._end is None or self._end in self._gaps:
            return numbers
        for back, number in enumerate(reversed(numbers[-2:]), start=1):
            if number in self._gaps:
                return numbers[:-back]
        return numbers

    def _without_remarks(self, numbers: list[int], columns: Sequence[int]) -> list[int]:
        """Leave out single cells below a gap at the end of a table of three columns or more: remarks, not records.

        Where they would outnumber the rows that are left, they are a list of titles after all.
        """
        if len(columns) < 3:
            return numbers
        start = len(numbers)
        while start and self._width(numbers[start - 1]) == 1:
            start -= 1
        cut = next((at for at in range(start, len(numbers)) if numbers[at] in self._gaps), len(numbers))
        if cut == len(numbers) or len(numbers) - cut > cut:
            return numbers
        self._notes["remark below the table skipped"] += len(numbers) - cut
        return numbers[:cut]

    def _headings(self, columns: Sequence[int], header: Row) -> tuple[Heading, ...]:
        found: list[Heading] = []
        taken: set[str] = set()
        for column in columns:
            value = header.get(column)
            name = words_of(value)
            if not name:
                name = f"Column {column_letters(column)}"
                self._notes[f'column without a name read as "{name}"'] += 1
            id_, count = name, 1
            while id_ in taken:
                count += 1
                id_ = f"{name} ({count})"
            if count > 1:
                self._notes[f'another column named "{name}" read as "{id_}"'] += 1
            taken.add(id_)
            as_it_stands = value if isinstance(value, str) and count == 1 else id_
            found.append(Heading(column, as_it_stands, id_))
        return tuple(found)
