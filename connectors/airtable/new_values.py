"""What a new record says, as Airtable's requests have it, by Airtable's own type of each field. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from connectors.airtable.schema import Field, TableShape
from connectors.errors import WriteFailed
from connectors.making import RowLink, RowToMake, Value
from connectors.record import PersonCell

_TEXTS = frozenset({"singleLineText", "multilineText", "richText", "email", "phoneNumber", "url"})


def fields_of(row: RowToMake, shape: TableShape) -> dict[str, Any]:
    """Return the fields of the request that makes a row, or sets what it says on a record.

    Raises `WriteFailed` for a field that is not there any more, or of another type.
    """
    return {column: _cell(row, shape, column, value) for column, value in row.values.items()}


def _cell(row: RowToMake, shape: TableShape, column: str, value: Value) -> Any:
    field = shape.fields.get(column)
    found = None if field is None or field.computed else _encoded(field, value)
    if found is None:
        raise WriteFailed(
            f"“{row.title}” was not made in “{shape.table.title}”: a field is gone or is of another type "
            f"({field.name if field else column})",
            hint="Somebody changed the base meanwhile: run it again.",
        )
    return found


def _encoded(field: Field, value: Value) -> Any:
    """Return a value as the API takes it; `None` where the field cannot hold it.

    Nothing is cast: an option that is not there is refused by Airtable, and never made.
    """
    match field.type, value:
        case kind, str() if kind in _TEXTS:
            return value
        case "barcode", str():
            return {"text": value}
        case "singleSelect", str():
            return value
        case "checkbox", bool():
            return value
        case "date", date():
            return value.isoformat()
        case "dateTime", date():
            # Without an offset it is read in the field's own zone, so that the day stays the day.
            return f"{value.isoformat()}T00:00:00.000"
        case "multipleSelects", tuple():
            return [name for name in value if isinstance(name, str)]
        case "singleCollaborator", (PersonCell(id=account),):
            return {"id": account}
        case "multipleCollaborators", tuple():
            return [{"id": who.id} for who in value if isinstance(who, PersonCell)]
        case "multipleRecordLinks", tuple():
            return [link.record for link in value if isinstance(link, RowLink)]
    return None
