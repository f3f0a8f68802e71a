"""What may be written into a cell, and what is stored of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tests.standins.airtable.cells import exact_instant
from tests.standins.airtable.refusals import computed_field, no_such_row, unknown_field, unknown_option, wrong_value
from tests.standins.airtable.row import Attachment
from tests.standins.airtable.schema import Field

if TYPE_CHECKING:
    from tests.standins.airtable.airtable import Airtable
    from tests.standins.airtable.table import Table

_TEXTS = frozenset({"singleLineText", "multilineText", "email", "url", "phoneNumber"})
_NUMBERS = frozenset({"number", "currency", "percent", "duration", "rating"})
_MENTION = re.compile(r"@\[([^\[\]]+)\]")


def accepted(table: Table, cells: Mapping[str, Any], *, typecast: bool, may_create: bool) -> dict[str, Any]:
    """Return what is stored for written cells, by field id; None empties. Raises `Refusal`.

    `may_create` says whether typecast may add options to a select; adding them is the one effect that it has.
    """
    stored: dict[str, Any] = {}
    for name, written in cells.items():
        field = table.find_field(name)
        if field is None:
            raise unknown_field(name)
        if field.computed:
            raise computed_field(field.name)
        empty = written is None or written == "" or written == [] or written is False
        stored[field.id] = _empty(field) if empty else _stored(table, field, written, typecast, may_create)
    return stored


def mentions_stored(airtable: Airtable, text: str) -> str:
    """Return a comment's text with the mail addresses of its mentions turned into ids."""

    def by_id(match: re.Match[str]) -> str:
        found = airtable.mentioned(match.group(1))
        return f"@[{found.id}]" if found else match.group(0)

    return _MENTION.sub(by_id, text)


def mentioned_ids(text: str) -> tuple[str, ...]:
    """Return what a stored text mentions."""
    return tuple(dict.fromkeys(_MENTION.findall(text)))


def _empty(field: Field) -> Any:
    # Recorded: clearing a rich text leaves a line break in it, and the cell stays in the answer.
    return "\n" if field.type == "richText" else None


def _stored(table: Table, field: Field, written: Any, typecast: bool, may_create: bool) -> Any:
    if field.type in _TEXTS:
        return _text(field, written, typecast)
    if field.type in _NUMBERS:
        return _number(field, written, typecast)
    match field.type:
        case "richText":
            text = _text(field, written, typecast)
            return re.sub(r"(?m)^\* ", "- ", text).removesuffix("\n") + "\n"  # as recorded
        case "checkbox":
            if written is True or (typecast and str(written).lower() in ("true", "checked", "1", "yes")):
                return True
        case "date":
            return _date(field, written)
        case "dateTime":
            return _instant(field, written)
        case "singleSelect":
            return _option(table, field, written, typecast and may_create)
        case "multipleSelects":
            return [_option(table, field, name, typecast and may_create) for name in _many(field, written, typecast)]
        case "singleCollaborator":
            return _account(table, field, written, typecast)
        case "multipleCollaborators":
            return [_account(table, field, one, typecast) for one in _many(field, written, typecast)]
        case "multipleRecordLinks":
            return [_link(table, field, key) for key in dict.fromkeys(_many(field, written, typecast))]
        case "multipleAttachments":
            return [_attachment(table, field, one) for one in _many(field, written, False)]
        case "barcode" if isinstance(written, dict) and isinstance(written.get("text"), str):
            return {key: written[key] for key in ("text", "type") if key in written}
    raise wrong_value(field.name)


def _text(field: Field, written: Any, typecast: bool) -> str:
    if isinstance(written, str):
        return written
    if typecast and isinstance(written, int | float):
        return str(written)
    raise wrong_value(field.name)


def _number(field: Field, written: Any, typecast: bool) -> Any:
    if typecast and isinstance(written, str):
        try:
            written = float(written) if "." in written else int(written)
        except ValueError:
            raise wrong_value(field.name) from None
    if isinstance(written, bool) or not isinstance(written, int | float):
        raise wrong_value(field.name)
    if field.type == "rating" and not (isinstance(written, int) and 1 <= written <= field.options["max"]):
        raise wrong_value(field.name)
    return written


def _date(field: Field, written: Any) -> str:
    try:
        return date.fromisoformat(written[:10]).isoformat()
    except (TypeError, ValueError):
        raise wrong_value(field.name) from None


def _instant(field: Field, written: Any) -> str:
    if isinstance(written, int) and not isinstance(written, bool):  # recorded: milliseconds since 1970 are taken
        return exact_instant(datetime.fromtimestamp(written / 1000, UTC))
    try:
        moment = datetime.fromisoformat(written)
    except (TypeError, ValueError):
        raise wrong_value(field.name) from None
    if moment.tzinfo is None:
        zone = field.options.get("timeZone", "utc")
        moment = moment.replace(tzinfo=UTC if zone in ("utc", "client") else ZoneInfo(zone))
    return exact_instant(moment)


def _many(field: Field, written: Any, typecast: bool) -> list[Any]:
    if isinstance(written, list):
        return written
    if typecast and isinstance(written, str):
        return [part.strip() for part in written.split(",") if part.strip()]
    raise wrong_value(field.name)


def _option(table: Table, field: Field, name: Any, create: bool) -> str:
    if not isinstance(name, str):
        raise wrong_value(field.name)
    option = field.option(name)
    if option is None and not create:
        raise unknown_option(name)
    return (option or table.add_option(field.id, name)).id


def _account(table: Table, field: Field, written: Any, typecast: bool) -> str:
    key = written if isinstance(written, str) else ""
    if isinstance(written, dict):
        key = written.get("id") or written.get("email") or ""
    found = table.base.airtable.mentioned(key, by_name=typecast)
    if found is None:
        raise wrong_value(field.name)
    return found.id


def _link(table: Table, field: Field, key: Any) -> str:
    if not isinstance(key, str):
        raise wrong_value(field.name)
    if key not in table.base.tables[field.options["linkedTableId"]].records:
        raise no_such_row(key)
    return key


def _attachment(table: Table, field: Field, written: Any) -> Attachment:
    if isinstance(written, Attachment):
        return written
    if isinstance(written, dict) and isinstance(key := written.get("id"), str):
        for record in table.records.values():
            file: Attachment
            for file in record.cells.get(field.id) or ():
                if file.id == key:
                    return file
    elif isinstance(written, dict) and isinstance(url := written.get("url"), str):
        filename = written.get("filename") or url.rsplit("/", 1)[-1]
        return Attachment(table.base.airtable.ids.new("att"), filename, written.get("size"), written.get("type", ""))
    raise wrong_value(field.name)
