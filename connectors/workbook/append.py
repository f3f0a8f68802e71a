"""Putting new records below the tables of an .xlsx workbook; every byte that is there already stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from connectors.errors import WriteFailed
from connectors.making import RowLink, RowToMake, Value
from connectors.record import PersonCell
from connectors.workbook.formats import Format, Shows, read_styles
from connectors.workbook.ooxml.package import Package, read_package
from connectors.workbook.ooxml.relations import main_part, related
from connectors.workbook.ooxml.rows import Below, Content, add_rows, grown_tables, occupied, style_in
from connectors.workbook.ooxml.sheet import Sheet, read_sheet, sheet_part
from connectors.workbook.ooxml.spans import scan, splice
from connectors.workbook.places import TablePlace
from connectors.workbook.preserve import check
from connectors.workbook.totals import movable_totals

_DAY_0 = date(1899, 12, 30)
_DAY_0_ON_A_MAC = date(1904, 1, 1)


def append(data: bytes, places: Mapping[str, TablePlace], rows: Sequence[RowToMake]) -> bytes:
    """Return the workbook with the rows below their tables.

    Raises `WriteFailed` where something stands in the way, and where anything else would differ; nothing is changed.
    """
    package = before = read_package(data)
    dates = _Dates(package)
    made: dict[str, set[int]] = {}
    stretched: set[str] = set()
    for table in dict.fromkeys(row.table for row in rows):
        place, wanted = places[table], [row for row in rows if row.table == table]
        part = sheet_part(package, place.sheet)
        sheet = read_sheet(part, package.part(part))
        below = below_of(place)
        below = replace(below, totals=movable_totals(package, sheet, below))
        if taken := occupied(sheet, below, len(wanted)):
            raise in_the_way(place, len(wanted), taken)
        first = below.like + 1
        cells = {
            number: {
                place.columns[column]: dates.content(sheet, below, place.columns[column], value)
                for column, value in row.values.items()
            }
            for number, row in enumerate(wanted, start=first)
        }
        grown = grown_tables(package, sheet, below, max(cells))
        package = package.with_parts({**grown, part: splice(sheet.data, add_rows(sheet, below, cells))})
        made.setdefault(part, set()).update(range(first, max(cells) + below.totals + 1))
        stretched |= grown.keys()
    written = package.to_bytes()
    check(before, written, {}, made, stretched)
    return written


def below_of(place: TablePlace) -> Below:
    """Return where new rows of a table go."""
    last = max(place.rows.values(), default=place.header_row)
    return Below(last, tuple(place.columns.values()), header=not place.rows)


def in_the_way(place: TablePlace, count: int, row: int) -> WriteFailed:
    """Return what is said where something stands below a table."""
    last = max(place.rows.values(), default=place.header_row)
    return WriteFailed(
        f"“{place.sheet}” has no room below its table: {count} rows are to follow row {last}, and something stands in "
        f"row {row}. Nothing was written.",
        hint=f"Insert {count + 1} empty rows below row {last}, or move what stands there, and run it again.",
    )


def text_of(value: Value) -> str:
    """Return a value as a cell of text shows it."""
    if isinstance(value, tuple):
        return ", ".join(member if isinstance(member, str) else _member(member) for member in value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return value if isinstance(value, str) else value.isoformat()


def _member(member: RowLink | PersonCell) -> str:
    return member.title if isinstance(member, RowLink) else member.words


class _Dates:
    """How dates stand in one workbook: as numbers in a style that shows them as dates, else as text."""

    def __init__(self, package: Package) -> None:
        styles = related(package, main_part(package), "styles")
        self._formats: Sequence[Format] = (
            read_styles(package.part(styles.target), styles.target) if styles is not None else ()
        )
        properties = scan(package.part(main_part(package)), {1: {"workbookPr"}})
        on_a_mac = any(each.attributes.get("date1904") in ("1", "true") for each in properties)
        self._day_0 = _DAY_0_ON_A_MAC if on_a_mac else _DAY_0

    def content(self, sheet: Sheet, below: Below, column: int, value: Value) -> Content:
        if not isinstance(value, date):
            return Content(text_of(value))
        usual = style_in(sheet, below, column)
        style = usual if self._shows_date(usual) else self._style_above(sheet, column)
        if not style:
            return Content(value.isoformat())
        return Content(str((value - self._day_0).days), number=True, style=style)

    def _style_above(self, sheet: Sheet, column: int) -> str:
        styles = (row.cells[column].attributes.get("s", "") for row in sheet.rows.values() if column in row.cells)
        return next((style for style in styles if self._shows_date(style)), "")

    def _shows_date(self, style: str) -> bool:
        number = int(style) if style.isdecimal() else -1
        return 0 <= number < len(self._formats) and self._formats[number].shows in (Shows.DATE, Shows.DATE_TIME)
