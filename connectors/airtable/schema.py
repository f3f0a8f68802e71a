"""The tables and fields of a base, from what Airtable answers to `GET /v0/meta/bases/{base}/tables`.

Field types that Airtable adds later are no error (it announces that it will): such a column has the type "other".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from connectors.airtable.plain import plain
from connectors.errors import SourceUnreadable
from connectors.record import Column, ColumnType, Table

TOOL = "airtable"
SITE = "https://airtable.com"

_SHAPES = {
    "singleLineText": ColumnType.TEXT,
    "multilineText": ColumnType.TEXT,
    "richText": ColumnType.TEXT,
    "aiText": ColumnType.TEXT,
    "email": ColumnType.TEXT,
    "phoneNumber": ColumnType.TEXT,
    "barcode": ColumnType.TEXT,
    "url": ColumnType.URL,
    "number": ColumnType.NUMBER,
    "currency": ColumnType.NUMBER,
    "percent": ColumnType.NUMBER,
    "rating": ColumnType.NUMBER,
    "duration": ColumnType.NUMBER,
    "count": ColumnType.NUMBER,
    "autoNumber": ColumnType.NUMBER,
    "checkbox": ColumnType.CHECKBOX,
    "date": ColumnType.DATE,
    "dateTime": ColumnType.DATE,
    "singleSelect": ColumnType.SELECT,
    "externalSyncSource": ColumnType.SELECT,
    "multipleSelects": ColumnType.MULTI_SELECT,
    "singleCollaborator": ColumnType.PEOPLE,
    "multipleCollaborators": ColumnType.PEOPLE,
    "createdBy": ColumnType.PEOPLE,
    "lastModifiedBy": ColumnType.PEOPLE,
    "multipleRecordLinks": ColumnType.RELATION,
    "multipleAttachments": ColumnType.FILES,
}
_TIMES = frozenset({"createdTime", "lastModifiedTime"})
_RESULTS = frozenset({"formula", "rollup", "multipleLookupValues"}) | _TIMES
"""Types whose values have another field's type, which `options.result` describes."""
_COMPUTED = _RESULTS | {"count", "autoNumber", "createdBy", "lastModifiedBy", "externalSyncSource", "button", "aiText"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what decides how its cells are read, and what can be written there.

    `type` is Airtable's word for it. `shows` is the type of its values: the same, or the type of what a formula,
    rollup or lookup results in, "" where Airtable does not say.
    """

    id: str
    name: str
    type: str
    shows: str
    choices: Mapping[str, str]
    """Ids of the options of a select by their names."""
    relates_to: str = ""
    """The table that linked records are in."""
    computed: bool = False
    """Airtable fills it in; nothing can be written there."""
    valid: bool = True
    """False for a formula, rollup or lookup that lost a field it needs: its cells are absent, and not empty."""


@dataclass(frozen=True, slots=True)
class TableShape:
    """One table, and what reading and writing its cells needs beyond its columns."""

    base: str
    table: Table
    primary: str
    """The id of the field that names the records."""
    fields: Mapping[str, Field]
    """By id, in the order of the table."""


def tables_in(answer: object, base: str, ours: frozenset[str] = frozenset()) -> tuple[TableShape, ...]:
    """Return the tables of a base. `ours` are the ids of the fields that Streetdate made.

    Raises `SourceUnreadable` when the answer holds no tables at all.
    """
    tables = answer.get("tables") if isinstance(answer, dict) else None
    if not isinstance(tables, list):
        raise SourceUnreadable(
            f"{SITE}/{base}: Airtable's answer holds no list of tables.",
            hint="Try again; if it stays, look at https://status.airtable.com.",
        )
    return tuple(table_of(table, base, ours) for table in tables if isinstance(table, dict) and _text(table, "id"))


def table_of(raw: Mapping[str, Any], base: str, ours: frozenset[str] = frozenset()) -> TableShape:
    """Return one table of the answer. A field without an id is left out, for nothing could name it."""
    id_ = _text(raw, "id")
    fields = {field.id: field for field in map(field_of, _objects(raw, "fields")) if field.id}
    columns = tuple(
        Column(
            id=field.id,
            name=field.name,
            type=_SHAPES.get(field.shows, ColumnType.OTHER),
            options=tuple(field.choices),
            relates_to=field.relates_to,
            ours=field.id in ours,
            computed=field.computed,
        )
        for field in fields.values()
    )
    table = Table(id_, _text(raw, "name"), columns, f"{SITE}/{base}/{id_}")
    return TableShape(base, table, _text(raw, "primaryFieldId"), fields)


def field_of(raw: Mapping[str, Any]) -> Field:
    """Return one field, as the schema and the answer to its making describe it; without an id it has the id ""."""
    type_ = _text(raw, "type")
    shows, options = _shown(raw)
    return Field(
        id=_text(raw, "id"),
        name=_text(raw, "name"),
        type=type_,
        shows=shows,
        choices={_text(choice, "name"): _text(choice, "id") for choice in _objects(options, "choices")},
        relates_to=_text(options, "linkedTableId"),
        computed=type_ in _COMPUTED,
        valid=_object(raw, "options").get("isValid") is not False,
    )


def _shown(config: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Return the type of the values and its options: a lookup of a formula of a date shows dates."""
    type_ = _text(config, "type")
    while type_ in _RESULTS:
        config = _object(_object(config, "options"), "result")
        type_ = _text(config, "type") or ("dateTime" if type_ in _TIMES else "")
    return type_, _object(config, "options")


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    return plain(value) if isinstance(value, str) else ""


def _object(raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = raw.get(key)
    return value if isinstance(value, dict) else {}


def _objects(raw: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    value = raw.get(key)
    return (member for member in value if isinstance(member, dict)) if isinstance(value, list) else iter(())
