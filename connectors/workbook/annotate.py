"""Putting flags, gaps and comments into the bytes of an .xlsx workbook, and taking them out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def annotate(data: bytes, places: Sequence[TablePlace], changes: Sequence[Change]) -> Outcome:
    """Put the changes into the workbook. Every byte that is not ours to change stays, and that is checked."""
    package = before = read_package(data)
    by_container = {place.container: place for place in places}
    opened: dict[str, _Open] = {}

    def shown(place: TablePlace, row: int) -> Shown:
        if place.container not in opened:
            opened[place.container] = _Open(package, place)
        return opened[place.container].shown(row)

    intent = settle(changes, by_container, shown, comments=True)
    ours: dict[str, set[int]] = {}
    for container, rows in intent.rows.items():
        # Two tables may stand on one sheet: what the first one changed has to be read again.
        place = by_container[container]
        sheet = _Open(package, place) if opened[container].sheet.part in ours else opened[container]
        new = {row: after for row, after in rows.items() if after != sheet.shown(row)}
        package, columns = _write(package, sheet, new, intent)
        ours.setdefault(sheet.sheet.part, set()).update(columns)
    if not package.changed:
        return Outcome(data, tuple(intent.accepted), tuple(intent.remarks))
    written = package.to_bytes()
    check(before, written, ours)
    return Outcome(written, tuple(intent.accepted), tuple(intent.remarks))


def _write(package: Package, at: _Open, rows: Mapping[int, Shown], intent: Intent) -> tuple[Package, set[int]]:
    needed = any(row.flag or row.gaps or row.comment is not None for row in rows.values())
    columns = {FLAG_COLUMN: at.place.flag_column, GAPS_COLUMN: at.place.gaps_column}
    missing = [name for name, column in columns.items() if not column] if needed else []
    edits: list[Edit] = []
    if missing:
        columns |= _placed(at, missing, columns)
        names = {column: name for name in missing if (column := columns[name])}
        widths = {column: _WIDTHS[name] for column, name in names.items()}
        edits += write_headers(at.sheet, at.place.header_row, names, at.place.last_column, widths)
        if any(is_hidden(at.sheet, column) for column in names):
            seen = " and ".join(letters(column) for column in sorted(names))
            intent.remarks.append(f"{at.place.sheet}: columns {seen} are hidden; show them to see the flags.")
    flag, gaps = columns[FLAG_COLUMN], columns[GAPS_COLUMN]
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
    return package, {column for column in (flag, gaps) if column}


def _placed(at: _Open, missing: Sequence[str], present: Mapping[str, int | None]) -> dict[str, int | None]:
    last = max(at.place.last_column, *(column or 0 for column in present.values()))
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
    for place in places:
        columns = {
            column: name
            for column, name in ((place.flag_column, FLAG_COLUMN), (place.gaps_column, GAPS_COLUMN))
            if column
        }
        if not columns:
            continue
        at = _Open(package, place)
        flag = place.flag_column
        mine = [cell for cell, comment in at.comments.items() if comment.own and cell[1] == flag]
        package = write_comments(package, at.sheet.part, dict.fromkeys(mine))
        ours.setdefault(at.sheet.part, set()).update(columns)
        sheet = read_sheet(at.sheet.part, package.part(at.sheet.part))
        package, said = _drop(package, sheet, place, columns)
        remarks += said
    if not package.changed:
        return Outcome(data, remarks=tuple(remarks))
    written = package.to_bytes()
    check(before, written, ours)
    return Outcome(written, remarks=tuple(remarks))


def _drop(package: Package, sheet: Sheet, place: TablePlace, columns: Mapping[int, str]) -> tuple[Package, list[str]]:
    if table := enclosing_table(package, sheet, columns):
        names = " and ".join(f"“{name}”" for name in columns.values())
        return package, [f"{place.sheet}: {names} now belong to the Excel table “{table}”; delete them in Excel."]
    remarks: list[str] = []
    widths: dict[int, int] = {}
    for column, name in columns.items():
        texts = {row: text for row, text in cell_texts(package, sheet, column).items() if text.strip()}
        texts = {row: text for row, text in texts.items() if text != name}
        if name == FLAG_COLUMN:  # a row that is no record any more may still carry one
            texts = {row: text for row, text in texts.items() if text not in tuple(Flag)}
        noted = any(cell[1] == column for cell in read_comments(package, sheet.part))
        if texts:
            places = ", ".join(f"{letters(column)}{row}" for row in sorted(texts)[:5])
            remarks.append(f"{place.sheet}: “{name}” stays, because it holds text that is not ours ({places}).")
        elif noted:
            remarks.append(f"{place.sheet}: “{name}” stays, because somebody commented in it.")
        else:
            widths[column] = _WIDTHS[name]
            remarks.append(f"{place.sheet}: removed the column “{name}”.")
    if not widths:
        return package, remarks
    dropped = drop_columns(sheet, place.header_row, widths, place.last_column)
    return package.with_parts({sheet.part: dropped}), remarks
