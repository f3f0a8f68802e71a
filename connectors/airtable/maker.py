"""Airtable as a place where rows are made: ten records at once, looked for before they are sent again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from connectors.airtable.batches import MOST
from connectors.airtable.client import Airtable, Json
from connectors.airtable.errors import NotAccepted
from connectors.airtable.new_values import fields_of
from connectors.airtable.records import record_of
from connectors.airtable.rows import all_rows
from connectors.airtable.schema import SITE, TOOL, TableShape, tables_in
from connectors.airtable.wording import Scope, grant
from connectors.calls.patience import ATTEMPTS
from connectors.errors import AccessDenied, NotShared, OutcomeUnknown, WriteFailed
from connectors.explore import OwnColumns
from connectors.making import RowToMake, levels, says
from connectors.online_maker import SETTLING, OnlineMaker
from rules.model import Ref


class AirtableMaker(OnlineMaker):
    """Makes records in the tables of one base. Airtable saves a batch whole or not at all."""

    def __init__(self, name: str, airtable: Airtable) -> None:
        """`name` is the source's name in the settings."""
        super().__init__(name, airtable, MOST)
        self._airtable = airtable
        self._shapes: Mapping[str, TableShape] = {}

    def cost(self, rows: Iterable[RowToMake]) -> int:
        """Return one request for each batch, and one for the fields of the base."""
        batches = sum(1 for _ in levels(rows, MOST))
        return batches + (1 if batches and not self._shapes else 0)

    def _made(self, rows: Sequence[RowToMake]) -> list[Ref]:
        shape = self._shape(rows[0])
        known: dict[str, str] = {}
        attempts = ATTEMPTS
        while left := [row for row in rows if row.key not in known]:
            attempts -= 1
            try:
                known |= self._sent(left, shape)
            except OutcomeUnknown:
                found = self._found(left, shape)
                if not found:
                    self._airtable.rest(SETTLING)
                    found = self._found(left, shape)
                known |= found
                if not found and not attempts:
                    raise
        return [_ref(shape, known[row.key]) for row in rows]

    def _sent(self, rows: Sequence[RowToMake], shape: TableShape) -> dict[str, str]:
        body: Json = {"records": [{"fields": fields_of(row, shape)} for row in rows]}
        try:
            answer = self._airtable.create(f"{shape.base}/{shape.table.id}", body)
        except NotAccepted as refused:
            names = ", ".join(f"“{row.title}”" for row in rows)
            raise WriteFailed(
                f"Airtable takes no rows {names} in “{shape.table.title}”: “{refused.said or refused.code}”"
            ) from None
        except (AccessDenied, NotShared):
            raise AccessDenied(
                f"Airtable does not let the token make records in “{shape.table.title}”",
                hint=f"To allow it, {grant(Scope.WRITE_RECORDS)}.",
            ) from None
        ids = [_id(raw) for raw in answer.get("records") or ()]
        if len(ids) != len(rows) or not all(ids):
            raise OutcomeUnknown("Airtable took rows and did not say what they are called")
        return {row.key: id_ for row, id_ in zip(rows, ids, strict=True)}

    def _found(self, rows: Sequence[RowToMake], shape: TableShape) -> dict[str, str]:
        """Return the ids of the records that say all that the rows were to say, by the rows' keys."""
        columns = {column for row in rows for column in row.values}
        found: dict[str, str] = {}
        for raw in reversed(all_rows(self._airtable, shape.table.id, columns)):
            read = record_of(raw, shape, OwnColumns(shape.table.id))
            if read is None:
                continue
            record = read.record
            for row in rows:
                if row.key not in found and all(says(record.cells.get(c), value) for c, value in row.values.items()):
                    found[row.key] = record.ref.record
                    break
        return found

    def _shape(self, row: RowToMake) -> TableShape:
        if not self._shapes:
            answer = self._airtable.read(f"meta/bases/{self._airtable.base}/tables")
            self._shapes = {shape.table.id: shape for shape in tables_in(answer, self._airtable.base)}
        shape = self._shapes.get(row.table)
        if shape is None:
            raise WriteFailed(f"“{row.title}” was not made: its table is gone", hint="Run streetdate doctor.")
        return shape


def _id(raw: Any) -> str:
    found = raw.get("id") if isinstance(raw, dict) else None
    return found if isinstance(found, str) else ""


def _ref(shape: TableShape, record: str) -> Ref:
    return Ref(TOOL, shape.table.id, record, f"{SITE}/{shape.base}/{shape.table.id}/{record}")
