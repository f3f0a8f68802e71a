"""Fields and tables as Airtable describes them, short to write in a test."""

from __future__ import annotations

from typing import Any

from connectors.airtable.schema import Field, TableShape, table_of

BASE = "appLabel000000001"


def described(type_: str, id_: str = "fld1", name: str = "Column", **options: Any) -> dict[str, Any]:
    """Return a field of the schema answer."""
    return {"id": id_, "name": name, "type": type_, **({"options": options} if options else {})}


def lookup(of: dict[str, Any] | None, type_: str = "multipleLookupValues", **options: Any) -> dict[str, Any]:
    """Return a lookup, formula or rollup that results in another field's type."""
    result = {key: part for key, part in of.items() if key in ("type", "options")} if of else None
    return described(type_, result=result, **{"isValid": True, **options})


def table(*fields: dict[str, Any], ours: frozenset[str] = frozenset()) -> TableShape:
    """Return a table with these fields, the first of which names the records."""
    primary = fields[0]["id"] if fields else ""
    return table_of({"id": "tbl1", "name": "Tasks", "primaryFieldId": primary, "fields": list(fields)}, BASE, ours)


def field(raw: dict[str, Any]) -> Field:
    """Return the one field as it is decoded."""
    return table(raw).fields[raw["id"]]
