"""A workbook on disk as a place where dates are moved: all of one call go into one save."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from connectors.redating import DateToSet
from connectors.workbook.csv_text import quoted, read_text
from connectors.workbook.in_place import InPlace, Places, spot_of
from connectors.workbook.ooxml.cells import write_cells
from connectors.workbook.ooxml.package import Package, read_package
from connectors.workbook.ooxml.sheet import Sheet, cell_texts, read_sheet, sheet_part
from connectors.workbook.ooxml.spans import Edit, splice
from connectors.workbook.preserve import check


class WorkbookRedater(InPlace[DateToSet]):
    """Moves dates by as many days as is asked, where the cell holds a date and no formula."""

    def cost(self, dates: Iterable[DateToSet]) -> int:
        """Return 1 for any number of dates: a file is saved once."""
        return 1 if any(True for _ in dates) else 0

    def redate(self, dates: Sequence[DateToSet]) -> Iterator[DateToSet]:
        """Save all dates at once, then yield those that were moved.

        Raises `WriteFailed` for a file that may not be changed itself.
        """
        hint = "Change the dates in the file by hand."
        yield from self._saved(dates, _in_csv, _in_workbook, "no date was moved", hint)


def _in_workbook(data: bytes, places: Places, dates: Sequence[DateToSet], moved: list[DateToSet]) -> bytes:
    package = before = read_package(data)
    columns: dict[str, set[int]] = {}
    edits: dict[str, list[Edit]] = {}
    sheets = {
        place.sheet: read_sheet(part, package.part(part))
        for place in places.values()
        for part in [sheet_part(package, place.sheet)]
    }
    for each in dates:
        spot = spot_of(places, each)
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


def _in_csv(data: bytes, places: Places, dates: Sequence[DateToSet], moved: list[DateToSet]) -> bytes:
    file = read_text(data)
    edits: list[tuple[int, int, str]] = []
    for each in dates:
        spot = spot_of(places, each)
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
