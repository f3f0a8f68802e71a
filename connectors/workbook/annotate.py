"""Putting flags, gaps and comments into the bytes of an .xlsx workbook, and taking them out again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from connectors.changes import Change, Flag
from connectors.errors import WriteFailed
from connectors.workbook.intent import Intent, Shown, settle
from connectors.workbook.marks import FLAG_COLUMN, GAPS_COLUMN
from connectors.workbook.ooxml.cells import write_cells
from connectors.workbook.ooxml.columns import drop_columns, enclosing_table, free_columns, is_hidden, write_headers
from connectors.workbook.ooxml.comments import Comment, read_comments, write_comments
from connectors.workbook.ooxml.package import Package, read_package
from connectors.workbook.ooxml.sheet import Sheet, cell_texts, letters, read_sheet, sheet_part
from connectors.workbook.ooxml.spans import Edit, splice
from connectors.workbook.outcome import Outcome
from connectors.workbook.places import TablePlace
from connectors.workbook.preserve import check

_WIDTHS = {FLAG_COLUMN: 16, GAPS_COLUMN: 70}


class _Open:
    """One worksheet with what it shows of ours at the moment."""

    def __init__(self, package: Package, place: TablePlace) -> None:
        part = sheet_part(package, place.sheet)
        self.place = place
        self.sheet = read_sheet(part, package.part(part))
        self.flags = cell_texts(package, self.sheet, place.flag_column) if place.flag_column else {}
        self.gaps = cell_texts(package, self.sheet, place.gaps_column) if place.gaps_column else {}
        self.comments: Mapping[tuple[int, int], Comment] = read_comments(package, part) if place.flag_column else {}

    def shown(self, row: int) -> Shown:
        comment = self.comments.get((row, self.place.flag_column or 0))
        return Shown(
            self.flags.get(row, ""),
            self.gaps.get(row, ""),
            comment.body if comment and comment.own else None,
            comment is not None and not comment.own,
        )


def read_shown(data: bytes, places: Sequence[TablePlace]) -> Mapping[str, Mapping[str, Shown]]:
    """Return what every record shows of ours, by container and record id."""
    package = read_package(data)
    found: dict[str, Mapping[str, Shown]] = {}
    for place in places:
        if place.flag_column or place.gaps_column:
            sheet = _Open(package, place)
            found[place.container] = {record: sheet.shown(row) for record, row in place.rows.items()}
    return found


def annotate(
    data: bytes,
    places: Sequence[TablePlace],
    changes: Sequence[Change],
    carried: Mapping[str, Mapping[str, Shown]] = MappingProxyType({}),
) -> Outcome:
    """Put the changes into the workbook. Every byte that is not ours to change stays, and that is checked.

    `carried` is what `read_shown` found in an earlier copy; the new one shows it too.
    """
    package = before = read_package(data)
    by_container = {place.container: place for place in places}
    opened: dict[str, _Open] = {}

    def shown(place: TablePlace, row: int) -> Shown:
        if place.container not in opened:
            opened[place.container] = _Open(package, place)
        return opened[place.container].shown(row)

    intent = settle(changes, by_container, shown, comments=True, carried=carried)
    ours: dict[str, set[int]] = {}
    made = {place.sheet: columns for place in places if (columns := _columns(place))}
    for container, rows in intent.rows.items():
        # Two tables may stand on one sheet: what the first one changed has to be read again.
        place = by_container[container]
        sheet = opened.get(container)
        if sheet is None or sheet.sheet.part in ours:
            sheet = _Open(package, place)
        new = {row: after for row, after in rows.items() if after != sheet.shown(row)}
        shared = made.get(place.sheet, {})
        package, columns = _write(package, sheet, new, shared, intent)
        made[place.sheet] = {**shared, **columns}
        ours.setdefault(sheet.sheet.part, set()).update(columns.values())
    if not package.changed:
        return Outcome(data, tuple(intent.accepted), tuple(intent.remarks))
    written = package.to_bytes()
    check(before, written, ours)
    return Outcome(written, tuple(intent.accepted), tuple(intent.remarks))


def _columns(place: TablePlace) -> Mapping[str, int]:
    columns = {FLAG_COLUMN: place.flag_column, GAPS_COLUMN: place.gaps_column}
    return {name: column for name, column in columns.items() if column}


def _write(
    package: Package, at: _Open, rows: Mapping[int, Shown], shared: Mapping[str, int], intent: Intent
) -> tuple[Package, Mapping[str, int]]:
    needed = any(row.ours for row in rows.values())
    columns = dict(_columns(at.place))
    missing = [name for name in _WIDTHS if name not in columns] if needed else []
    edits: list[Edit] = []
    if missing:
        columns |= _placed(at, missing, columns, shared)
        names = {columns[name]: name for name in missing}
        widths = {column: _WIDTHS[name] for column, name in names.items()}
        edits += write_headers(at.sheet, at.place.header_row, names, at.place.last_column, widths)
        if any(is_hidden(at.sheet, column) for column in names):
            seen = " and ".join(letters(column) for column in sorted(names))
            intent.remarks.append(f"{at.place.sheet}: columns {seen} are hidden; show them to see the flags.")
    flag, gaps = columns.get(FLAG_COLUMN), columns.get(GAPS_COLUMN)
    cells: dict[int, dict[int, str | None]] = {}
    for number, row in rows.items():
        for column, text in ((flag, row.flag), (gaps, row.gaps)):
            if column:
                cells.setdefault(number, {})[column] = text or None
    edits += write_cells(at.sheet, cells)
    if edits:
        package = package.with_parts({at.sheet.part: splice(at.sheet.data, edits)})
    if flag:
        comments = {(number, flag): row.comment for number, row in rows.items() if not row.taken}
        package = write_comments(package, at.sheet.part, comments)
    return package, columns


def _placed(
    at: _Open, missing: Sequence[str], present: Mapping[str, int], shared: Mapping[str, int]
) -> Mapping[str, int]:
    """Find room for the missing columns; tables below one another share theirs where nothing is in the way."""
    rows = (at.place.header_row, *at.place.rows.values())
    beyond = all(shared.get(name, 0) > at.place.last_column for name in missing)
    if beyond and not any((cell := at.sheet.cell(row, shared[name])) and cell.text for row in rows for name in missing):
        return {name: shared[name] for name in missing}
    last = max(at.place.last_column, *present.values(), 0)
    first = free_columns(at.sheet, last, at.place.header_row, len(missing))
    if not first:
        raise WriteFailed(
            f"{at.place.sheet}: there is no room right of the table for the columns {' and '.join(missing)}.",
            hint="Clear the last columns of the sheet, which usually hold nothing but a stray value.",
        )
    return {name: first + offset for offset, name in enumerate(missing)}


def withdraw(data: bytes, places: Sequence[TablePlace]) -> Outcome:
    """Take our comments and our columns out; a column that somebody typed into stays, and that is said."""
    package = before = read_package(data)
    remarks: list[str] = []
    ours: dict[str, set[int]] = {}
    for title in dict.fromkeys(place.sheet for place in places):
        here = [place for place in places if place.sheet == title and _columns(place)]
        columns = {column: name for place in here for name, column in _columns(place).items()}
        if not columns:
            continue
        part = sheet_part(package, title)
        flags = {place.flag_column for place in here}
        mine = [cell for cell, each in read_comments(package, part).items() if each.own and cell[1] in flags]
        package = write_comments(package, part, dict.fromkeys(mine))
        ours[part] = set(columns)
        sheet = read_sheet(part, package.part(part))
        kept, said = _judge(package, sheet, title, columns)
        remarks += said
        widths = {column: _WIDTHS[name] for column, name in columns.items() if column not in kept}
        if widths:
            headers = {place.header_row: place.last_column for place in here}
            package = package.with_parts({part: drop_columns(sheet, headers, widths)})
    if not package.changed:
        return Outcome(data, remarks=tuple(remarks))
    written = package.to_bytes()
    check(before, written, ours)
    return Outcome(written, remarks=tuple(remarks))


def _judge(
    package: Package, sheet: Sheet, title: str, columns: Mapping[int, str]
) -> tuple[Collection[int], Sequence[str]]:
    """Return which of our columns have to stay, and a sentence on each."""
    if table := enclosing_table(package, sheet, columns):
        names = " and ".join(f"“{name}”" for name in columns.values())
        return columns, [f"{title}: {names} now belong to the Excel table “{table}”; delete them in Excel."]
    kept: set[int] = set()
    said: list[str] = []
    for column, name in columns.items():
        # A row that is no record any more may still carry a flag of ours.
        ours = {name, "", *(Flag if name == FLAG_COLUMN else ())}
        typed = [row for row, text in cell_texts(package, sheet, column).items() if text.strip() not in ours]
        if typed:
            places = ", ".join(f"{letters(column)}{row}" for row in sorted(typed)[:5])
            said.append(f"{title}: “{name}” stays, because it holds text that is not ours ({places}).")
        elif any(cell[1] == column for cell in read_comments(package, sheet.part)):
            said.append(f"{title}: “{name}” stays, because somebody commented in it.")
        else:
            said.append(f"{title}: removed the column “{name}”.")
            continue
        kept.add(column)
    return kept, said
