"""One worksheet part as rows and cells with their places in its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from connectors.workbook.ooxml.package import Package
from connectors.workbook.ooxml.relations import main_part, related, relations
from connectors.workbook.ooxml.spans import Element, local, scan
from connectors.workbook.texts import read_strings, unescape

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d+)?")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its element, and its cells by column."""

    element: Element
    cells: Mapping[int, Element]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet: its part, its rows by number, and its other elements by local name, in order."""

    part: str
    data: bytes
    prefix: str
    root: Element
    rows: Mapping[int, Row]
    others: Sequence[Element]
    columns: Sequence[Element]
    merges: Sequence[str]

    def other(self, *names: str) -> Element | None:
        """Return the first direct child of the sheet with one of these names."""
        return next((each for each in self.others if local(each.name) in names), None)

    def cell(self, row: int, column: int) -> Element | None:
        found = self.rows.get(row)
        return found.cells.get(column) if found else None

    def used(self) -> Iterator[tuple[int, int]]:
        """Yield row and column of every cell that holds anything but a format."""
        for number, row in self.rows.items():
            yield from ((number, column) for column, cell in row.cells.items() if not cell.is_empty)


def letters(column: int) -> str:
    """Return the letters of a column that counts from 1."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def coordinates(reference: str) -> tuple[int, int]:
    """Return row and column of a reference such as "C7"; row 0 for a whole column."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return 0, 0
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2] or 0), column


def area(reference: str) -> tuple[int, int, int, int]:
    """Return first row, first column, last row and last column of a reference such as "A1:C7"."""
    first, _, last = reference.partition(":")
    return (*coordinates(first), *coordinates(last or first))


def read_sheet(part: str, data: bytes) -> Sheet:
    """Index a worksheet part; raises `spans.Malformed`."""
    elements = scan(data, {0: None, 1: None, 2: {"row", "col", "mergeCell"}, 3: {"c"}}, texts={"v", "t"})
    rows: dict[int, Row] = {}
    others: list[Element] = []
    columns: list[Element] = []
    merges: list[str] = []
    cells: dict[int, Element] = {}
    number = column = 0
    for element in elements[1:]:
        match local(element.name):
            case "c":
                place = element.attributes.get("r", "")
                column = coordinates(place)[1] if place else column + 1
                cells[column] = element
            case "row":
                place = element.attributes.get("r", "")
                number, column, cells = int(place) if place else number + 1, 0, {}
                rows[number] = Row(element, cells)
            case "col":
                columns.append(element)
            case "mergeCell":
                merges.append(element.attributes.get("ref", ""))
            case _:
                others.append(element)
    root = elements[0]
    prefix = root.name[: len(root.name) - len(local(root.name))]
    return Sheet(part, data, prefix, root, rows, others, columns, merges)


def sheet_part(package: Package, title: str) -> str:
    """Return the part of the worksheet with this title; `KeyError` where there is none."""
    book = main_part(package)
    targets = {each.id: each.target for each in relations(package, book)}
    for element in scan(package.part(book), {2: {"sheet"}}):
        if element.attributes.get("name") == title:
            return targets[next(v for k, v in element.attributes.items() if ":" in k and local(k) == "id")]
    raise KeyError(title)


def cell_texts(package: Package, sheet: Sheet, column: int) -> Mapping[int, str]:
    """Return the text of every cell of one column by row; "" for a cell that holds only a format."""
    found: dict[int, str] = {}
    strings: list[str | None] | None = None
    for number, row in sheet.rows.items():
        cell = row.cells.get(column)
        if cell is None:
            continue
        text = unescape(cell.text)
        if cell.attributes.get("t") == "s" and cell.text:
            if strings is None:
                shared = related(package, main_part(package), "sharedStrings")
                strings = read_strings(package.part(shared.target), shared.target) if shared else []
            text = strings[int(cell.text)] or ""
        found[number] = text
    return found
