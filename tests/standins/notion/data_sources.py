"""Databases and data sources: retrieve, and change the schema."""

from __future__ import annotations

from typing import Any

from tests.standins.notion import rich_text, showing
from tests.standins.notion.call import Call
from tests.standins.notion.columns import Column
from tests.standins.notion.refusals import failed, invalid
from tests.standins.notion.state import COMPUTED, Capability, DataSource, Json, Option, Property
from tests.standins.notion.writes import may_write

_WITH_OPTIONS = frozenset({"select", "multi_select", "status"})
_SIMPLE = frozenset(
    {"title", "rich_text", "number", "date", "people", "files", "checkbox", "url", "email", "phone_number", "place"}
)


def retrieve_database(call: Call, database_id: str) -> Json:
    call.need(Capability.READ_CONTENT)
    return showing.database(call, call.database(database_id))


def retrieve(call: Call, source_id: str) -> Json:
    call.need(Capability.READ_CONTENT)
    return showing.data_source(call, call.source(source_id))


def update(call: Call, source_id: str) -> Json:
    """Change a data source: its title and its properties (add, rename, retype, delete, options)."""
    may_write(call)
    trash_word = "in_trash" if call.version >= "2026-03-11" else "archived"
    call.only("title", "icon", "properties", "parent", "in_trash", trash_word)
    source = call.source(source_id)
    properties = call.body.get("properties", {})
    if not isinstance(properties, dict):
        raise failed("body.properties", "should be an object")
    for name, change in properties.items():
        _check(call, source, name, change)
    for name, change in properties.items():
        _apply(call, source, name, change)
    if "title" in call.body:
        source.title = rich_text.plain(rich_text.accepted(call.body["title"], "body.title", call.knows_user))
    if "icon" in call.body:
        source.icon = call.body["icon"]
    if trash_word in call.body or "in_trash" in call.body:
        source.in_trash = bool(call.body.get("in_trash", call.body.get(trash_word)))
    source.edited_at, source.edited_by = call.workspace.clock.now(), call.token.bot_id
    return showing.data_source(call, source)


def _check(call: Call, source: DataSource, name: str, change: Any) -> None:
    prop = source.named(name)
    place = f"body.properties.{name}"
    if change is None:
        if prop is None:
            raise invalid(f"Could not find property with name or id: {name}")
        if prop.type == "title":
            raise invalid("Cannot delete the title property.")
        return
    if not isinstance(change, dict):
        raise failed(place, f"should be an object or null, instead was `{change!r}`")
    new = change.get("name")
    if new is not None and new != (prop.name if prop else name) and source.named(new):
        raise invalid(f"Cannot rename to {new}: a property of that name exists.")
    kind = _kind(change)
    if prop is None:
        call.need(Capability.INSERT_CONTENT)
        if kind is None:
            raise failed(place, "should name the type of the new property")
    if kind is not None:
        _check_kind(call, kind, change, place)


def _check_kind(call: Call, kind: str, change: Json, place: str) -> None:
    config = change.get(kind, {})
    if not isinstance(config, dict):
        raise failed(f"{place}.{kind}", "should be an object")
    if kind in _WITH_OPTIONS:
        options = config.get("options", [])
        if len(options) > 100:
            raise failed(f"{place}.{kind}.options.length", f"should be ≤ `100`, instead was `{len(options)}`")
        for option in options:
            if not (option.get("name") or option.get("id")) or "," in option.get("name", ""):
                raise failed(f"{place}.{kind}.options", "should have names without a comma, or ids")
    elif kind == "relation":
        call.source(str(config.get("data_source_id")))
    elif kind not in _SIMPLE | COMPUTED:
        raise failed(place, f"should be of a known type, instead was `{kind}`")


def _kind(change: Json) -> str | None:
    if isinstance(change.get("type"), str):
        return str(change["type"])
    return next((key for key in change if key not in ("name", "description", "id")), None)


def _apply(call: Call, source: DataSource, name: str, change: Json | None) -> None:
    workspace, prop = call.workspace, source.named(name)
    if change is None:
        if prop is not None:
            workspace.delete_property(source, prop.name)
        return
    kind = _kind(change)
    if prop is None:
        prop = workspace.add_property(source, change.get("name") or name, _column(kind or "", change))
    elif kind is not None and kind != prop.type:
        workspace.retype(source, prop.name, _column(kind, change))
    if kind in _WITH_OPTIONS and "options" in change.get(kind, {}):
        _set_options(call, prop, change[kind]["options"])
    if "name" in change:
        prop.name = change["name"]
    if "description" in change:
        prop.description = change["description"]


def _column(kind: str, change: Json) -> Column:
    config = change.get(kind) or {}
    if kind == "relation":
        return Column(kind, related=config["data_source_id"])
    return Column(kind, settings={key: value for key, value in config.items() if key != "options"})


def _set_options(call: Call, prop: Property, options: list[Json]) -> None:
    """Keep the options that are named or given by id, make new ones, drop the rest (a status drops none)."""
    wanted: list[Option] = []
    for given in options:
        known = next((o for o in prop.options if o.id == given.get("id") or o.name == given.get("name")), None)
        option = known or Option(call.workspace.ids.uuid(), given["name"], given.get("color") or "default")
        if known is None and prop.type == "status" and prop.groups:
            prop.groups[0]["option_ids"].append(option.id)
        option.name = given.get("name", option.name)
        wanted.append(option)
    prop.options = wanted if prop.type != "status" else prop.options + [o for o in wanted if o not in prop.options]
