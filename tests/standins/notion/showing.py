"""Pages, schemas and values as answers show them to one connection under one version."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from tests.standins.notion import computed, dates, rich_text
from tests.standins.notion.call import Call
from tests.standins.notion.given import empty
from tests.standins.notion.ids import compact, quoted
from tests.standins.notion.state import Database, DataSource, Json, Option, Page, Property

_SITE = "https://www.notion.so/"
_RENAMED_IN = "2026-03-11"
"""From this version on `archived` is no more; `in_trash` alone says it."""


def bare_user(user_id: str) -> Json:
    return {"object": "user", "id": user_id}


def trash_flags(call: Call, in_trash: bool) -> Json:
    """Return the flags at the end of an object that only older versions have."""
    return {} if call.version >= _RENAMED_IN else {"archived": in_trash}


def page(call: Call, shown: Page, only: frozenset[str] | None = None) -> Json:
    """Return a page; of its properties those with ids in `only`, if given."""
    source = call.workspace.sources.get(shown.source)
    title = rich_text.plain(shown.values.get("title") or [])
    slug = "-".join(re.findall(r"[A-Za-z0-9]+", title))
    return {
        "object": "page",
        "id": shown.id,
        "created_time": dates.stamp(shown.created_at),
        "last_edited_time": dates.stamp(shown.edited_at),
        "created_by": bare_user(shown.created_by),
        "last_edited_by": bare_user(shown.edited_by),
        "cover": shown.cover,
        "icon": shown.icon,
        "parent": _parent(shown, source),
        "in_trash": shown.in_trash,
        "is_archived": False,
        "is_locked": shown.is_locked,
        "properties": _properties(call, shown, source, only),
        "url": f"{_SITE}{slug + '-' if slug else ''}{compact(shown.id)}",
        "public_url": None,
        **trash_flags(call, shown.in_trash),
    }


def _parent(shown: Page, source: DataSource | None) -> Json:
    if source is not None:
        return {"type": "data_source_id", "data_source_id": source.id, "database_id": source.database_id}
    if shown.parent_page:
        return {"type": "page_id", "page_id": shown.parent_page}
    return {"type": "workspace", "workspace": True}


def _properties(call: Call, shown: Page, source: DataSource | None, only: frozenset[str] | None) -> Json:
    if source is None:
        title = rich_text.shown(shown.values.get("title") or [], call.user)
        return {"title": {"id": "title", "type": "title", "title": title}}
    return {
        prop.name: property_value(call, shown, prop)
        for prop in source.properties.values()
        if only is None or prop.id in only
    }


def property_value(call: Call, shown: Page, prop: Property) -> Json:
    """Return one property of a page, cut where a page's answer is cut."""
    value = shown_value(call, shown, prop)
    answer = {"id": quoted(prop.id), "type": prop.type, prop.type: value}
    most = call.workspace.quirks.references
    if prop.type == "relation":
        answer |= {"relation": value[:most], "has_more": len(value) > most}
    elif prop.type == "people":
        answer["people"] = value[:most]
    elif prop.type in ("title", "rich_text"):
        answer[prop.type] = rich_text.shown(shown.values.get(prop.id) or [], call.user, most)
    return answer


def shown_value(call: Call, shown: Page, prop: Property) -> Any:
    """Return what stands under a property's type, whole; a rollup is worked out of what a page's answer shows."""
    value: Any = shown.values.get(prop.id, empty(prop.type))
    match prop.type:
        case "title" | "rich_text":
            return rich_text.shown(value, call.user)
        case "select" | "status":
            return next((option(known) for known in prop.options if known.id == value), None)
        case "multi_select":
            by_id = {known.id: known for known in prop.options}
            return [option(by_id[chosen]) for chosen in value if chosen in by_id]
        case "people":
            return [call.user(user_id)[0] for user_id in value]
        case "relation":
            return [{"id": other.id} for other in computed.related(call, shown, prop, cut=False)]
        case "files":
            return [file(call, item) for item in value]
        case "formula":
            return computed.formula(call, shown, prop)
        case "rollup":
            return computed.rollup(call, shown, prop, cut=True)[0]
        case "unique_id":
            return {"prefix": prop.settings.get("prefix"), "number": shown.number}
        case "created_time" | "last_edited_time":
            return dates.stamp(shown.created_at if prop.type == "created_time" else shown.edited_at)
        case "created_by" | "last_edited_by":
            return call.user(shown.created_by if prop.type == "created_by" else shown.edited_by)[0]
        case "button":
            return {}
        case _:
            return value


def option(known: Option) -> Json:
    return {"id": known.id, "name": known.name, "color": known.color}


def file(call: Call, item: Json) -> Json:
    """Return a file; the address of a hosted one is signed anew at each read and dies after an hour."""
    if "external" in item:
        return {"name": item["name"], "type": "external", "external": {"url": item["external"]}}
    until = call.workspace.clock.now() + timedelta(hours=1)
    signature = call.workspace.ids.uuid().replace("-", "")
    host = "https://prod-files-secure.s3.us-west-2.amazonaws.com"
    url = f"{host}/{call.workspace.id}/{quoted(item['name'])}?X-Amz-Expires=3600&X-Amz-Signature={signature}"
    expiry = until.strftime("%Y-%m-%dT%H:%M:%S.") + f"{until.microsecond // 1000:03}Z"
    return {"name": item["name"], "type": "file", "file": {"url": url, "expiry_time": expiry}}


def data_source(call: Call, shown: DataSource) -> Json:
    """Return a data source with its schema."""
    database = call.workspace.databases[shown.database_id]
    return {
        "object": "data_source",
        "id": shown.id,
        "cover": None,
        "icon": shown.icon,
        "created_time": dates.stamp(shown.created_at),
        "created_by": bare_user(shown.created_by),
        "last_edited_by": bare_user(shown.edited_by),
        "last_edited_time": dates.stamp(shown.edited_at),
        "title": rich_text.of(shown.title),
        "description": rich_text.of(shown.description),
        "is_inline": False,
        "properties": schema(call, shown),
        "parent": {"type": "database_id", "database_id": shown.database_id},
        "database_parent": {"type": "page_id", "page_id": database.parent_page},
        "url": _SITE + compact(shown.database_id),
        "public_url": None,
        "in_trash": shown.in_trash,
        **trash_flags(call, shown.in_trash),
    }


def schema(call: Call, source: DataSource) -> Json:
    """Return the properties by name; those that rest on a relation to something unshared are left out."""
    return {
        prop.name: {
            "id": quoted(prop.id),
            "name": prop.name,
            "description": prop.description,
            "type": prop.type,
            prop.type: _settings(call, source, prop),
        }
        for prop in source.properties.values()
        if _is_shown(call, source, prop)
    }


def _is_shown(call: Call, source: DataSource, prop: Property) -> bool:
    if prop.type == "relation":
        return call.sees_source(prop.related)
    if prop.type == "rollup":
        through = source.properties.get(prop.settings["relation"])
        return through is None or through.type != "relation" or call.sees_source(through.related)
    return True


def _settings(call: Call, source: DataSource, prop: Property) -> Json:
    match prop.type:
        case "select" | "multi_select":
            return {"options": [_described(known) for known in prop.options]}
        case "status":
            return {"options": [_described(known) for known in prop.options], "groups": prop.groups}
        case "number":
            return {"format": prop.settings.get("format", "number")}
        case "unique_id":
            return {"prefix": prop.settings.get("prefix")}
        case "formula":
            return {"expression": prop.settings.get("expression", f'"{prop.name}"')}
        case "relation":
            return _relation(call, prop)
        case "rollup":
            return _rollup(call, source, prop)
        case _:
            return {}


def _described(known: Option) -> Json:
    return {**option(known), "description": None}


def _relation(call: Call, prop: Property) -> Json:
    other = call.workspace.sources[prop.related]
    ends = {"database_id": other.database_id, "data_source_id": other.id}
    back = other.properties.get(prop.synced)
    if back is None:
        return {**ends, "type": "single_property", "single_property": {}}
    synced = {"synced_property_name": back.name, "synced_property_id": quoted(back.id)}
    return {**ends, "type": "dual_property", "dual_property": synced}


def _rollup(call: Call, source: DataSource, prop: Property) -> Json:
    through = source.properties.get(prop.settings["relation"])
    of = call.workspace.sources[through.related].properties.get(prop.settings["of"]) if through else None
    return {
        "rollup_property_name": of.name if of else "",
        "relation_property_name": through.name if through else "",
        # the recordings spell these two ids plainly, unlike all others
        "rollup_property_id": prop.settings["of"],
        "relation_property_id": prop.settings["relation"],
        "function": prop.settings["function"],
    }


def child_page(call: Call, shown: Page) -> Json:
    """Return a page as it is listed among the blocks of what it lies in."""
    title = rich_text.plain(shown.values.get("title") or [])
    return _child(call, shown.id, "child_page", title, shown.in_trash) | {
        "parent": _parent(shown, call.workspace.sources.get(shown.source)),
        "created_time": dates.stamp(shown.created_at),
        "last_edited_time": dates.stamp(shown.edited_at),
        "created_by": bare_user(shown.created_by),
        "last_edited_by": bare_user(shown.edited_by),
        "has_children": bool(call.workspace.inside.get(shown.id)),
    }


def child_database(call: Call, shown: Database) -> Json:
    """Return a database as it is listed among the blocks of its page."""
    owner = call.workspace.owner.id
    return _child(call, shown.id, "child_database", shown.title, shown.in_trash) | {
        "parent": {"type": "page_id", "page_id": shown.parent_page},
        "created_time": dates.stamp(shown.created_at),
        "last_edited_time": dates.stamp(shown.created_at),
        "created_by": bare_user(owner),
        "last_edited_by": bare_user(owner),
        "has_children": False,
    }


def _child(call: Call, id_: str, kind: str, title: str, in_trash: bool) -> Json:
    flags = trash_flags(call, in_trash)
    return {"object": "block", "id": id_, "type": kind, kind: {"title": title}, "in_trash": in_trash, **flags}


def database(call: Call, shown: Database) -> Json:
    """Return a database: a container, without a schema."""
    # the recordings do not cut these times to the minute
    created = shown.created_at.isoformat(timespec="milliseconds")
    return {
        "object": "database",
        "id": shown.id,
        "title": rich_text.of(shown.title),
        "description": rich_text.of(shown.description),
        "parent": {"type": "page_id", "page_id": shown.parent_page},
        "is_inline": False,
        "in_trash": shown.in_trash,
        "is_locked": False,
        "created_time": created,
        "last_edited_time": created,
        "data_sources": [
            {"id": source_id, "name": call.workspace.sources[source_id].title} for source_id in shown.data_sources
        ],
        "icon": None,
        "cover": None,
        "url": _SITE + compact(shown.id),
        "public_url": None,
        **trash_flags(call, shown.in_trash),
    }
