"""A changed record as a webhook tells it, in the shape in which the records API lists it: that saves fetching it.

The webhooks' shapes are documented and were never recorded, so whatever is not exactly as expected is fetched instead.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from connectors.airtable.client import Json
from connectors.airtable.payloads import Told
from connectors.airtable.schema import Field, TableShape

_AS_LISTED = frozenset(
    {"singleLineText", "multilineText", "richText", "email", "phoneNumber", "url", "number", "currency", "percent"}
    | {"rating", "duration", "checkbox", "date", "dateTime", "count", "autoNumber"}
)
"""Types whose values are texts, numbers or ticks in both."""
_COLLABORATORS = frozenset({"createdBy", "lastModifiedBy", "singleCollaborator"})


class _Odd(Exception):
    """A value that has not the documented shape."""


def listed(id_: str, told: Told, shape: TableShape, wanted: Collection[str]) -> Json | None:
    """Return the record with the wanted fields; `None` where its payloads do not tell all of them.

    A field that is not told at all is not empty: an empty one is told as null.
    """
    try:
        cells = {field: _value(told.cells[field], shape.fields[field]) for field in wanted}
    except (_Odd, KeyError):
        return None
    return {"id": id_, "fields": {field: cell for field, cell in cells.items() if cell is not None}}


def _value(value: object, field: Field) -> Any:
    if value is None:
        return None
    if field.type == "multipleLookupValues":
        return _looked_up(value, field.shows)
    if field.shows in ("multipleSelects", "multipleRecordLinks", "multipleCollaborators", "multipleAttachments"):
        return [_single(member, field.shows) for member in _list(value)]
    return _single(value, field.shows)


def _looked_up(value: object, shows: str) -> list[Any]:
    if not isinstance(value, dict):
        raise _Odd
    order, by_record = _list(value.get("linkedRecordIds")), value.get("valuesByLinkedRecordId")
    if not isinstance(by_record, dict):
        raise _Odd
    found = [member for record in order for member in _list(by_record.get(record) or [])]
    return [_single(member, shows) for member in found]


def _single(value: object, shows: str) -> Any:
    if isinstance(value, dict) and ("error" in value or "specialValue" in value):
        return value
    match shows:
        case "singleSelect" | "multipleSelects":
            return _part(value, "name")
        case "multipleRecordLinks":
            return _part(value, "id")
        case "multipleCollaborators" | "multipleAttachments":
            _part(value, "id")
            return value
        case _ if shows in _COLLABORATORS:
            _part(value, "id")
            return value
        case _ if shows in _AS_LISTED and isinstance(value, str | int | float):
            return value
    raise _Odd


def _part(value: object, key: str) -> str:
    part = value.get(key) if isinstance(value, dict) else None
    if not isinstance(part, str) or not part:
        raise _Odd
    return part


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise _Odd
    return value
