"""A workbook on disk as a place where empty cells are filled: all of one call go into one save."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from connectors.filling import TextToFill
from connectors.workbook.csv_text import quoted, read_text
from connectors.workbook.in_place import InPlace, Places, spot_of
from connectors.workbook.ooxml.cells import write_cells
from connectors.workbook.ooxml.package import read_package
from connectors.workbook.ooxml.sheet import read_sheet, sheet_part
from connectors.workbook.ooxml.spans import Edit, splice
from connectors.workbook.preserve import check


class WorkbookFiller(InPlace[TextToFill]):
    """Writes into cells that hold neither a value nor a formula."""

    def fill(self, texts: Sequence[TextToFill]) -> Iterator[TextToFill]:
        """Save all texts at once, then yield those that were filled in.

        Raises `WriteFailed` for a file that may not be changed itself.
        """
        hint = "Copy the answers into the file by hand."
        yield from self._saved(texts, _in_csv, _in_workbook, "nothing was filled in", hint)


def _in_workbook(data: bytes, places: Places, texts: Sequence[TextToFill], filled: list[TextToFill]) -> bytes:
    package = before = read_package(data)
    columns: dict[str, set[int]] = {}
    edits: dict[str, list[Edit]] = {}
    cells: dict[str, dict[int, dict[int, str | None]]] = {}
    for each in texts:
        spot = spot_of(places, each)
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


def _in_csv(data: bytes, places: Places, texts: Sequence[TextToFill], filled: list[TextToFill]) -> bytes:
    file = read_text(data)
    edits: dict[tuple[int, int], str] = {}
    widths: dict[int, int] = {}
    for each in sorted(texts, key=lambda each: spot[1:] if (spot := spot_of(places, each)) else (0, 0)):
        spot = spot_of(places, each)
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
