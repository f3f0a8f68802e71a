"""What one action changed in a base, gathered while it happens, for webhooks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tests.standins.airtable.cells import webhook_value
from tests.standins.airtable.people import User
from tests.standins.airtable.row import Record

if TYPE_CHECKING:
    from tests.standins.airtable.table import Table


class Origin(StrEnum):
    """Where a change came from, in the webhooks' words."""

    CLIENT = "client"
    PUBLIC_API = "publicApi"
    AUTOMATION = "automation"
    FORM = "formSubmission"
    SYSTEM = "system"


@dataclass(slots=True)
class Created:
    """A record that was made."""

    at: datetime
    cells: dict[str, Any]


@dataclass(slots=True)
class Edited:
    """The cells of a record before and after, by field id, in V2; `changed` are those that differ."""

    before: dict[str, Any]
    after: dict[str, Any]
    changed: tuple[str, ...]


@dataclass(slots=True)
class TableChange:
    """What one action changed in one table. Pairs are (before, after)."""

    created: dict[str, Created] = field(default_factory=dict)
    edited: dict[str, Edited] = field(default_factory=dict)
    destroyed: list[str] = field(default_factory=list)
    new_fields: dict[str, dict[str, str]] = field(default_factory=dict)
    fields: dict[str, tuple[dict[str, str], dict[str, str]]] = field(default_factory=dict)
    lost_fields: list[str] = field(default_factory=list)
    metadata: tuple[dict[str, str], dict[str, str]] | None = None


class Transaction:
    """One action. Whoever changes a record calls `touch` first; cells are compared when the action ends.

    Computed cells of the touched records and of the records linked to them are compared too, one link deep.
    """

    def __init__(self, number: int, at: datetime, origin: Origin, user: User, *, watched: bool) -> None:
        self.number = number
        self.at = at
        self.origin = origin
        self.user = user
        self._watched = watched
        self.tables: dict[str, TableChange] = {}
        self.new_tables: list[Table] = []
        self.lost_tables: list[str] = []
        self._before: dict[tuple[Table, str], dict[str, Any]] = {}
        self._made: list[tuple[Table, Record]] = []

    def of(self, table: Table) -> TableChange:
        """Return what is known to have changed in a table."""
        return self.tables.setdefault(table.id, TableChange())

    def touch(self, table: Table, record: Record) -> None:
        """Remember a record as it is, with its neighbours; nothing is remembered where nobody watches."""
        if not self._watched:
            return
        for place, near in ((table, record), *table.neighbours(record)):
            if (place, near.id) not in self._before:
                self._before[place, near.id] = _cells(place, near)

    def made(self, table: Table, record: Record) -> None:
        """Note a new record."""
        if self._watched:
            self._made.append((table, record))

    def lost(self, table: Table, record: Record) -> None:
        """Note a deleted record."""
        self.of(table).destroyed.append(record.id)

    def close(self) -> None:
        """Compare what was touched with what is there now."""
        new = {(table, record.id) for table, record in self._made}
        for table, record in self._made:
            if record.id in table.records:
                cells = {key: cell for key, cell in _cells(table, record).items() if cell is not None}
                self.of(table).created[record.id] = Created(record.created, cells)
        for (table, key), before in self._before.items():
            if (table, key) in new or key not in table.records or table.id not in table.base.tables:
                continue
            after = _cells(table, table.records[key])
            changed = tuple(field for field in after if field in before and _differ(before[field], after[field]))
            if changed:
                self.of(table).edited[key] = Edited(before, after, changed)


def _differ(before: Any, after: Any) -> bool:
    return bool(_without_names(before) != _without_names(after))


def _without_names(cell: Any) -> Any:
    """Links and options count by their ids: another title of the record behind a link is no change of the link."""
    if isinstance(cell, list):
        return [_without_names(one) for one in cell]
    return cell["id"] if isinstance(cell, dict) and "id" in cell else cell


def _cells(table: Table, record: Record) -> dict[str, Any]:
    return {field.id: webhook_value(table, record, field) for field in table.fields.values()}
