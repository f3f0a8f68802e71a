"""Cells as they are shown: the records API's form (V1) and the webhooks' (V2)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.standins.airtable.people import User
from tests.standins.airtable.row import Attachment, Record, Row
from tests.standins.airtable.schema import CALLED, Field

if TYPE_CHECKING:
    from tests.standins.airtable.table import Table

_ADDRESS_LIFE = 7_200
"""Seconds for which the address of an attachment stays the same."""


def instant(moment: datetime) -> str:
    """Return a moment as the API writes it, cut to the second as in every recorded record."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def exact_instant(moment: datetime) -> str:
    """Return a moment with its milliseconds, as webhooks and comments write it."""
    moment = moment.astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


def value(table: Table, record: Record, field: Field) -> Any:
    """Return the V1 value of a cell; None where the answer leaves the key out."""
    if field.computed:
        return _computed(table, record, field)
    cell = record.cells.get(field.id)
    if cell is None:
        return None
    match field.type:
        case "singleSelect":
            option = field.option_by_id(cell)
            return option.name if option else None
        case "multipleSelects":
            names = [option.name for key in cell if (option := field.option_by_id(key))]
            return names or None
        case "singleCollaborator":
            return table.base.airtable.account(cell).shown()
        case "multipleCollaborators":
            return [table.base.airtable.account(key).shown() for key in cell]
        case "multipleAttachments":
            return [_attachment(table, one) for one in cell]
        case _:
            return cell


def webhook_value(table: Table, record: Record, field: Field) -> Any:
    """Return the V2 value of a cell; None where it is empty."""
    cell = record.cells.get(field.id)
    match field.type:
        case "singleSelect":
            option = field.option_by_id(cell) if cell else None
            return option.shown() if option else None
        case "multipleSelects":
            return [option.shown() for key in cell or () if (option := field.option_by_id(key))] or None
        case "multipleRecordLinks":
            linked = table.base.tables[field.options["linkedTableId"]]
            return [{"id": key, "name": linked.title(key)} for key in cell or ()] or None
        case "multipleLookupValues":
            return _webhook_lookup(table, record, field)
        case _:
            return value(table, record, field)


def _computed(table: Table, record: Record, field: Field) -> Any:
    match field.type:
        case "autoNumber":
            return record.number
        case "createdTime":
            return instant(record.created)
        case "createdBy":
            return record.created_by.shown()
        case "lastModifiedTime":
            return instant(_last_edit(record, field)[0])
        case "lastModifiedBy":
            editor = _last_edit(record, field)[1]
            return editor.shown() if editor else None
        case "count":
            return len(record.cells.get(field.options["recordLinkFieldId"]) or ())
        case "multipleLookupValues":
            values = [one for _, cell in _looked_up(table, record, field) for one in cell]
            return values or None
        case _:
            return _called(table, record, field)


def _called(table: Table, record: Record, field: Field) -> Any:
    if field.compute is None or field.type not in CALLED:
        return None
    try:
        shown = field.compute(Row(table, record))
    except Exception:
        return {"error": "#ERROR!"}
    return None if shown is False or shown in ("", []) else shown


def _last_edit(record: Record, field: Field) -> tuple[datetime, User | None]:
    watched = field.options.get("referencedFieldIds") or ()
    edits = [record.edits[key] for key in watched if key in record.edits]
    if watched:
        return max(edits, key=lambda edit: edit[0], default=(record.created, record.created_by))
    return record.modified, record.modified_by


def _looked_up(table: Table, record: Record, field: Field) -> list[tuple[str, list[Any]]]:
    link = table.fields.get(field.options["recordLinkFieldId"] or "")
    if link is None or link.type != "multipleRecordLinks":
        return []
    linked = table.base.tables[link.options["linkedTableId"]]
    behind = linked.fields.get(field.options["fieldIdInLinkedTable"] or "")
    found = []
    for key in record.cells.get(link.id) or ():
        cell = value(linked, linked.records[key], behind) if behind else None
        if cell is not None:
            found.append((key, cell if isinstance(cell, list) else [cell]))
    return found


def _webhook_lookup(table: Table, record: Record, field: Field) -> Any:
    found = _looked_up(table, record, field)
    if not found:
        return None
    return {"linkedRecordIds": [key for key, _ in found], "valuesByLinkedRecordId": dict(found)}


def _attachment(table: Table, file: Attachment) -> dict[str, Any]:
    period = int(table.base.airtable.clock.now().timestamp()) // _ADDRESS_LIFE
    shown: dict[str, Any] = {
        "id": file.id,
        "url": f"https://v5.airtableusercontent.com/v3/u/{period}/{file.id}/{period:x}",
        "filename": file.filename,
    }
    if file.size is not None:
        shown["size"] = file.size
    if file.type:
        shown["type"] = file.type
    if file.type.startswith("image/"):
        shown |= {"width": 3000, "height": 3000}
        sizes = {"small": 36, "large": 512, "full": 3000}
        shown["thumbnails"] = {
            name: {"url": f"{shown['url']}/{name}", "width": side, "height": side} for name, side in sizes.items()
        }
    return shown
