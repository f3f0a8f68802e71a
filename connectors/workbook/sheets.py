"""One worksheet part into a grid: values, merged and hidden cells, links. One pass, whatever size the sheet claims."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from connectors.record import FileCell
from connectors.workbook.cells import Decoder
from connectors.workbook.grid import Grid, Row, Span, Value, column_number, read_span
from connectors.workbook.limits import MAX_COLUMNS
from connectors.workbook.marks import FLAG_COLUMN, GAPS_COLUMN
from connectors.workbook.xml_events import attribute, scan

_TRUE = frozenset({"1", "true"})
_LINK_FORMULA = re.compile(r'HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)


class _Sheet:
    """Collects the grid of one worksheet while its XML goes by."""

    def __init__(self, decoder: Decoder, targets: Mapping[str, str]) -> None:
        self.rows: dict[int, dict[int, Value]] = {}
        self.idle: set[int] = set()
        self.looks: dict[int, int] = {}
        self.merged: list[Span] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.calculated: set[int] = set()
        self.links: list[tuple[Span, str]] = []
        self.columns_left_out = 0
        self._decode = decoder.decode
        self._targets = targets
        self._columns: dict[str, int] = {}
        self._admitted: set[int] = set()
        self._row = 0
        self._column = 0
        self._cells: dict[int, Value] = {}
        self._typed = False
        self._kind = ""
        self._style = 0
        self._first_style = 0
        self._formula: str | None = None
        self._value: list[str] = []
        self._text: list[str] = []
        self._collecting: list[str] | None = None
        self._readings = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name == "v":
            self._collecting = self._value
        elif name == "t":
            self._collecting = None if self._readings else self._value
        elif name == "f":
            self._formula = ""
            self._collecting = self._text
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self._readings += 1
        else:
            self._start_rare(name, attributes)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._row = _int(attributes.get("r", ""), self._row + 1)
        self._column = 0
        self._cells = {}
        self._typed = False
        if attributes.get("hidden") in _TRUE:
            self.hidden_rows.add(self._row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        ref = attributes.get("r")
        if ref is None:
            self._column += 1
        else:
            letters = ref.rstrip("0123456789")
            column = self._columns.get(letters)
            if column is None:
                right = letters.isascii() and letters.isalpha() and len(letters) <= 3
                column = self._columns[letters] = column_number(letters) if right else self._column + 1
            self._column = column
        self._kind = attributes.get("t", "")
        style = attributes.get("s")
        self._style = 0 if style is None else _int(style, 0)
        self._formula = None
        self._value.clear()

    def _start_rare(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "col" and attributes.get("hidden") in _TRUE:
            self.hidden_columns.append((_int(attributes.get("min", ""), 1), _int(attributes.get("max", ""), 1)))
        elif name == "mergeCell":
            span = read_span(attributes.get("ref", ""))
            if span is not None:
                self.merged.append(span)
        elif name == "hyperlink":
            span = read_span(attributes.get("ref", ""))
            target = self._targets.get(attribute(attributes, "id"), "")
            if span is not None and target:
                self.links.append((span, target))

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._collecting = None
        elif name == "f":
            self._formula = "".join(self._text)
            self._text.clear()
            self._collecting = None
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._readings -= 1

    def text(self, piece: str) -> None:
        if self._collecting is not None:
            self._collecting.append(piece)

    def _end_cell(self) -> None:
        formula = self._formula is not None
        value = self._decode(self._kind, self._style, "".join(self._value), formula)
        if value is None or not self._within(value):
            return
        if formula:
            self.calculated.add(self._column)
            found = _LINK_FORMULA.match(self._formula or "")
            if found:
                value = linked(value, found[1])
        if not self._cells:
            self._first_style = self._style
        self._cells[self._column] = value
        if value is not False and not formula:
            self._typed = True

    def _within(self, value: Value) -> bool:
        """Tell whether the column is read: the first `MAX_COLUMNS`, and ours, which stand right of everything."""
        if self._column <= MAX_COLUMNS or self._column in self._admitted:
            return True
        if isinstance(value, str) and value.strip() in (FLAG_COLUMN, GAPS_COLUMN):
            self._admitted.add(self._column)
            return True
        self.columns_left_out = max(self.columns_left_out, self._column)
        return False

    def _end_row(self) -> None:
        if self._cells:
            self.rows[self._row] = self._cells
            self.looks[self._row] = self._first_style
            if not self._typed:
                self.idle.add(self._row)


def read_sheet(
    data: bytes,
    part: str,
    title: str,
    decoder: Decoder,
    targets: Mapping[str, str],
    notes: Mapping[tuple[int, int], str] | None,
) -> Grid:
    """Return the grid of a worksheet. `targets` are the addresses its links point to, by relation id."""
    sheet = _Sheet(decoder, targets)
    scan(data, part, sheet.start, sheet.end, sheet.text)
    for span, target in sheet.links:
        for number in span.rows_of(sheet.rows):
            row = sheet.rows[number]
            row.update({c: linked(row[c], target) for c in list(row) if span.left <= c <= span.right})
    rows: dict[int, Row] = {number: sheet.rows[number] for number in sorted(sheet.rows)}
    return Grid(
        title=title,
        rows=rows,
        idle=frozenset(sheet.idle),
        looks=sheet.looks,
        merged=tuple(sheet.merged),
        hidden_rows=frozenset(sheet.hidden_rows),
        hidden_columns=tuple(sheet.hidden_columns),
        calculated=frozenset(sheet.calculated),
        notes=notes,
        columns_left_out=sheet.columns_left_out,
    )


def linked(value: Value, target: str) -> Value:
    """Return a text that links somewhere as a file with that address; a mail address is no file, nor is a number."""
    if not isinstance(value, str):
        return value
    try:
        scheme = urlsplit(target.strip()).scheme.lower()
    except ValueError:
        return value
    return value if scheme in ("mailto", "tel") else (FileCell(name=value, url=target.strip()),)


def _int(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() else default
