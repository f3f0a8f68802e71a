"""Reading the labelled schemas: one text, tables under "==", a header row of "Name:type > meaning", rows below.

A column without a meaning must not be bound. "role" is a role column, "work:KIND" a deliverable that is a column; a
slash parts meanings that are equally right. The cells are typed as a workbook or the declared column types would.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from connectors.mapping.meanings import Subject
from connectors.record import Cell, Column, ColumnType, FileCell, LinkCell, PersonCell, Record, Table
from rules.model import Ref


@dataclass(frozen=True, slots=True)
class LabelledTable:
    table: Table
    records: tuple[Record, ...]
    subject: Subject | None
    meanings: dict[str, str]
    """The right meaning by column id; columns without one are left out."""


@dataclass(frozen=True, slots=True)
class Schema:
    name: str
    tables: tuple[LabelledTable, ...]


def schemas(text: str) -> Iterator[Schema]:
    """Yield the schemas of one text."""
    for block in text.strip().removeprefix("## ").split("\n## "):
        name, _, body = block.partition("\n")
        yield Schema(name.strip(), tuple(_tables(body)))


def _tables(body: str) -> Iterator[LabelledTable]:
    for block in body.strip().removeprefix("== ").split("\n== "):
        head, names, *rows = block.strip().split("\n")
        title, _, subject = (part.strip() for part in head.rpartition(":"))
        labelled = [_column(place, name) for place, name in enumerate(names.split("|"))]
        columns = tuple(column for column, _ in labelled)
        yield LabelledTable(
            Table(title, title, columns),
            tuple(_record(title, number, columns, row) for number, row in enumerate(rows, start=1)),
            Subject(subject) if subject else None,
            {column.id: meaning for column, meaning in labelled if meaning},
        )


def _column(place: int, text: str) -> tuple[Column, str]:
    name, _, meaning = (part.strip() for part in text.partition(" > "))
    name, _, kind = name.rpartition(":") if ":" in name and name.rpartition(":")[2][:1].islower() else (name, "", "")
    if kind in ("in", "e"):
        name, kind = f"{name}:{kind}", ""
    kind, _, target = kind.partition("(")
    return Column(f"c{place}", name, ColumnType(kind or "text"), relates_to=target.rstrip(")")), meaning


def _record(title: str, number: int, columns: tuple[Column, ...], row: str) -> Record:
    cells = [cell.strip() for cell in row.split("|")]
    return Record(
        Ref("workbook", title, str(number)),
        {column.id: _cell(column, text) for column, text in zip(columns, cells, strict=True)},
    )


def _cell(column: Column, text: str) -> Cell:
    if not text:
        return None
    match column.type:
        case ColumnType.PEOPLE:
            return (PersonCell(text, text),)
        case ColumnType.RELATION:
            return tuple(LinkCell(part) for part in text.split(";"))
        case ColumnType.FILES:
            return (FileCell(text),)
        case ColumnType.MULTI_SELECT:
            return tuple(text.split(","))
    if text in ("TRUE", "FALSE"):
        return text == "TRUE"
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return text if text.startswith("0") and "." not in text else Decimal(text)
    except InvalidOperation:
        return text
