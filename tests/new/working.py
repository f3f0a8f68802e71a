"""A team that does its work on the day on which it is due, and writes that into the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet


class _Sheet:
    """A sheet by the names of its columns."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self.columns = {str(cell.value): number for number, cell in enumerate(sheet[1], 1)}

    def rows(self) -> Iterator[int]:
        return iter(range(2, self._sheet.max_row + 1))

    def get(self, row: int, column: str) -> Any:
        value = self._sheet.cell(row, self.columns[column]).value if column in self.columns else None
        return value.date() if isinstance(value, datetime) else value

    def put(self, row: int, **said: Any) -> None:
        for name, value in said.items():
            if (column := self.columns.get(name.replace("_", " "))) is not None:
                self._sheet.cell(row, column, value)


def work_until(path: Path, release: str, day: date) -> None:
    """Do everything of a release that is due by the end of a day: call it done, decide about it, hand it on."""
    book = openpyxl.load_workbook(path)
    sheets = {name: _Sheet(book[name]) for name in book.sheetnames}
    work = sheets["Deliverables"]
    done: dict[str, date] = {}
    for row in work.rows():
        due = work.get(row, "Due date")
        if work.get(row, "Release") == release and isinstance(due, date) and due <= day:
            done[work.get(row, "Deliverable")] = due
            work.put(row, Status="Done", Decision="Approved" if work.get(row, "Approver") else None)
    for row in sheets["Handoffs"].rows() if "Handoffs" in sheets else ():
        handoffs = sheets["Handoffs"]
        if handoffs.get(row, "Release") == release and handoffs.get(row, "From deliverable") in done:
            on = done[handoffs.get(row, "From deliverable")]
            handoffs.put(row, Sent_on=on, Received_on=on)
    for row in sheets["Gates"].rows() if "Gates" in sheets else ():
        gates = sheets["Gates"]
        if gates.get(row, "Release") == release and gates.get(row, "Deliverable") in done:
            on = done[gates.get(row, "Deliverable")]
            gates.put(row, Decision="Approved", Decided_by=gates.get(row, "Approver"), Decided_on=on)
    for row in sheets["Tracks"].rows() if "Tracks" in sheets and "Metadata" in done else ():
        sheets["Tracks"].put(row, ISRC=f"DEA1B27{row:05}")
    book.save(path)
    book.close()
