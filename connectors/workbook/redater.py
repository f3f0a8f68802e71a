"""A workbook on disk as a place where dates are moved: all of one call go into one save."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from connectors.errors import WriteFailed
from connectors.redating import DateToSet
from connectors.workbook.csv_text import quoted, read_text
from connectors.workbook.files import Disk, Files
from connectors.workbook.ooxml.cells import write_cells
from connectors.workbook.ooxml.package import Package, read_package
from connectors.workbook.ooxml.sheet import Sheet, cell_texts, read_sheet, sheet_part
from connectors.workbook.ooxml.spans import Edit, splice
from connectors.workbook.opening import is_csv
from connectors.workbook.outcome import Outcome
from connectors.workbook.places import Locate, TablePlace
from connectors.workbook.preserve import check
from connectors.workbook.saving import rewrite
from connectors.workbook.target import WorkbookTarget, said


class WorkbookRedater:
    """Moves dates by as many days as is asked, where the cell holds a date and no formula."""

    def __init__(
        self, name: str, path: Path, locate: Locate, judge: WorkbookTarget, files: Files | None = None
    ) -> None:
        """`name` is the source's name in the settings; `judge` knows what keeps the file from being written."""
        self._name = name
        self._path = path
        self._locate = locate
        self._judge = judge
        self._files = files or Disk()

    @property
    def name(self) -> str:
        return self._name

    def cost(self, dates: Iterable[DateToSet]) -> int:
        """Return 1 for any number of dates: a file is saved once."""
        return 1 if any(True for _ in dates) else 0

    def redate(self, dates: Sequence[DateToSet]) -> Iterator[DateToSet]:
        """Save all dates at once, then yield those that were moved.

        Raises `WriteFailed` for a file that may not be changed itself.
        """
        if why := self._judge.capabilities.why or self._judge.notice():
            raise WriteFailed(f"no date was moved: {why}", hint="Change the dates in the file by hand.")
        moved: list[DateToSet] = []

        def change(data: bytes) -> Outcome:
            places = {place.container: place for place in self._locate(data, self._path.name)}
            moved.clear()
            with said(self._path):
                return Outcome((_in_csv if is_csv(self._path) else _in_workbook)(data, places, dates, moved))

        if dates:
            rewrite(self._path, self._files, change)
        yield from moved


def _spot(places: Mapping[str, TablePlace], each: DateToSet) -> tuple[TablePlace, int, int] | None:
    place = places.get(each.table)
    row = place.rows.get(each.ref.record) if place else None
    column = place.columns.get(each.column) if place else None
    return (place, row, column) if place and row and column else None


def _in_workbook(
    data: bytes, places: Mapping[str, TablePlace], dates: Sequence[DateToSet], moved: list[DateToSet]
) -> bytes:
    package = before = read_package(data)
    columns: dict[str, set[int]] = {}
    edits: dict[str, list[Edit]] = {}
    sheets = {
        place.sheet: read_sheet(part, package.part(part))
        for place in places.values()
        for part in [sheet_part(package, place.sheet)]
    }
    for each in dates:
        spot = _spot(places, each)
        sheet = sheets[spot[0].sheet] if spot else None
        made = list(_moved(package, sheet, spot[1], spot[2], each)) if spot and sheet else []
        if spot and sheet and made:
            edits.setdefault(sheet.part, []).extend(made)
            columns.setdefault(sheet.part, set()).add(spot[2])
            moved.append(each)
    if not edits:
        return data
    package = package.with_parts({part: splice(package.part(part), made) for part, made in edits.items()})
    written = package.to_bytes()
    check(before, written, columns)
    return written


def _moved(package: Package, sheet: Sheet, row: int, column: int, each: DateToSet) -> Iterator[Edit]:
    """Yield the edit that moves one date: a number of days, or a text in the spelling that we write; else none."""
    cell = sheet.cell(row, column)
    if cell is None:
        return
    if cell_texts(package, sheet, column).get(row) == each.was.isoformat():
        yield from write_cells(sheet, {row: {column: each.day.isoformat()}})
        return
    stands = f"<{sheet.prefix}v>{cell.text}</{sheet.prefix}v>".encode()
    plain = cell.attributes.get("t", "n") == "n" and sheet.data[cell.open_end : cell.close_start] == stands
    if plain and cell.text.isdecimal():
        days = int(cell.text) + (each.day - each.was) // timedelta(days=1)
        yield Edit(cell.open_end, cell.close_start, f"<{sheet.prefix}v>{days}</{sheet.prefix}v>".encode())


def _in_csv(data: bytes, places: Mapping[str, TablePlace], dates: Sequence[DateToSet], moved: list[DateToSet]) -> bytes:
    file = read_text(data)
    edits: list[tuple[int, int, str]] = []
    for each in dates:
        spot = _spot(places, each)
        # A date in another spelling is left to whoever wrote it: which order its numbers have, they know.
        if spot is None or file.value(spot[1], spot[2]).strip() != each.was.isoformat():
            continue
        start, end = file.records[spot[1] - 1][spot[2] - 1]
        edits.append((start, end, quoted(each.day.isoformat(), file.delimiter)))
        moved.append(each)
    text = file.text
    for start, end, new in sorted(edits, reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    return file.encode(text) if edits else data
