"""One table of a sheet into a `Table` and its `Record`s, with everything that was put right or could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from connectors.record import Cell, Column, ColumnType, FileCell, Marks, OwnComment, Record, Table
from connectors.workbook.grid import NO_STORED_VALUE, Flaw, Grid, Value, words_of
from connectors.workbook.identity import identify, naming_columns
from connectors.workbook.marks import comment_id
from connectors.workbook.places import TablePlace
from connectors.workbook.regions import Region
from rules.model import Ref, Repair, Unknown, Unreadable

TOOL = "workbook"


@dataclass(frozen=True, slots=True)
class TableRead:
    """One table as it was read, and where it stands. `unseen` counts rows that may be records and say nothing yet."""

    table: Table
    records: tuple[Record, ...]
    place: TablePlace
    repairs: tuple[Repair, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    unseen: int = 0


def read_table(grid: Grid, region: Region, container: str, file: str) -> TableRead:
    """Return the region's records. `container` is unique in the workbook; `file` is the file's name, for links."""
    return _Reading(grid, region, container, file).result()


class _Reading:
    def __init__(self, grid: Grid, region: Region, container: str, file: str) -> None:
        self._container = container
        self._sheet_link = f"{file}#'{grid.title.replace(chr(39), chr(39) * 2)}'!A"
        self._idle, self._unseen = _idle_rows(grid, region)
        self._region = replace(region, rows=tuple(number for number in region.rows if number not in self._idle))
        self._grid, self._merged = _unmerged(grid, self._region) if self._region.rows else (grid, 0)
        self._unreadable: list[Unreadable] = []
        self._types: dict[str, Counter[ColumnType]] = {heading.id: Counter() for heading in region.headings}

    def result(self) -> TableRead:
        region = self._region
        ids = identify(self._grid, region)
        records = tuple(self._record(number, ids[number]) for number in region.rows)
        place = TablePlace(
            container=self._container,
            sheet=self._grid.title,
            header_row=region.header_row,
            last_column=region.last_column,
            rows={id_: number for number, id_ in ids.items()},
            flag_column=region.flag_column,
            gaps_column=region.gaps_column,
            columns={heading.id: heading.column for heading in region.headings},
        )
        table = Table(self._container, self._container, self._columns(), f"{self._sheet_link}{region.header_row}")
        return TableRead(table, records, place, tuple(self._repairs()), tuple(self._unreadable), self._unseen)

    def _record(self, number: int, id_: str) -> Record:
        ref = Ref(TOOL, self._container, id_, f"{self._sheet_link}{number}")
        row = self._grid.rows[number]
        cells: dict[str, Cell] = {}
        for heading in self._region.headings:
            value = row.get(heading.column)
            if value is None:
                continue
            if isinstance(value, Flaw):
                self._unreadable.append(Unreadable(ref, heading.id, value.text, value.reason))
                cells[heading.id] = Unknown.UNREADABLE
                continue
            self._types[heading.id][_type_of(value)] += 1
            cells[heading.id] = value
        return Record(ref, cells, self._marks(number, id_))

    def _marks(self, number: int, id_: str) -> Marks:
        row = self._grid.rows[number]
        flag, gaps = self._region.flag_column, self._region.gaps_column
        comment: OwnComment | Unknown | None = None
        if self._grid.notes is None:
            comment = Unknown.UNSEEN
        elif flag is not None and (body := self._grid.notes.get((number, flag))) is not None:
            comment = OwnComment(comment_id(self._container, id_), body)
        return Marks(
            flag=_shown(row.get(flag)) if flag is not None else None,
            gaps=_shown(row.get(gaps)) if gaps is not None else None,
            comment=comment,
        )

    def _columns(self) -> tuple[Column, ...]:
        region = self._region
        calculated = self._grid.calculated
        columns = [
            Column(h.id, h.name, _usual(self._types[h.id]), computed=h.column in calculated) for h in region.headings
        ]
        header = self._grid.rows[region.header_row]
        for column in (region.flag_column, region.gaps_column):
            if column is not None:
                name = words_of(header[column])
                columns.append(Column(name, name, ours=True))
        return tuple(columns)

    def _repairs(self) -> Iterator[Repair]:
        region, grid = self._region, self._grid
        yield from (Repair(self._container, repair.what, repair.count) for repair in region.repairs)
        if self._idle:
            yield Repair(self._container, "row with nothing but filled-down formulas skipped", len(self._idle))
        if self._merged:
            yield Repair(self._container, "cell covered by a merged one read with its value", self._merged)
        hidden = grid.hidden_rows.intersection(region.rows)
        if hidden:
            yield Repair(self._container, "hidden row read like the others", len(hidden))
        for heading in region.headings:
            if any(first <= heading.column <= last for first, last in grid.hidden_columns):
                yield Repair(self._container, f'hidden column "{heading.id}" read like the others')


def _idle_rows(grid: Grid, region: Region) -> tuple[frozenset[int], int]:
    """Return the rows that are no records because nobody typed anything there, and how many of them cannot be told.

    A row of formulas alone is a record when a formula gives it its title, as in a sheet that mirrors another.
    """
    idle = grid.idle.intersection(region.rows)
    if not idle:
        return frozenset(), 0
    columns = naming_columns(grid, region)
    titles = {number: grid.rows[number].get(columns[-1]) for number in idle}
    empty = {n for n, title in titles.items() if title is None or isinstance(title, bool | Flaw)}
    unseen = sum(isinstance(t, Flaw) and t.reason == NO_STORED_VALUE for t in titles.values())
    return frozenset(empty), unseen


def _unmerged(grid: Grid, region: Region) -> tuple[Grid, int]:
    """Return the grid with the region's merged cells undone, each cell showing what a person sees; and their number."""
    rows = dict(grid.rows)
    columns = [heading.column for heading in region.headings]
    count = 0
    for span in grid.merged:
        value = grid.rows.get(span.top, {}).get(span.left)
        if value is None or span.top <= region.header_row:
            continue
        for number in span.rows_of(grid.rows):
            covered = [c for c in columns if span.left <= c <= span.right and c not in rows[number]]
            if covered and region.header_row < number <= region.rows[-1]:
                rows[number] = {**rows[number], **dict.fromkeys(covered, value)}
                count += len(covered)
    return (replace(grid, rows=rows), count) if count else (grid, 0)


def _type_of(value: Value) -> ColumnType:
    if isinstance(value, bool):
        return ColumnType.CHECKBOX
    if isinstance(value, Decimal):
        return ColumnType.NUMBER
    if isinstance(value, date):
        return ColumnType.DATE
    if isinstance(value, tuple):
        return ColumnType.FILES if any(isinstance(part, FileCell) for part in value) else ColumnType.TEXT
    return ColumnType.TEXT


def _usual(types: Counter[ColumnType]) -> ColumnType:
    """Return the shape of more than half of a column's values, else text."""
    if not types:
        return ColumnType.TEXT
    usual, count = types.most_common(1)[0]
    return usual if count * 2 > types.total() else ColumnType.TEXT


def _shown(value: Value | None) -> str | None:
    """Return a text of ours as it stands, lines included: the plan compares it with what it would write."""
    return (value if isinstance(value, str) else words_of(value)) or None
