"""Looking around in an Airtable base: its tables, some records of them, and our fields there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property

from connectors.airtable.bases import base_seen
from connectors.airtable.client import Airtable
from connectors.airtable.errors import NotAccepted, TokenRefused
from connectors.airtable.own_columns import Body, by_name, making, names_taken, standing
from connectors.airtable.records import record_of
from connectors.airtable.rows import PAGE_SIZE
from connectors.airtable.schema import Field, TableShape, field_of, tables_in
from connectors.airtable.wording import Scope, grant
from connectors.calls.patience import ATTEMPTS
from connectors.errors import AccessDenied, NotShared, OutcomeUnknown, SourceMissing, WriteFailed
from connectors.explore import OwnColumns
from connectors.link_titles import with_links_told
from connectors.record import Pull, Record, Table

_NAME_TAKEN = "DUPLICATE_OR_EMPTY_FIELD_NAME"


class AirtableExplorer:
    """Sees the tables of one base. Their fields take one request, whatever is asked of them."""

    def __init__(self, airtable: Airtable, bound: Iterable[OwnColumns] = ()) -> None:
        """`bound` are the fields of ours that settings name already."""
        self._airtable = airtable
        self._bound = {columns.table: columns for columns in bound}
        self._shapes: dict[str, TableShape] = {}

    @property
    def place(self) -> str:
        return self._place

    def survey(self) -> tuple[Table, ...]:
        """Return every table."""
        self._read()
        return tuple(shape.table for shape in self._shapes.values())

    def sample(self, tables: Sequence[Table]) -> Pull:
        """Return the first hundred records of each table."""
        before = self._airtable.requests
        records = (record for table in tables for record in self._rows(table))
        told = with_links_told(records, {table.id: self._shape(table).primary for table in tables})
        return Pull(
            tables=tuple(tables),
            records=told,
            read_at=self._airtable.server_time or datetime.min.replace(tzinfo=UTC),
            complete=False,
            requests=self._airtable.requests - before,
            error="only a sample was read",
        )

    def own_columns(self, tables: Sequence[Table]) -> tuple[OwnColumns, ...]:
        """Return which of our fields each table has; what the survey saw is not read again."""
        return tuple(self._ours(self._shape(table)) for table in tables)

    def make_columns(self, table: Table) -> OwnColumns:
        """Make whichever of our fields is missing. Raises `WriteFailed` when a field of another type bears its name.

        Where an answer was lost it looks before it asks again; Airtable itself takes no second field of one name.
        """
        for _ in range(ATTEMPTS):
            shape = self._shape(table)
            have = self._ours(shape)
            if have.complete:
                return have
            if taken := names_taken(shape, have):
                names = " and ".join(f"“{name}”" for name in taken)
                raise WriteFailed(
                    f"“{table.title}” has a field {names} of another type, and it was left as it is",
                    hint="Rename that field in Airtable, then try again.",
                )
            made = [self._made(table, body) for body in making(have)]
            if all(field.id for field in made):
                fields = {**shape.fields, **{field.id: field for field in made}}
                self._shapes[table.id] = replace(shape, fields=fields)
            else:
                self._read()
        raise WriteFailed(
            f"Airtable did not make our fields in “{table.title}”", hint="Try again; nothing is made twice."
        )

    def _ours(self, shape: TableShape) -> OwnColumns:
        bound = self._bound.get(shape.table.id, OwnColumns(shape.table.id))
        return standing(bound, shape).filled_from(by_name(shape))

    @cached_property
    def _place(self) -> str:
        seen = base_seen(self._airtable)
        return (seen and seen.name) or self._airtable.base

    def _made(self, table: Table, body: Body) -> Field:
        """Ask for one field and return it; without an id where only the table can show whether it is there."""
        path = f"meta/bases/{self._airtable.base}/tables/{table.id}/fields"
        try:
            return field_of(self._airtable.create(path, body))
        except OutcomeUnknown:
            return field_of({})
        except NotAccepted as refused:
            if refused.code != _NAME_TAKEN:
                raise
            return field_of({})
        except TokenRefused:
            raise
        except (AccessDenied, NotShared):
            raise AccessDenied(
                f"Airtable does not let the token make fields in “{table.title}”",
                hint=f"To have them made, {grant(Scope.WRITE_SCHEMA)}. Both may be taken back afterwards.",
            ) from None

    def _rows(self, table: Table) -> Iterator[Record]:
        shape = self._shape(table)
        answer = self._airtable.records(table.id, {"page_size": PAGE_SIZE, "use_field_ids": True})
        for raw in answer.get("records", ()):
            read = record_of(raw, shape, OwnColumns(table.id))
            if read is not None:
                yield read.record

    def _shape(self, table: Table) -> TableShape:
        if table.id not in self._shapes:
            self._read()
        if table.id not in self._shapes:
            raise SourceMissing(f"“{table.title}” is not in the base any more", hint="Look for it in Airtable.")
        return self._shapes[table.id]

    def _read(self) -> None:
        answer = self._airtable.read(f"meta/bases/{self._airtable.base}/tables")
        self._shapes = {shape.table.id: shape for shape in tables_in(answer, self._airtable.base)}
