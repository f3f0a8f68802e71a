"""Calling the command line inside this process, and small plans to call it on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import openpyxl

RELEASES: Sequence[Sequence[Any]] = (
    ("Release", "Release Date", "Type", "Brief"),
    (
        "Night Bus",
        date(2026, 10, 30),
        "Single",
        "This is a single. The goal is 500 pre-saves. The message is: go home.",
    ),
)
COLUMNS = ("Deliverable", "Release", "Owner", "Status", "Due date", "Depends on")
HEALTHY: Sequence[Sequence[Any]] = (
    COLUMNS,
    ("Final master", "Night Bus", "Jo Park", "In progress", date(2026, 9, 10), ""),
    ("Cover artwork", "Night Bus", "Jo Park", "In progress", date(2026, 9, 11), ""),
    ("Distributor upload", "Night Bus", "Jo Park", "Not started", date(2026, 9, 18), "Final master, Cover artwork"),
    ("Editorial pitch", "Night Bus", "Jo Park", "Not started", date(2026, 9, 28), "Distributor upload"),
    ("Launch posts", "Night Bus", "Jo Park", "Not started", date(2026, 10, 29), "Cover artwork"),
)


@dataclass(frozen=True)
class Ended:
    """What one call of the command line came to. `err` is what it said to a person, without the log."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Cli(Protocol):
    """Calls the command line with arguments."""

    def __call__(self, *arguments: str | Path) -> Ended: ...


def write_sheets(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Write a workbook with these rows by sheet."""
    book = openpyxl.Workbook()
    if book.active is not None:
        book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([value if value != "" else None for value in row])
    book.save(path)
    return path


def with_cells(rows: Sequence[Sequence[Any]], cells: Mapping[tuple[str, str], Any]) -> list[list[Any]]:
    """Return rows of deliverables with some cells, by title and column name, as given."""
    changed = [list(row) for row in rows]
    for (title, column), value in cells.items():
        row = next(row for row in changed if row[0] == title)
        row[changed[0].index(column)] = value
    return changed


def write_plan(path: Path, cells: Mapping[tuple[str, str], Any] | None = None) -> Path:
    """Write a small plan that is in order but for the given cells."""
    return write_sheets(path, {"Releases": RELEASES, "Deliverables": with_cells(HEALTHY, cells or {})})


NOBODY = {("Final master", "Owner"): ""}
"""What makes one blocker of the small plan: OWN001 on the master."""

MakePlan = Callable[..., Path]
"""Writes a small plan and its settings, and returns the settings file."""


def cells_of(path: Path) -> dict[str, list[tuple[str, Any, str, str]]]:
    """Return every filled or commented cell by sheet: place, value, data type, comment."""
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [
            (cell.coordinate, cell.value, cell.data_type, cell.comment.text if cell.comment else "")
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None or cell.comment
        ]
        for sheet in book.worksheets
    }
