"""The two columns of our own in a worksheet: where they may stand, how wide they are, and how they go again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from connectors.workbook.ooxml.cells import write_cells
from connectors.workbook.ooxml.package import Package
from connectors.workbook.ooxml.relations import relations
from connectors.workbook.ooxml.sheet import Row, Sheet, area, letters
from connectors.workbook.ooxml.spans import Edit, Element, attribute_edit, scan, splice

LAST_COLUMN = 16_384


def free_columns(sheet: Sheet, last: int, header_row: int, count: int) -> int:
    """Return the first of `count` free columns right of column `last`, 0 when the sheet is full.

    Right beside the table when nothing stands there; else right of everything on the sheet, with one column between,
    so that a neighbouring table does not seem to own them.
    """
    taken = {column for row, column in sheet.used() if row >= header_row}
    for merge in sheet.merges:
        _, left, bottom, right = area(merge)
        if bottom >= header_row and right > last:
            taken.update(range(max(left, last + 1), right + 1))
    beside = not taken.intersection(range(last + 1, last + count + 2))
    first = last + 1 if beside else max(taken) + 2
    return first if first + count - 1 <= LAST_COLUMN else 0


def write_headers(
    sheet: Sheet, row: int, names: Mapping[int, str], last: int, widths: Mapping[int, int]
) -> Iterator[Edit]:
    """Yield the edits that make our new columns: headers in the format of the table's last one, and widths."""
    yield from write_cells(sheet, {row: dict(names)}, style_of=last)
    yield from _widen(sheet, widths)
    dimension = sheet.other("dimension")
    if dimension is not None:
        top, left, bottom, right = area(dimension.attributes.get("ref", ""))
        if top and left and right < max(names):
            yield from _stretch(sheet, dimension, f"{letters(left)}{top}:{letters(max(names))}{bottom}")


def drop_columns(sheet: Sheet, headers: Mapping[int, int], widths: Mapping[int, int]) -> bytes:
    """Return the sheet without our columns, which hold nothing but their headers any more.

    `headers` maps each header row to the last column of its table, from which our header took its format.
    """
    ours = widths.keys()
    empty = dict.fromkeys(ours)
    edits: list[Edit] = []
    for number, row in sheet.rows.items():
        if row.cells.keys() & ours:
            edits += write_cells(sheet, {number: empty}, style_of=headers.get(number, 0))
    edits += _forget_widths(sheet, widths)
    for row in sheet.rows.values():
        edits += _narrow(sheet, row, ours)
    dimension = sheet.other("dimension")
    if dimension is not None:
        top, left, bottom, right = area(dimension.attributes.get("ref", ""))
        if right in ours:
            others = (column for row in sheet.rows.values() for column in row.cells if column not in ours)
            rest = max(others, default=left)
            edits += _stretch(sheet, dimension, f"{letters(left)}{top}:{letters(rest)}{bottom}")
    return splice(sheet.data, edits)


def enclosing_table(package: Package, sheet: Sheet, columns: Collection[int]) -> str:
    """Return the name of the Excel table that has grown over one of these columns, "" when none has."""
    for relation in relations(package, sheet.part):
        if relation.kind == "table" and relation.target in package:
            table = scan(package.part(relation.target), {0: None})[0]
            _, left, _, right = area(table.attributes.get("ref", ""))
            if any(left <= column <= right for column in columns):
                return table.attributes.get("displayName", "?")
    return ""


def is_hidden(sheet: Sheet, column: int) -> bool:
    """Tell whether nobody sees a column."""
    return any(column in _range(each) and each.attributes.get("hidden") in ("1", "true") for each in sheet.columns)


def _widen(sheet: Sheet, widths: Mapping[int, int]) -> Iterator[Edit]:
    free = [column for column in sorted(widths) if not any(column in _range(each) for each in sheet.columns)]
    if not free:
        return
    p = sheet.prefix
    lines = "".join(
        f'<{p}col min="{column}" max="{column}" width="{widths[column]}" customWidth="1"/>' for column in free
    )
    holder, rows = sheet.other("cols"), sheet.other("sheetData")
    if holder is not None:
        right = next((each.start for each in sheet.columns if _range(each).start > free[-1]), holder.close_start)
        yield Edit(right, right, lines.encode())
    elif rows is not None:
        yield Edit(rows.start, rows.start, f"<{p}cols>{lines}</{p}cols>".encode())


def _forget_widths(sheet: Sheet, widths: Mapping[int, int]) -> Iterator[Edit]:
    ours = [
        each
        for each in sheet.columns
        for column, width in widths.items()
        if each.attributes == {"min": str(column), "max": str(column), "width": str(width), "customWidth": "1"}
    ]
    holder = sheet.other("cols")
    if holder is not None and ours and len(ours) == len(sheet.columns):
        yield Edit(holder.start, holder.end, b"")
    else:
        yield from (Edit(each.start, each.end, b"") for each in ours)


def _narrow(sheet: Sheet, row: Row, ours: Collection[int]) -> Iterator[Edit]:
    first, _, last = row.element.attributes.get("spans", "").partition(":")
    rest = max((column for column in row.cells if column not in ours), default=0)
    if last.isdigit() and int(last) in ours and rest:
        yield from _one(attribute_edit(sheet.data, row.element, "spans", f"{first}:{rest}"))


def _stretch(sheet: Sheet, dimension: Element, reference: str) -> Iterator[Edit]:
    yield from _one(attribute_edit(sheet.data, dimension, "ref", reference))


def _one(edit: Edit | None) -> Iterator[Edit]:
    if edit is not None:
        yield edit


def _range(column: Element) -> range:
    return range(int(column.attributes.get("min", 0)), int(column.attributes.get("max", 0)) + 1)
