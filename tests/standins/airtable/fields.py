"""Making a field of a description, and what is left of a cell when its field becomes another type."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from tests.standins.airtable.schema import DEFAULT_OPTIONS, PLAIN, SELECTS, Field, NewField, Option, color

if TYPE_CHECKING:
    from tests.standins.airtable.table import Table


def new_field(table: Table, new: NewField, key: str = "") -> Field:
    """Return a field for a table; a link into another table gives that table the opposite link."""
    if new.type not in PLAIN and new.type not in DEFAULT_OPTIONS:
        raise ValueError(f"there is no field type {new.type}")
    ids = table.base.airtable.ids
    field = Field(
        key or ids.new("fld"),
        new.name,
        new.type,
        {**deepcopy(dict(DEFAULT_OPTIONS.get(new.type, {}))), **new.options},
        compute=new.compute,
        description=new.description,
    )
    if new.type in SELECTS:
        field.choices = [Option(ids.new("sel"), name, color(place)) for place, name in enumerate(new.choices)]
    if new.type == "multipleRecordLinks":
        _link(table, field, table.base.table(new.to) if new.to else table)
    if new.link:
        _look_up(table, field, new)
    return field


def converted(shown: Any) -> str:
    """Return the text of a shown cell, from which the new type is read."""
    match shown:
        case None:
            return ""
        case list():
            return ", ".join(converted(one) for one in shown)
        case {"name": str(name)}:
            return name
        case {"filename": str(name)}:
            return name
        case _:
            return str(shown)


def _link(table: Table, field: Field, linked: Table) -> None:
    field.options["linkedTableId"] = linked.id
    if linked is table:
        return
    options = deepcopy(dict(DEFAULT_OPTIONS["multipleRecordLinks"]))
    options |= {"linkedTableId": table.id, "inverseLinkFieldId": field.id}
    taken = {one.name for one in linked.fields.values()}
    name = table.name if table.name not in taken else f"{table.name} ({field.name})"
    opposite = Field(table.base.airtable.ids.new("fld"), name, field.type, options)
    field.options["inverseLinkFieldId"] = opposite.id
    linked.fields[opposite.id] = opposite
    table.base.current.of(linked).new_fields[opposite.id] = {"name": name, "type": field.type}


def _look_up(table: Table, field: Field, new: NewField) -> None:
    link = table.field(new.link)
    field.options["recordLinkFieldId"] = link.id
    if new.of:
        behind = table.base.tables[link.options["linkedTableId"]].field(new.of)
        field.options["fieldIdInLinkedTable"] = behind.id
        if field.options.get("result") is None:
            field.options["result"] = {
                name: part for name, part in behind.shown().items() if name in ("type", "options")
            }
