"""One record as the records API lists it (`returnFieldsByFieldId`) into a `Record` with what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from connectors.airtable.plain import plain
from connectors.airtable.schema import SITE, TOOL, TableShape
from connectors.airtable.single import Flaw
from connectors.airtable.values import cell_of
from connectors.explore import OwnColumns
from connectors.record import Cell, Marks, Record
from rules.model import Ref, Unknown, Unreadable


@dataclass(frozen=True, slots=True)
class RecordRead:
    """One record, and its values that could not be read."""

    record: Record
    unreadable: tuple[Unreadable, ...] = ()


def record_of(raw: object, shape: TableShape, own: OwnColumns) -> RecordRead | None:
    """Return a record of the table; `None` for something that is no record.

    A comment of ours is looked for only where the record was listed with its `commentCount` and that is not zero.
    """
    if not isinstance(raw, dict) or not isinstance(id_ := raw.get("id"), str) or not id_:
        return None
    values = raw.get("fields")
    if not isinstance(values, dict):
        values = {}
    ref = Ref(TOOL, shape.table.id, id_, f"{SITE}/{shape.base}/{shape.table.id}/{id_}")
    ours = {own.flag, own.gaps}
    cells: dict[str, Cell] = {}
    unreadable: list[Unreadable] = []
    for field in shape.fields.values():
        if field.id in ours:
            continue
        cell = cell_of(values.get(field.id), field)
        if isinstance(cell, Flaw):
            unreadable.append(Unreadable(ref, field.name, cell.text, cell.reason))
            cell = Unknown.UNREADABLE
        if cell is not None:
            cells[field.id] = cell
    comment = None if raw.get("commentCount") == 0 else Unknown.UNSEEN
    marks = Marks(_shown(values, own.flag), _shown(values, own.gaps), comment)
    return RecordRead(Record(ref, cells, marks), tuple(unreadable))


def _shown(values: Mapping[str, Any], column: str) -> str | None:
    """Return a text of ours as it stands: the plan compares it with what it would write."""
    value = values.get(column) if column else None
    return (plain(value) or None) if isinstance(value, str) else None
