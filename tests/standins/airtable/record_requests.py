"""Requests about records: list, read, create, update, upsert, delete."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.standins.airtable.asked import Asked
from tests.standins.airtable.cells import value
from tests.standins.airtable.queries import Query, named_field, options_of, page, read_query, shown_record
from tests.standins.airtable.refusals import (
    forbidden_or_missing,
    invalid_request,
    missing_field,
    no_such_row,
    record_not_found,
    refusal,
)
from tests.standins.airtable.row import Record
from tests.standins.airtable.settings import Role
from tests.standins.airtable.table import Table
from tests.standins.airtable.transactions import Origin
from tests.standins.airtable.writing import accepted

_BATCH = 10
_BODY = frozenset({"records", "fields", "typecast", "returnFieldsByFieldId", "performUpsert", "id"})


def list_records(asked: Asked) -> Any:
    asked.need("data.records:read", Role.READ)
    return page(asked.table, options_of(asked.request), asked.airtable.iterators)


def list_records_by_post(asked: Asked) -> Any:
    asked.need("data.records:read", Role.READ)
    return page(asked.table, asked.body, asked.airtable.iterators)


def get_record(asked: Asked) -> Any:
    asked.need("data.records:read", Role.READ)
    options = options_of(asked.request)
    if not options.keys() <= {"cellFormat", "returnFieldsByFieldId", "timeZone", "userLocale"}:
        raise invalid_request()
    return shown_record(asked.table, record_of(asked), read_query(asked.table, options))


def record_of(asked: Asked) -> Record:
    """Return the record that the path names. Raises `Refusal`."""
    found = asked.table.records.get(asked.part("record"))
    if found is None:
        raise forbidden_or_missing() if asked.airtable.settings.masks_missing else record_not_found()
    return found


def create_records(asked: Asked) -> Any:
    asked.need("data.records:write", Role.EDIT)
    query, typecast = _written(asked)
    with _atomic(asked):
        if "records" not in asked.body:
            return shown_record(asked.table, _create(asked, _fields(asked.body), typecast), query)
        cells = [_fields(row) for row in _rows(asked)]
        stored = [_accepted(asked, one, typecast) for one in cells]
        made = [asked.table.insert(one, asked.token.user) for one in stored]
        return {"records": [shown_record(asked.table, record, query) for record in made]}


def update_records(asked: Asked) -> Any:
    asked.need("data.records:write", Role.EDIT)
    query, typecast = _written(asked)
    rows = _rows(asked)
    with _atomic(asked):
        if "performUpsert" in asked.body:
            return _upsert(asked, rows, query, typecast)
        found = [_known(asked.table, row) for row in rows]
        stored = [_accepted(asked, _fields(row), typecast) for row in rows]
        for record, cells in zip(found, stored, strict=True):
            _update(asked, record, cells)
        return {"records": [shown_record(asked.table, record, query) for record in found]}


def update_record(asked: Asked) -> Any:
    asked.need("data.records:write", Role.EDIT)
    query, typecast = _written(asked)
    record = record_of(asked)
    with _atomic(asked):
        _update(asked, record, _accepted(asked, _fields(asked.body), typecast))
    return shown_record(asked.table, record, query)


def delete_records(asked: Asked) -> Any:
    asked.need("data.records:write", Role.EDIT)
    ids = asked.request.every("records[]") or asked.request.every("records")
    if not 1 <= len(ids) <= _BATCH:
        raise invalid_request()
    found = [_known(asked.table, {"id": key}) for key in ids]
    with _atomic(asked):
        for record in found:
            asked.table.remove(record)
    return {"records": [{"deleted": True, "id": record.id} for record in found]}


def delete_record(asked: Asked) -> Any:
    asked.need("data.records:write", Role.EDIT)
    record = record_of(asked)
    with _atomic(asked):
        asked.table.remove(record)
    return {"deleted": True, "id": record.id}


@contextmanager
def _atomic(asked: Asked) -> Iterator[None]:
    """One transaction of the API; options that typecast made are taken back where the request fails."""
    choices = [(field, list(field.choices)) for field in asked.table.fields.values()]
    try:
        with asked.base.action(asked.token.user, Origin.PUBLIC_API):
            yield
    except Exception:
        for field, were in choices:
            field.choices[:] = were
        raise


def _written(asked: Asked) -> tuple[Query, bool]:
    if not asked.body.keys() <= _BODY:
        raise invalid_request()
    by_id = bool(asked.body.get("returnFieldsByFieldId"))
    return read_query(asked.table, {"returnFieldsByFieldId": by_id}), bool(asked.body.get("typecast"))


def _rows(asked: Asked) -> list[dict[str, Any]]:
    rows = asked.body.get("records")
    if rows is None:
        raise missing_field("records")
    if not isinstance(rows, list) or not 1 <= len(rows) <= _BATCH or not all(isinstance(row, dict) for row in rows):
        raise invalid_request()
    return rows


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    fields = row.get("fields")
    if not isinstance(fields, dict):
        raise missing_field("fields")
    return fields


def _accepted(asked: Asked, cells: dict[str, Any], typecast: bool) -> dict[str, Any]:
    may_create = asked.base.role(asked.token.user) >= Role.CREATE
    return accepted(asked.table, cells, typecast=typecast, may_create=may_create)


def _known(table: Table, row: dict[str, Any]) -> Record:
    key = row.get("id")
    if not isinstance(key, str):
        raise missing_field("id")
    if key not in table.records:
        raise no_such_row(key)
    return table.records[key]


def _create(asked: Asked, cells: dict[str, Any], typecast: bool) -> Record:
    return asked.table.insert(_accepted(asked, cells, typecast), asked.token.user)


def _update(asked: Asked, record: Record, cells: dict[str, Any]) -> None:
    if asked.request.method == "PUT":  # clears what is not written
        empty = {key: None for key, field in asked.table.fields.items() if not field.computed}
        cells = empty | cells
    asked.table.change(record, cells, asked.token.user)


def _upsert(asked: Asked, rows: list[dict[str, Any]], query: Query, typecast: bool) -> Any:
    merge_on = (asked.body["performUpsert"] or {}).get("fieldsToMergeOn")
    if not isinstance(merge_on, list) or not 1 <= len(merge_on) <= 3:
        raise invalid_request()
    targets = [_known(asked.table, row) if "id" in row else _match(asked.table, _fields(row), merge_on) for row in rows]
    stored = [_accepted(asked, _fields(row), typecast) for row in rows]
    found: list[Record] = []
    for target, cells in zip(targets, stored, strict=True):
        if target is not None:
            _update(asked, target, cells)
        found.append(target or asked.table.insert(cells, asked.token.user))
    return {
        "createdRecords": [record.id for record, target in zip(found, targets, strict=True) if target is None],
        "updatedRecords": [record.id for record, target in zip(found, targets, strict=True) if target is not None],
        "records": [shown_record(asked.table, record, query) for record in found],
    }


def _match(table: Table, cells: dict[str, Any], merge_on: list[str]) -> Record | None:
    if not set(merge_on) <= cells.keys():
        raise missing_field(next(name for name in merge_on if name not in cells))
    fields = [(named_field(table, name), cells[name]) for name in merge_on]
    found = [
        record
        for record in table.records.values()
        if all(value(table, record, field) == wanted for field, wanted in fields)
    ]
    if len(found) > 1:
        raise refusal(422, "INVALID_VALUE_FOR_COLUMN", "Cannot update more than one record with the same merge values")
    return found[0] if found else None
