"""Records and tables as JSON text and back, exactly: what the store keeps of a source's last complete picture."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import astuple
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from connectors.record import (
    Cell,
    Column,
    ColumnType,
    FileCell,
    LinkCell,
    Marks,
    OwnComment,
    PersonCell,
    Record,
    Table,
)
from rules.model import Ref, Unknown

_PARTS: Mapping[str, Callable[..., PersonCell | LinkCell | FileCell]] = {
    "person": PersonCell,
    "link": LinkCell,
    "file": FileCell,
}


def tables_to_text(tables: tuple[Table, ...]) -> str:
    """Return tables as text."""
    return _dumped([[t.id, t.title, t.url, [astuple(column) for column in t.columns]] for t in tables])


def tables_from_text(text: str) -> tuple[Table, ...]:
    """Return the tables that `tables_to_text` wrote."""
    return tuple(
        Table(table, title, tuple(_column(*column) for column in columns), url)
        for table, title, url, columns in json.loads(text)
    )


def records_to_text(records: tuple[Record, ...]) -> str:
    """Return records as text."""
    return _dumped(
        [
            [
                [r.ref.tool, r.ref.container, r.ref.record, r.ref.url],
                {column: _cell_out(cell) for column, cell in r.cells.items()},
                _marks_out(r.marks),
                r.edited_at.isoformat() if r.edited_at else None,
            ]
            for r in records
        ]
    )


def records_from_text(text: str) -> tuple[Record, ...]:
    """Return the records that `records_to_text` wrote."""
    return tuple(
        Record(
            Ref(*ref),
            {column: _cell_in(cell) for column, cell in cells.items()},
            _marks_in(marks),
            datetime.fromisoformat(edited) if edited else None,
        )
        for ref, cells, marks, edited in json.loads(text)
    )


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _column(id: str, name: str, type: str, options: list[str], *more: Any) -> Column:  # noqa: A002
    # What an older version stored knows fewer things of a column.
    return Column(id, name, ColumnType(type), tuple(options), *more)


def _cell_out(cell: Cell) -> object:
    """Return a cell as JSON: text, yes/no and empty stand for themselves, everything else says what it is."""
    if cell is None or isinstance(cell, str | bool):
        return cell
    if isinstance(cell, Decimal):
        return ["number", str(cell)]
    if isinstance(cell, datetime):
        return ["moment", cell.isoformat()]
    if isinstance(cell, date):
        return ["date", cell.isoformat()]
    if isinstance(cell, Unknown):
        return ["unknown", cell.name]
    if not cell:
        return ["texts"]
    first = cell[0]
    kind = next((name for name, part in _PARTS.items() if isinstance(part, type) and isinstance(first, part)), "texts")
    return [kind, *(part if isinstance(part, str) else astuple(part) for part in cell)]


def _cell_in(value: Any) -> Cell:
    if value is None or isinstance(value, str | bool):
        return value
    if not isinstance(value, list):
        raise ValueError("no cell")
    kind, *rest = value
    match kind:
        case "number":
            return Decimal(rest[0])
        case "moment":
            return datetime.fromisoformat(rest[0])
        case "date":
            return date.fromisoformat(rest[0])
        case "unknown":
            return Unknown[rest[0]]
        case "texts":
            return tuple(rest)
        case _:
            return tuple(_PARTS[kind](*part) for part in rest)  # type: ignore[return-value]


def _marks_out(marks: Marks) -> list[object]:
    comment = marks.comment
    if isinstance(comment, Unknown):
        return [marks.flag, marks.gaps, comment.name]
    return [marks.flag, marks.gaps, [comment.id, comment.body] if comment else None]


def _marks_in(value: list[Any]) -> Marks:
    flag, gaps, comment = value
    if isinstance(comment, str):
        return Marks(flag, gaps, Unknown[comment])
    return Marks(flag, gaps, OwnComment(*comment) if comment else None)
