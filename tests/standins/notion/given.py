"""What a test puts into a column, in plain Python, as a workspace keeps it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tests.standins.notion import dates, rich_text
from tests.standins.notion.ids import Ids
from tests.standins.notion.state import Group, Json, Option, Page, Property, User, Value

EMPTY_LISTS = frozenset({"title", "rich_text", "multi_select", "people", "relation", "files"})


def empty(kind: str) -> Value:
    """Return what an empty property of a type holds."""
    return [] if kind in EMPTY_LISTS else False if kind == "checkbox" else None


def kept(prop: Property, value: Any, ids: Ids) -> Value:
    """Return a test's value as the workspace keeps it.

    Texts are words (or ready items), options names, people and relations objects or ids, files names or (name, url)
    pairs, dates "2026-11-20", a date, a datetime, a (start, end) pair or a ready object.
    """
    if value is None:
        return empty(prop.type)
    match prop.type:
        case "title" | "rich_text":
            return rich_text.of(value)
        case "select" | "status":
            return option(prop, value, ids).id
        case "multi_select":
            return [option(prop, name, ids).id for name in value]
        case "people" | "relation":
            return [_id(item) for item in (value if isinstance(value, list | tuple) else [value])]
        case "date":
            return _date(value)
        case "files":
            return [file(item) for item in value]
        case _:
            return value


def option(prop: Property, name: str, ids: Ids) -> Option:
    """Return a property's option of this name; a select gets it where it has none."""
    for known in prop.options:
        if known.name == name:
            return known
    if prop.type == "status":
        raise ValueError(f"the status {prop.name!r} has no option {name!r}")
    made = Option(ids.uuid(), name)
    prop.options.append(made)
    return made


def file(item: Any) -> Json:
    """Return a hosted file of a name, or an external one of a (name, url) pair."""
    if isinstance(item, str):
        return {"name": item}
    if isinstance(item, dict):
        return item
    name, url = item
    return {"name": name, "external": url}


def _id(item: Any) -> str:
    return item.id if isinstance(item, User | Group | Page) else str(item)


def _date(value: Any) -> Json:
    if isinstance(value, dict):
        return {"start": value["start"], "end": value.get("end"), "time_zone": value.get("time_zone")}
    start, end = value if isinstance(value, tuple) else (value, None)
    return {"start": _moment(start), "end": None if end is None else _moment(end), "time_zone": None}


def _moment(value: str | date | datetime) -> str:
    return dates.spelled(value) if isinstance(value, datetime) else str(value)
