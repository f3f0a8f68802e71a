"""Writing text into single cells of a worksheet; every other cell keeps its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from connectors.workbook.ooxml.sheet import Row, Sheet, letters
from connectors.workbook.ooxml.spans import Edit, attribute_edit
from connectors.workbook.texts import clean

_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def xml_text(text: str) -> str:
    """Return text as it may stand in an element: no character that XML or a terminal cannot bear."""
    cleaned = (clean(text) or "").replace("\r\n", "\n").replace("\r", "\n")
    return escape(_LOOKS_ESCAPED.sub("_x005F_", cleaned), quote=False)


def write_cells(sheet: Sheet, wanted: Mapping[int, Mapping[int, str | None]], style_of: int = 0) -> Iterator[Edit]:
    """Yield the edits that put texts into cells, by row and column; `None` empties a cell.

    A text is always stored as text, so nothing that starts with "=" becomes a formula. A new cell takes the format of
    the cell left of the first one in its row where `style_of` names that column, else what its row or column has.
    """
    for number, texts in sorted(wanted.items()):
        row = sheet.rows.get(number)
        if row is None:
            raise KeyError(number)
        new = {column: _cell(sheet, number, row, column, text, style_of) for column, text in sorted(texts.items())}
        yield from _row_edits(sheet, row, new)


def _row_edits(sheet: Sheet, row: Row, new: Mapping[int, bytes]) -> Iterator[Edit]:
    inserted = b""
    for column, text in new.items():
        cell = row.cells.get(column)
        if cell is not None:
            if sheet.data[cell.start : cell.end] != text:
                yield Edit(cell.start, cell.end, text)
        elif text and row.element.closes_itself:
            inserted += text
        elif text:
            right = min((other for other in row.cells if other > column), default=None)
            place = row.cells[right].start if right else row.element.close_start
            yield Edit(place, place, text)
    if inserted:
        opening = sheet.data[row.element.start : row.element.open_end - 2].rstrip() + b">"
        yield Edit(row.element.start, row.element.end, opening + inserted + f"</{row.element.name}>".encode())
    elif any(new.values()) and (spans := row.element.attributes.get("spans")) and ":" in spans:
        first, _, last = spans.partition(":")
        widest = max(column for column, text in new.items() if text)
        if last.isdigit() and int(last) < widest:
            edit = attribute_edit(sheet.data, row.element, "spans", f"{first}:{widest}")
            if edit:
                yield edit


def _cell(sheet: Sheet, number: int, row: Row, column: int, text: str | None, style_of: int) -> bytes:
    cell = row.cells.get(column)
    inherited = inherited_style(sheet, row, column)
    neighbour = row.cells.get(style_of)
    fresh = neighbour.attributes.get("s", "") if neighbour else inherited
    style = cell.attributes.get("s", "") if cell else fresh
    p, place = sheet.prefix, f"{letters(column)}{number}"
    look = f' s="{style}"' if style else ""
    if text is None or not (content := xml_text(text)):
        # A format that was there before us stays; one that we only passed on goes.
        kept = cell is not None and style not in ("", inherited, fresh)
        return f'<{p}c r="{place}"{look}/>'.encode() if kept else b""
    return (
        f'<{p}c r="{place}"{look} t="inlineStr"><{p}is><{p}t xml:space="preserve">{content}</{p}t></{p}is></{p}c>'
    ).encode()


def inherited_style(sheet: Sheet, row: Row, column: int) -> str:
    """Return the number of the format that an absent cell shows, "" for the plain one."""
    if row.element.attributes.get("customFormat") in ("1", "true"):
        return row.element.attributes.get("s", "")
    for element in sheet.columns:
        if int(element.attributes.get("min", 0)) <= column <= int(element.attributes.get("max", 0)):
            return element.attributes.get("style", "")
    return ""
