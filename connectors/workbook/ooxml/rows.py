"""New rows below a table of a worksheet: their cells in the look of the row above, and what has to grow over them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from connectors.workbook.ooxml.cells import inherited_style, xml_text
from connectors.workbook.ooxml.package import Package
from connectors.workbook.ooxml.relations import relations
from connectors.workbook.ooxml.sheet import Row, Sheet, area, letters
from connectors.workbook.ooxml.spans import Edit, Element, attribute_edit, local, scan, splice


@dataclass(frozen=True, slots=True)
class Content:
    """What one new cell holds: a text, or a number as the file has it with the style that it is to be shown in."""

    text: str
    number: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Below:
    """Where rows are added: below row `like`, into the `columns` of its table. `header` says that no record is above
    them, whose look they could take."""

    like: int
    columns: Collection[int]
    header: bool = False
    totals: int = 0
    """How many rows with totals follow the table; they stay its last ones."""


def occupied(sheet: Sheet, below: Below, count: int) -> int:
    """Return the first row in which something stands where new ones are to be, or right below them; 0 for none."""
    wanted = range(below.like + below.totals + 1, below.like + below.totals + count + 2)
    left, right = min(below.columns), max(below.columns)
    taken = {row for row, column in sheet.used() if row in wanted and left <= column <= right}
    for merge in sheet.merges:
        top, first, bottom, last = area(merge)
        if first <= right and last >= left:
            taken.update(set(range(top, bottom + 1)).intersection(wanted))
    return min(taken, default=0)


def add_rows(sheet: Sheet, below: Below, rows: Mapping[int, Mapping[int, Content]]) -> Iterator[Edit]:
    """Yield the edits that put rows in by number; whatever empty formatting stands there stays."""
    holder = sheet.other("sheetData")
    if holder is None:
        raise KeyError("sheetData")
    totals = range(below.like + 1, below.like + below.totals + 1)
    texts = [_row(sheet, number, cells, sheet.rows.get(number), below) for number, cells in sorted(rows.items())]
    texts += [_moved(sheet, number, number + len(rows)) for number in totals]
    last = below.like + len(texts)
    following = [number for number in sheet.rows if number > below.like]
    place = sheet.rows[min(following)].element.start if following else holder.close_start
    yield Edit(place, place, b"".join(texts))
    for number in sorted(following):
        if number <= last:
            yield Edit(sheet.rows[number].element.start, sheet.rows[number].element.end, b"")
    yield from _grown(sheet, below, last)


def style_in(sheet: Sheet, below: Below, column: int) -> str:
    """Return the number of the style that a new cell of a column takes, "" for the plain one."""
    above = None if below.header else sheet.rows.get(below.like)
    cell = above.cells.get(column) if above is not None else None
    if cell is not None:
        return cell.attributes.get("s", "")
    # A row without cells of its own looks as its column does.
    return next((inherited_style(sheet, row, column) for row in sheet.rows.values()), "") if above is None else ""


def grown_tables(package: Package, sheet: Sheet, below: Below, last: int) -> Mapping[str, bytes]:
    """Return the parts of the Excel tables that end with the row above, grown down to row `last`."""
    parts: dict[str, bytes] = {}
    for relation in relations(package, sheet.part):
        if relation.kind != "table" or relation.target not in package:
            continue
        data = package.part(relation.target)
        found = [e for e in scan(data, {0: None, 1: {"autoFilter"}}) if e.attributes.get("ref")]
        edits = [edit for each in found if (edit := _stretched(data, each, "ref", below, last))]
        if edits:
            parts[relation.target] = splice(data, edits)
    return parts


def _moved(sheet: Sheet, number: int, to: int) -> bytes:
    """Return the bytes of a row as another row; it holds no formulas."""
    row = sheet.rows[number]
    start = row.element.start
    edits = [attribute_edit(sheet.data, row.element, "r", str(to))]
    edits += [attribute_edit(sheet.data, cell, "r", f"{letters(column)}{to}") for column, cell in row.cells.items()]
    return splice(
        sheet.data[start : row.element.end],
        (Edit(edit.start - start, edit.end - start, edit.text) for edit in edits if edit is not None),
    )


def _row(sheet: Sheet, number: int, cells: Mapping[int, Content], present: Row | None, below: Below) -> bytes:
    p = sheet.prefix
    moved = number <= below.like + below.totals
    standing = present.cells if present is not None and not moved else {}
    above = None if below.header else sheet.rows.get(below.like)
    looks = {c: s for c in below.columns if above is not None and c in above.cells and (s := style_in(sheet, below, c))}
    pieces: list[bytes] = []
    for column in sorted({*cells, *standing, *looks}):
        if column in cells:
            look = standing[column].attributes.get("s", "") if column in standing else ""
            pieces.append(_cell(p, f"{letters(column)}{number}", cells[column], look or style_in(sheet, below, column)))
        elif column in standing:
            pieces.append(sheet.data[standing[column].start : standing[column].end])
        else:
            pieces.append(f'<{p}c r="{letters(column)}{number}" s="{looks[column]}"/>'.encode())
    own = present.element if present is not None and not moved else None
    opening = _opening(sheet, number, own or (above.element if above else None))
    return opening + b"".join(pieces) + f"</{p}row>".encode()


def _opening(sheet: Sheet, number: int, like: Element | None) -> bytes:
    kept = {key: like.attributes[key] for key in ("s", "customFormat") if like and key in like.attributes}
    look = "".join(f' {key}="{value}"' for key, value in kept.items())
    return f'<{sheet.prefix}row r="{number}"{look}>'.encode()


def _cell(p: str, place: str, content: Content, style: str) -> bytes:
    style = content.style or style
    look = f' s="{style}"' if style else ""
    if content.number:
        return f'<{p}c r="{place}"{look}><{p}v>{content.text}</{p}v></{p}c>'.encode()
    text = xml_text(content.text)
    return (
        f'<{p}c r="{place}"{look} t="inlineStr"><{p}is><{p}t xml:space="preserve">{text}</{p}t></{p}is></{p}c>'
    ).encode()


def _grown(sheet: Sheet, below: Below, last: int) -> Iterator[Edit]:
    """Let what was laid over the table reach the new rows: lists to choose from, colours by rule, the filter."""
    wanted = {1: {"dimension", "autoFilter", "conditionalFormatting"}, 2: {"dataValidation"}}
    for element in scan(sheet.data, wanted):
        if local(element.name) == "dimension":
            top, left, bottom, right = area(element.attributes.get("ref", ""))
            if top and left and bottom < last:
                whole = f"{letters(left)}{top}:{letters(right)}{last}"
                edit = attribute_edit(sheet.data, element, "ref", whole)
            else:
                edit = None
        else:
            name = "ref" if local(element.name) == "autoFilter" else "sqref"
            edit = _stretched(sheet.data, element, name, below, last)
        if edit:
            yield edit


def _stretched(data: bytes, element: Element, name: str, below: Below, last: int) -> Edit | None:
    areas = element.attributes.get(name, "").split()
    grown = [_reaching(each, below, last) for each in areas]
    return attribute_edit(data, element, name, " ".join(grown)) if grown != areas else None


def _reaching(reference: str, below: Below, last: int) -> str:
    top, left, bottom, right = area(reference)
    over = left <= max(below.columns) and right >= min(below.columns)
    if not top or not over or not top <= below.like <= bottom or bottom >= last:
        return reference
    return f"{letters(left)}{top}:{letters(right)}{last}"
