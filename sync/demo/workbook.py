"""Writing the demonstration's plan as a workbook that looks like one a label would keep."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sync.demo.label import Sheet, sheets

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def write_plan(path: Path, today: date) -> None:
    """Write the label's workbook to `path`, with every date counted from `today`."""
    write_sheets(path, sheets(today))


def write_sheets(path: Path, plan: Iterable[Sheet]) -> None:
    """Write any sheets as a workbook of the same looks."""
    from openpyxl import Workbook

    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    for sheet in plan:
        _write_sheet(book.create_sheet(sheet.name), sheet)
    book.save(path)


def _write_sheet(target: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    header_row = 1
    if sheet.title:
        heading = target.cell(1, 1, sheet.title)
        heading.font = Font(bold=True, size=14)
        header_row = 3
    for column, name in enumerate(sheet.columns, 1):
        head = target.cell(header_row, column, name)
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor="3B4A6B")
        head.alignment = Alignment(vertical="top", wrap_text=True)
    for offset, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row, 1):
            if value in (None, ""):
                continue
            cell = target.cell(header_row + offset, column, value)
            if isinstance(value, date):
                cell.number_format = "d mmm yyyy"
    for column, name in enumerate(sheet.columns, 1):
        longest = max([len(name), *(len(str(row[column - 1] or "")) for row in sheet.rows)])
        target.column_dimensions[get_column_letter(column)].width = min(44, max(12, longest + 2))
    for name, options in sheet.choices:
        letter = get_column_letter(sheet.columns.index(name) + 1)
        choice = DataValidation(type="list", formula1='"' + ",".join(options) + '"', allow_blank=True)
        target.add_data_validation(choice)
        choice.add(f"{letter}{header_row + 1}:{letter}{header_row + len(sheet.rows)}")
    target.freeze_panes = f"B{header_row + 1}"
