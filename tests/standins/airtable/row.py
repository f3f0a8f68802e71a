"""Records with their comments and attachments, and the row that computed fields and views look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.standins.airtable.people import User

if TYPE_CHECKING:
    from tests.standins.airtable.table import Table


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attached file. Its address is made anew whenever it is shown."""

    id: str
    filename: str
    size: int | None = None
    type: str = ""


@dataclass(slots=True, eq=False)
class Comment:
    """One comment, in its stored form: mentions are ids."""

    id: str
    author: User
    text: str
    created: datetime
    updated: datetime | None = None
    parent: str = ""


@dataclass(slots=True, eq=False)
class Record:
    """One record. `cells` holds by field id what people wrote: option ids, account ids, record ids, plain values."""

    id: str
    number: int
    created: datetime
    created_by: User
    modified: datetime
    """Last edit of a field that people can write; the creation counts."""
    modified_by: User | None
    """None in a base that was duplicated, where the recordings show no last editor."""
    cells: dict[str, Any] = field(default_factory=dict)
    edits: dict[str, tuple[datetime, User]] = field(default_factory=dict)
    """By field id: the last edit of that cell."""
    comments: list[Comment] = field(default_factory=list)


class Row:
    """A record as a formula sees it: `row["Name"]` is the cell's value, `row.rows("Tracks")` are the linked rows."""

    def __init__(self, table: Table, record: Record) -> None:
        self._table = table
        self._record = record

    @property
    def id(self) -> str:
        """The record's id."""
        return self._record.id

    def __getitem__(self, name: str) -> Any:
        from tests.standins.airtable.cells import value

        return value(self._table, self._record, self._table.field(name))

    def rows(self, name: str) -> list[Row]:
        """Return the rows behind a link field."""
        field = self._table.field(name)
        linked = self._table.base.tables[field.options["linkedTableId"]]
        return [Row(linked, linked.records[key]) for key in (self._record.cells.get(field.id) or ())]
