"""Small tables as a connector would hand them over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import Subject
from connectors.normalize.normalized import Normalized
from connectors.normalize.source import normalize
from connectors.record import Cell, Column, Pull, Record, Table
from rules.model import Ref

NOW = datetime(2026, 8, 3, 10, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")

Rows = Sequence[Mapping[str, Cell]]


def records(rows: Rows, sheet: str = "Plan", tool: str = "workbook") -> tuple[Record, ...]:
    """Return one record per row, numbered from 1 unless the row has an "id"."""
    return tuple(
        Record(Ref(tool, sheet, str(row.get("id", n))), {k: v for k, v in row.items() if k != "id"})
        for n, row in enumerate(rows, 1)
    )


def table(rows: Rows, sheet: str = "Plan") -> Table:
    """Return a table whose columns are everything that any row has."""
    names = dict.fromkeys(name for row in rows for name in row if name != "id")
    return Table(sheet, sheet, tuple(Column(name, name) for name in names))


def bound(rows: Rows, subject: Subject, sheet: str = "Plan", **facts: Any) -> TableBinding:
    """Return a binding in which every column is called what it means, unless `facts` say otherwise."""
    names = {name for row in rows for name in row if name != "id"}
    facts.setdefault("columns", {name: name for name in names})
    return TableBinding(sheet, subject, **facts)


def read(rows: Rows, subject: Subject = Subject.DELIVERABLES, **facts: Any) -> Normalized:
    """Return one table normalized."""
    pull = Pull((table(rows),), records(rows), NOW)
    return normalize("plan", "workbook", pull, [bound(rows, subject, **facts)], BERLIN)


def said(found: Normalized) -> list[tuple[str, str]]:
    """Return the field and reason of everything that could not be read."""
    return [(value.field, value.reason) for value in found.read.unreadable]
