"""Our two fields in a table: how they are told from anybody else's, and the requests around them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from connectors.airtable.schema import TableShape
from connectors.changes import Flag, SetMarks
from connectors.explore import FLAG_NAME, GAPS_NAME, OwnColumns

Body: TypeAlias = Mapping[str, Any]
"""What a request says; the vendor's own shape."""

FLAG_TYPE = "singleSelect"
GAPS_TYPE = "multilineText"
_LONG_TEXTS = frozenset({GAPS_TYPE, "richText"})
"""A person turns one into the other with a switch of the same field."""

_COLOURS: Mapping[Flag, str] = {
    Flag.CLEAR: "greenBright",
    Flag.ATTENTION: "yellowBright",
    Flag.BLOCKED: "redBright",
}


def by_name(shape: TableShape) -> OwnColumns:
    """Return which of our fields a table has that no settings know: by name and type together."""
    named = {field.name: field for field in shape.fields.values()}
    flag, gaps = named.get(FLAG_NAME), named.get(GAPS_NAME)
    return OwnColumns(
        shape.table.id,
        flag.id if flag and flag.type == FLAG_TYPE else "",
        gaps.id if gaps and gaps.type in _LONG_TEXTS else "",
    )


def standing(own: OwnColumns, shape: TableShape) -> OwnColumns:
    """Return which of the bound fields are still there and of the type that we gave them."""
    flag, gaps = shape.fields.get(own.flag), shape.fields.get(own.gaps)
    return OwnColumns(
        own.table,
        own.flag if flag and flag.type == FLAG_TYPE else "",
        own.gaps if gaps and gaps.type in _LONG_TEXTS else "",
    )


def names_taken(shape: TableShape, have: OwnColumns) -> tuple[str, ...]:
    """Return our names that fields of other types bear: Airtable makes no second field of one name."""
    wanted = {name for name, field in ((FLAG_NAME, have.flag), (GAPS_NAME, have.gaps)) if not field}
    return tuple(field.name for field in shape.fields.values() if field.name in wanted)


def making(have: OwnColumns) -> tuple[Body, ...]:
    """Return the fields to make, the missing ones only."""
    choices = [{"name": flag.value, "color": _COLOURS[flag]} for flag in Flag]
    flag = {
        "name": FLAG_NAME,
        "type": FLAG_TYPE,
        "description": "Streetdate keeps this up to date.",
        "options": {"choices": choices},
    }
    gaps = {"name": GAPS_NAME, "type": GAPS_TYPE, "description": "What is missing; Streetdate keeps it up to date."}
    return tuple(body for body, known in ((flag, have.flag), (gaps, have.gaps)) if not known)


def missing_options(field: str, shape: TableShape) -> tuple[Flag, ...]:
    """Return the flags that our select cannot show: somebody deleted or renamed their options."""
    return tuple(flag for flag in Flag if flag.value not in shape.fields[field].choices)


def marking(own: OwnColumns, changes: Iterable[SetMarks], *, completing: bool) -> Body:
    """Return what shows flags and gaps texts on records; `None` empties a cell.

    `completing` lets Airtable add the options that are missing: there is no other way, and only our flags are written.
    """
    records = [
        {
            "id": change.ref.record,
            "fields": {own.flag: change.flag and change.flag.value, own.gaps: change.gaps or None},
        }
        for change in changes
    ]
    return {"records": records, **({"typecast": True} if completing else {})}
