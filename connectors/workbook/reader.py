"""Reading a workbook or a delimited file: one pull is the whole file, opened once and for reading only.

Nothing in the file is ever calculated, followed or run. Every record keeps the id that `identity` gives it, so that
the writer finds its row again with `locate`.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from connectors.errors import SchemaDrift, SourceUnreadable
from connectors.record import NO_MARKS, Pull, Record
from connectors.workbook.copies import marked_copy
from connectors.workbook.grid import column_letters
from connectors.workbook.limits import MAX_COLUMNS
from connectors.workbook.opening import is_csv, read_bytes
from connectors.workbook.places import TablePlace
from connectors.workbook.records import TOOL, TableRead, read_table
from connectors.workbook.regions import find_regions
from connectors.workbook.workbook_file import Grids, read_workbook_file
from rules.model import Repair


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class WorkbookSource:
    """One .xlsx, .xlsm or .csv file as a source. `zone` is the team's: a workbook's clock times have none.

    `sheets` names the sheets to read (none: all that are visible); `encoding` overrules what a .csv looks like.
    """

    name: str
    path: Path
    zone: tzinfo
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    clock: Callable[[], datetime] = _utc_now

    @property
    def tool(self) -> str:
        return TOOL

    def pull(self, since: str = "") -> Pull:  # noqa: ARG002 - a file has no "changed since"
        """Read the whole file, whatever `since` says."""
        return read_workbook(self.path, self.zone, sheets=self.sheets, encoding=self.encoding, read_at=self.clock())


def read_workbook(
    path: Path,
    zone: tzinfo,
    *,
    sheets: Sequence[str] = (),
    encoding: str = "",
    read_at: datetime | None = None,
) -> Pull:
    """Read every table of the file. Raises `ConnectorError` with what to do when there is nothing to read."""
    data = read_bytes(path)
    found = _grids(data, path.name, zone, encoding)
    _check_sheets(found, path.name, sheets)
    tables, repairs = _tables(found, path.name, sheets)
    unseen = sum(table.unseen for table in tables)
    error = ""
    if unseen:
        error = (
            f"{path.name}: {unseen} row{' holds' if unseen == 1 else 's hold'} only formulas without a stored value, "
            "so it cannot be told what is there: open and save the file in Excel or LibreOffice"
        )
    return Pull(
        tables=tuple(table.table for table in tables),
        records=_with_marks_of_copy(tuple(r for table in tables for r in table.records), path, data, zone),
        read_at=read_at or _utc_now(),
        complete=not unseen,
        requests=1,
        repairs=repairs,
        unreadable=tuple(entry for table in tables for entry in table.unreadable),
        error=error,
    )


def _with_marks_of_copy(records: tuple[Record, ...], path: Path, data: bytes, zone: tzinfo) -> tuple[Record, ...]:
    """Return the records with the marks of the annotated copy, where our marks go into one."""
    copy = None if is_csv(path) else marked_copy(path, data)
    if copy is None:
        return records
    tables, _ = _tables(_grids(read_bytes(copy), copy.name, zone, ""), copy.name, ())
    marks = {record.ref.key: record.marks for table in tables for record in table.records}
    return tuple(replace(record, marks=marks.get(record.ref.key, NO_MARKS)) for record in records)


def locate(data: bytes, name: str, *, encoding: str = "") -> tuple[TablePlace, ...]:
    """Return where every table and record of the file stands, as `read_workbook` would name them."""
    tables, _ = _tables(_grids(data, name, UTC, encoding), name, ())
    return tuple(table.place for table in tables)


def _grids(data: bytes, name: str, zone: tzinfo, encoding: str) -> Grids:
    if is_csv(Path(name)):
        from connectors.workbook.csv_file import read_csv

        grid, repairs = read_csv(data, name, encoding)
        return Grids((grid,), repairs)
    return read_workbook_file(data, name, zone)


def _check_sheets(found: Grids, name: str, sheets: Sequence[str]) -> None:
    titles = [grid.title for grid in found.grids]
    for sheet in sheets:
        if sheet not in titles:
            raise _wrong_sheet(name, sheet, titles)


def _wrong_sheet(name: str, sheet: str, there: Sequence[str]) -> SchemaDrift:
    near = difflib.get_close_matches(sheet, there, n=1, cutoff=0.6)
    return SchemaDrift(
        f'{name}: there is no visible sheet "{sheet}"; it has ' + ", ".join(f'"{title}"' for title in there) + ".",
        hint=f'Did you mean "{near[0]}"?' if near else "Name one of these in the settings, or show the sheet.",
    )


def _tables(found: Grids, name: str, sheets: Sequence[str]) -> tuple[list[TableRead], tuple[Repair, ...]]:
    """Return every table of the sheets (none named: all), each under a name of its own: "Sheet", "Sheet (2)"."""
    tables: list[TableRead] = []
    repairs = list(found.repairs)
    taken = {grid.title for grid in found.grids}
    for grid in found.grids:
        if sheets and grid.title not in sheets:
            continue
        regions = find_regions(grid)
        if not regions and grid.rows:
            repairs.append(Repair(grid.title, "no header row found among the first filled rows: sheet not read"))
        if grid.columns_left_out:
            last = column_letters(grid.columns_left_out)
            repairs.append(
                Repair(grid.title, f"only the first {MAX_COLUMNS} columns are read: the sheet goes on to column {last}")
            )
        for count, region in enumerate(regions, start=1):
            container = grid.title
            while count > 1 and container in taken:
                container, count = f"{grid.title} ({count})", count + 1
            taken.add(container)
            tables.append(read_table(grid, region, container, name))
    if not tables:
        raise _nothing_found(found, name)
    return tables, (*repairs, *(repair for table in tables for repair in table.repairs))


def _nothing_found(found: Grids, name: str) -> SourceUnreadable:
    titles = ", ".join(f'"{grid.title}"' for grid in found.grids)
    if not any(grid.rows for grid in found.grids):
        return SourceUnreadable(
            f"{name}: the file is empty (sheets: {titles}); expected a header row and the rows of the plan.",
            hint="Fill in the plan, or name the file that holds it.",
        )
    return SourceUnreadable(
        f"{name}: no header row was found (sheets: {titles}); expected at least two column names, such as "
        "Deliverable and Owner, within the first three filled rows.",
        hint="Put the column names in one row above the plan, each column with a name of its own.",
    )
