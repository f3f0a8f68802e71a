"""What a new page says, as Notion's requests have it, by Notion's own type of each column. Pure."""

from __future__ import annotations

from typing import Any

from connectors.errors import WriteFailed
from connectors.making import RowLink, RowToMake, Value
from connectors.notion.schema import Shape
from connectors.notion.texts import rich_text
from connectors.record import PersonCell


def properties_of(row: RowToMake, shape: Shape) -> dict[str, Any]:
    """Return the properties of the request that makes a row, or sets what it says on a page.

    Raises `WriteFailed` for a column or an option that is not there any more: a name would make a new one.
    """
    return {column: _property(row, shape, column, value) for column, value in row.values.items()}


def _property(row: RowToMake, shape: Shape, column: str, value: Value) -> dict[str, Any]:
    kind = shape.types.get(column, "")
    match kind:
        case "title" | "rich_text":
            return {kind: rich_text(str(value))}
        case "url" | "email" | "phone_number":
            return {kind: str(value)}
        case "checkbox":
            return {kind: bool(value)}
        case "date" if not isinstance(value, str | bool | tuple):
            return {kind: {"start": value.isoformat()}}
        case "select" | "status":
            return {kind: {"id": _option(row, shape, column, str(value))}}
        case "multi_select" if isinstance(value, tuple):
            return {kind: [{"id": _option(row, shape, column, str(name))} for name in value]}
        case "people" if isinstance(value, tuple):
            return {kind: [{"object": "user", "id": who.id} for who in value if isinstance(who, PersonCell)]}
        case "relation" if isinstance(value, tuple):
            return {kind: [{"id": link.record} for link in value if isinstance(link, RowLink)]}
    raise _changed(row, shape, f"a column is gone or is of another type ({kind or column})")


def _option(row: RowToMake, shape: Shape, column: str, name: str) -> str:
    found = shape.option_id(column, name)
    if found is None:
        raise _changed(row, shape, f"the option “{name}” is gone")
    return found


def _changed(row: RowToMake, shape: Shape, what: str) -> WriteFailed:
    return WriteFailed(
        f"“{row.title}” was not made in “{shape.table.title}”: {what}",
        hint="Somebody changed the database meanwhile: run it again.",
    )
