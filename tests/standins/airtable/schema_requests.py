"""Requests about the token, the bases and their schema."""

from __future__ import annotations

from typing import Any

from tests.standins.airtable.asked import Asked
from tests.standins.airtable.refusals import invalid_request, not_found, refusal
from tests.standins.airtable.schema import COMPUTED, DEFAULT_OPTIONS, PLAIN, SELECTS, Field, NewField
from tests.standins.airtable.settings import Role
from tests.standins.airtable.table import Table
from tests.standins.airtable.transactions import Origin

_NEED_OPTIONS = frozenset(
    {"checkbox", "currency", "date", "dateTime", "duration", "multipleRecordLinks", "multipleSelects", "number"}
    | {"percent", "rating", "singleSelect"}
)
"""Types that cannot be created without options."""


def whoami(asked: Asked) -> Any:
    shown: dict[str, Any] = {"id": asked.token.user.id}
    if asked.airtable.settings.tells_scopes:
        shown["scopes"] = sorted(asked.token.scopes)
    if "user.email:read" in asked.token.scopes:
        shown["email"] = asked.token.user.email
    return shown


def list_bases(asked: Asked) -> Any:
    asked.need_scope("schema.bases:read")
    seen = [base for base in asked.airtable.bases.values() if base.visible_to(asked.token)]
    return {
        "bases": [
            {"id": base.id, "name": base.name, "permissionLevel": base.role(asked.token.user).name.lower()}
            for base in seen
        ]
    }


def list_tables(asked: Asked) -> Any:
    asked.need("schema.bases:read", Role.READ)
    if asked.base.hides_schema:
        raise not_found()
    included = {*asked.request.every("include"), *asked.request.every("include[]")}
    if not included <= {"visibleFieldIds"}:
        raise invalid_request()
    return {"tables": [_shown(table, with_visible=bool(included)) for table in asked.base.tables.values()]}


def create_table(asked: Asked) -> Any:
    asked.need("schema.bases:write", Role.CREATE)
    name, fields = asked.body.get("name"), asked.body.get("fields")
    if not name or not isinstance(fields, list) or not fields:
        raise invalid_request()
    if asked.base.find_table(name):
        raise refusal(422, "DUPLICATE_TABLE_NAME", "Table names must be unique")
    new = [_new_field(asked, field) for field in fields]
    with asked.base.action(asked.token.user, Origin.PUBLIC_API):
        table = asked.base.add_table(name, new)
        table.description = asked.body.get("description", "")
    return _shown(table, with_visible=False)


def create_field(asked: Asked) -> Any:
    asked.need("schema.bases:write", Role.CREATE)
    new = _new_field(asked, asked.body)
    if asked.table.find_field(new.name):
        message = f"Cannot create field '{new.name}': a field with this name exists"
        raise refusal(422, "DUPLICATE_OR_EMPTY_FIELD_NAME", message)
    with asked.base.action(asked.token.user, Origin.PUBLIC_API):
        return _shown_field(asked.table.add_field(new))


def update_field(asked: Asked) -> Any:
    """Only the name and the description can be changed."""
    asked.need("schema.bases:write", Role.CREATE)
    field = asked.table.find_field(asked.part("field"))
    if field is None or not asked.body or not asked.body.keys() <= {"name", "description"}:
        raise invalid_request()
    with asked.base.action(asked.token.user, Origin.PUBLIC_API):
        if "name" in asked.body:
            asked.table.rename_field(field.id, asked.body["name"])
        field.description = asked.body.get("description", field.description)
    return _shown_field(field)


def _new_field(asked: Asked, written: Any) -> NewField:
    if not isinstance(written, dict) or not written.keys() <= {"name", "type", "options", "description"}:
        raise invalid_request()
    name, type = written.get("name"), written.get("type")  # noqa: A001 - the vendor's word
    if not name or type not in DEFAULT_OPTIONS.keys() | PLAIN:
        raise invalid_request()
    if type in COMPUTED:
        message = f"Creating {type} fields is not supported at this time"
        raise refusal(422, "UNSUPPORTED_FIELD_TYPE_FOR_CREATE", message)
    options = dict(written.get("options") or {})
    choices = options.pop("choices", None)
    wrong = (type in PLAIN and options) or (type in _NEED_OPTIONS and not options and choices is None)
    if wrong or (type in SELECTS) != (choices is not None) or not _choices_hold(choices):
        raise refusal(422, "INVALID_FIELD_TYPE_OPTIONS_FOR_CREATE", f'Invalid options for field "{name}"')
    names = tuple(choice["name"] for choice in choices or ())
    to = options.pop("linkedTableId", "")
    if to and asked.base.find_table(to) is None:
        raise invalid_request()
    return NewField(name, type, names, to=to, options=options, description=written.get("description", ""))


def _choices_hold(choices: Any) -> bool:
    names = [choice.get("name") if isinstance(choice, dict) else None for choice in choices or ()]
    return all(isinstance(name, str) and name for name in names) and len(set(names)) == len(names)


def _shown(table: Table, *, with_visible: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": table.id,
        "name": table.name,
        "primaryFieldId": table.primary,
        "fields": [field.shown() for field in table.fields.values()],
        "views": [],
    }
    if table.description:
        shown["description"] = table.description
    for view in table.views:
        one: dict[str, Any] = {"id": view.id, "name": view.name, "type": view.type}
        if with_visible and view.type == "grid":
            one["visibleFieldIds"] = [key for key in table.fields if key not in view.hidden]
        shown["views"].append(one)
    return shown


def _shown_field(field: Field) -> dict[str, Any]:
    return field.shown()
