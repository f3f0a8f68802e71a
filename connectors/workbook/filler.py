"""A workbook on disk as a place where empty cells are filled: all of one call go into one save."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from connectors.errors import WriteFailed
from connectors.filling import TextToFill
from connectors.workbook.csv_text import quoted, read_text
from connectors.workbook.files import Disk, Files
from connectors.workbook.ooxml.cells import write_cells
from connectors.workbook.ooxml.package import read_package
from connectors.workbook.ooxml.sheet import read_sheet, sheet_part
from connectors.workbook.ooxml.spans import Edit, splice
from connectors.workbook.opening import is_csv
from connectors.workbook.outcome import Outcome
from connectors.workbook.places import Locate, TablePlace
from connectors.workbook.preserve import check
from connectors.workbook.saving import rewrite
from connectors.workbook.target import WorkbookTarget, said


class WorkbookFiller:
    """Writes into cells that hold neither a value nor a formula."""

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

    def fill(self, texts: Sequence[TextToFill]) -> Iterator[TextToFill]:
        """Save all texts at once, then yield those that were filled in.

        Raises `WriteFailed` for a file that may not be changed itself.
        """
        if why := self._judge.capabilities.why or self._judge.notice():
            raise WriteFailed(f"nothing was filled in: {why}", hint="Copy the answers into the file by hand.")
        filled: list[TextToFill] = []

        def change(data: bytes) -> Outcome:
            places = {place.container: place for place in self._locate(data, self._path.name)}
            filled.clear()
            with said(self._path):
                return Outcome((_in_csv if is_csv(self._path) else _in_workbook)(data, places, texts, filled))

        if texts:
            rewrite(self._path, self._files, change)
        yield from filled


def _spot(places: Mapping[str, TablePlace], each: TextToFill) -> tuple[TablePlace, int, int] | None:
    place = places.get(each.table)
    row = place.rows.get(each.ref.record) if place else None
    column = place.columns.get(each.column) if place else None
    return (place, row, column) if place and row and column else None


def _in_workbook(
    data: bytes, places: Mapping[str, TablePlace], texts: Sequence[TextToFill], filled: list[TextToFill]
) -> bytes:
    package = before = read_package(data)
    columns: dict[str, set[int]] = {}
    edits: dict[str, list[Edit]] = {}
    cells: dict[str, dict[int, dict[int, str | None]]] = {}
    for each in texts:
        spot = _spot(places, each)
        if spot is None:
            continue
        place, row, column = spot
        part = sheet_part(package, place.sheet)
        cell = read_sheet(part, package.part(part)).cell(row, column)
        if cell is None or cell.is_empty:
            cells.setdefault(part, {}).setdefault(row, {})[column] = each.text
            columns.setdefault(part, set()).add(column)
            filled.append(each)
    for part, wanted in cells.items():
        edits[part] = list(write_cells(read_sheet(part, package.part(part)), wanted))
    if not edits:
        return data
    package = package.with_parts({part: splice(package.part(part), made) for part, made in edits.items()})
    written = package.to_bytes()
    check(before, written, columns)
    return written


def _in_csv(
    data: bytes, places: Mapping[str, TablePlace], texts: Sequence[TextToFill], filled: list[TextToFill]
) -> bytes:
    file = read_text(data)
    edits: dict[tuple[int, int], str] = {}
    widths: dict[int, int] = {}
    for each in sorted(texts, key=lambda each: spot[1:] if (spot := _spot(places, each)) else (0, 0)):
        spot = _spot(places, each)
        if spot is None or file.value(spot[1], spot[2]).strip():
            continue
        _, row, column = spot
        fields = file.records[row - 1]
        raw = quoted(each.text, file.delimiter)
        if column <= len(fields):
            edits[fields[column - 1]] = raw
        else:
            # A line may end before its last columns; it is lengthened as far as needed.
            end = fields[-1][1]
            raw = file.delimiter * (column - widths.get(row, len(fields))) + raw
            edits[end, end] = edits.get((end, end), "") + raw
            widths[row] = column
        filled.append(each)
    text = file.text
    for (start, end), new in sorted(edits.items(), reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    return file.encode(text) if edits else data
