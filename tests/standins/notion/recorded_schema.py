"""Puts into a workspace what a recorded write rests on: its data source, options, pages and people, by their ids."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from tests.standins.notion.everything import Everything
from tests.standins.notion.given import empty
from tests.standins.notion.state import COMPUTED, Database, DataSource, Json, Option, Page, Property, User
from tests.standins.notion.workspace import Workspace

_SCALARS = frozenset({"checkbox", "number", "url", "email", "phone_number", "date"})


def prepare(whole: Everything, line: Json) -> str:
    """Make a recorded write possible; return the path to send it to."""
    workspace, answer = whole.workspace, line["response"]
    for person in _found(line["request"], "user"):
        workspace.users.setdefault(person["id"], User(person["id"], "Person 2", "person2@example.com"))
    source = _source(workspace, answer) if answer["object"] == "page" else None
    for other, related in _related(answer, source):
        _page(workspace, other, related.id)
    if answer["object"] == "comment":
        _page(workspace, answer["parent"]["page_id"], "")
    elif line["method"] == "PATCH":
        _page(workspace, answer["id"], source.id if source else "")
        _standing(workspace, answer, source)
    if answer.get("parent", {}).get("type") == "page_id":
        _page(workspace, answer["parent"]["page_id"], "")
    return str(line["path"]).removeprefix("/v1/")


def _source(workspace: Workspace, answer: Json) -> DataSource | None:
    parent = answer["parent"]
    if parent["type"] != "data_source_id":
        return None
    source_id, database_id, now = parent["data_source_id"], parent["database_id"], workspace.clock.now()
    owner = workspace.owner.id
    source = DataSource(source_id, database_id, "Recorded", now, now, owner, owner)
    known = workspace.sources.setdefault(source_id, source)
    workspace.rows.setdefault(source_id, [])
    workspace.databases.setdefault(database_id, Database(database_id, "Recorded", "", now, data_sources=[source_id]))
    known.properties = {}
    for name, value in answer["properties"].items():
        if value["type"] == "rollup":
            continue  # what it rolls up is not in the recording
        known.properties[unquote(value["id"])] = _property(name, value, source_id)
    return known


def _property(name: str, value: Json, source_id: str) -> Property:
    kind = value["type"]
    made = Property(unquote(value["id"]), name, kind, related=source_id if kind == "relation" else "")
    held = value[kind]
    options = held if kind == "multi_select" else [held] if kind in ("select", "status") and held else []
    made.options = [Option(option["id"], option["name"], option["color"]) for option in options]
    if kind == "formula":
        result = held["type"]
        shown = held[result]["start"] if result == "date" and held[result] else held.get(result)
        made.settings, made.compute = {"result": result}, lambda row: shown
    if kind == "unique_id":
        made.settings = {"prefix": held["prefix"]}
    return made


def _related(answer: Json, source: DataSource | None) -> list[tuple[str, DataSource]]:
    if source is None:
        return []
    values = answer["properties"].values()
    return [(item["id"], source) for value in values if value["type"] == "relation" for item in value["relation"]]


def _page(workspace: Workspace, page_id: str, source_id: str) -> Page:
    now, owner = workspace.clock.now(), workspace.owner.id
    page = Page(page_id, source_id, now, now, owner, owner)
    return workspace.pages.setdefault(page_id, page)


def _standing(workspace: Workspace, answer: Json, source: DataSource | None) -> None:
    """Put on a page what stood there before: what the answer shows, as far as the write does not say it."""
    page = workspace.pages[answer["id"]]
    page.in_trash = False
    page.icon, page.cover, page.parent_page = answer["icon"], answer["cover"], answer["parent"].get("page_id", "")
    for value in answer["properties"].values():
        kind, held = value["type"], value[value["type"]]
        if kind in COMPUTED:
            continue
        page.values[unquote(value["id"])] = _kept(kind, held)


def _kept(kind: str, held: Any) -> Any:
    if not held:
        return empty(kind) if kind not in _SCALARS else held
    if kind in ("select", "status"):
        return held["id"]
    if kind in ("multi_select", "people", "relation"):
        return [item["id"] for item in held]
    return held


def _found(value: Any, name: str) -> list[Json]:
    """Return the users that a request names: objects marked as such."""
    if isinstance(value, list):
        return [found for item in value for found in _found(item, name)]
    if isinstance(value, dict):
        here = [value] if value.get("object") == name and "id" in value else []
        return here + [found for item in value.values() for found in _found(item, name)]
    return []
