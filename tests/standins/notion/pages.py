"""Pages: retrieve, create, update, and one property of a page in full."""

from __future__ import annotations

from typing import Any

from tests.standins.notion import blocks, computed, rich_text, showing
from tests.standins.notion.call import Call
from tests.standins.notion.ids import quoted
from tests.standins.notion.queries import trimmed
from tests.standins.notion.refusals import failed, invalid
from tests.standins.notion.state import Capability, DataSource, Json, Page, Property
from tests.standins.notion.writes import check, may_write, not_full, write

_IN_PARTS = frozenset({"title", "rich_text", "relation", "people", "rollup"})
_ARCHIVED = "Can't edit page that is archived. You must unarchive the page before editing."


def retrieve(call: Call, page_id: str) -> Json:
    call.need(Capability.READ_CONTENT)
    page = call.page(page_id)
    return showing.page(call, page, trimmed(call, call.workspace.sources.get(page.source)))


def create(call: Call) -> Json:
    """Make a row, or a page below another page."""
    call.need(Capability.INSERT_CONTENT)
    not_full(call)
    call.only("parent", "properties", "icon", "cover", "content", "children", "markdown", "template", "position")
    parent = call.body.get("parent")
    if not isinstance(parent, dict):
        raise failed("body.parent", "should be defined, instead was `undefined`")
    body = blocks.accepted(call, call.body["children"], "body.children") if "children" in call.body else []
    source = _parent_source(call, parent)
    properties = call.body.get("properties", {})
    if source is None:
        above = call.page(str(parent.get("page_id"))) if "page_id" in parent else None
        if above is not None and above.in_trash:
            raise invalid(_ARCHIVED)
        page = _alone(call, properties)
        page.created_by = call.token.bot_id
        call.workspace.put_below(page, above.id if above else "")
    else:
        page = _row(call, source, properties)
    page.icon, page.cover = call.body.get("icon"), call.body.get("cover")
    page.created_by = page.edited_by = call.token.bot_id
    call.workspace.inside[page.id] = [blocks.keep(call, block, page) for block in body]
    return showing.page(call, page)


def _parent_source(call: Call, parent: Json) -> DataSource | None:
    if "data_source_id" in parent:
        return call.source(str(parent["data_source_id"]))
    if "database_id" in parent:
        return only_source(call, str(parent["database_id"]))
    return None


def only_source(call: Call, database_id: str) -> DataSource:
    """Return the one data source of a database; refuse a database that has several."""
    database = call.database(database_id)
    if len(database.data_sources) > 1:
        refusal = invalid("Databases with multiple data sources are not supported in this API version.")
        refusal.additional_data = {
            "error_type": "multiple_data_sources_for_database",
            "database_id": database.id,
            "child_data_source_ids": database.data_sources,
            "minimum_api_version": "2025-09-03",
        }
        raise refusal
    return call.workspace.sources[database.data_sources[0]]


def _row(call: Call, source: DataSource, properties: Any) -> Page:
    check(call, source, properties)
    page = call.workspace.add_page(source, {})
    write(call, page, source, properties)
    return page


def _alone(call: Call, properties: Any) -> Page:
    given = properties.get("title", {}) if isinstance(properties, dict) else {}
    items = given.get("title", []) if isinstance(given, dict) else given
    title = rich_text.accepted(items, "body.properties.title.title", call.knows_user)
    page = call.workspace.add_page(None, {})
    page.values["title"] = title
    return page


def update(call: Call, page_id: str) -> Json:
    """Change a page: its properties, icon and cover; trash, restore or lock it."""
    may_write(call)
    trash_word = "in_trash" if call.version >= "2026-03-11" else "archived"
    call.only("properties", "icon", "cover", "is_locked", "template", "erase_content", "in_trash", trash_word)
    page = call.page(page_id)
    wanted = call.body.get("in_trash", call.body.get(trash_word))
    if page.in_trash and wanted is not False:
        raise invalid(_ARCHIVED)
    source = call.workspace.sources.get(page.source)
    if "properties" in call.body:
        if source is None:
            page.values["title"] = _alone_title(call)
            call.workspace.touch(page, call.token.bot_id)
        else:
            write(call, page, source, call.body["properties"])
    if wanted is not None and wanted is not page.in_trash:
        page.in_trash = wanted
        call.workspace.touch(page, call.token.bot_id)
    for name in ("icon", "cover", "is_locked"):
        if name in call.body:
            setattr(page, name, call.body[name])
            call.workspace.touch(page, call.token.bot_id)
    return showing.page(call, page)


def _alone_title(call: Call) -> list[Json]:
    given = call.body["properties"].get("title", {})
    items = given.get("title", []) if isinstance(given, dict) else given
    return rich_text.accepted(items, "body.properties.title.title", call.knows_user)


def retrieve_property(call: Call, page_id: str, property_id: str) -> Json:
    """Answer one property in full: lists in pages, everything else as one item."""
    call.need(Capability.READ_CONTENT)
    page = call.page(page_id)
    source = call.workspace.sources.get(page.source)
    prop = source.properties.get(property_id) if source else Property("title", "title", "title")
    if prop is None:
        raise call.missing("property", property_id)
    head = {"object": "property_item", "type": prop.type, "id": quoted(prop.id)}
    if prop.type not in _IN_PARTS:
        return head | {prop.type: showing.shown_value(call, page, prop)}
    items, final = _parts(call, page, prop, head)
    return _part(call, page, prop, items, final)


def _parts(call: Call, page: Page, prop: Property, head: Json) -> tuple[list[Json], Json]:
    if prop.type != "rollup":
        value = showing.shown_value(call, page, prop)
        return [head | {prop.type: one} for one in value], {}
    final, gathered = computed.rollup(call, page, prop, cut=False)
    of = {"object": "property_item", "id": quoted(prop.settings["of"])}
    items = [{**of, "type": one["type"], one["type"]: part} for one in gathered for part in _single(one)]
    if final["type"] == "array":
        final = final | {"array": []}
    return items, final


def _single(gathered: Json) -> list[Any]:
    """Return what one gathered value comes in: a list that has parts comes one by one."""
    value = gathered[gathered["type"]]
    return list(value) if gathered["type"] in _IN_PARTS else [value]


def _part(call: Call, page: Page, prop: Property, items: list[Json], final: Json) -> Json:
    start = int(call.cursor() or 0)
    end = start + call.page_size()
    more = end < len(items)
    if more and prop.type == "rollup":
        final = {"type": "incomplete", "incomplete": {}, "function": prop.settings["function"]}
    path = f"https://api.notion.com/v1/pages/{page.id}/properties/{quoted(prop.id)}"
    return {
        "object": "list",
        "results": items[start:end],
        "next_cursor": str(end) if more else None,
        "has_more": more,
        "type": "property_item",
        "property_item": {
            "id": quoted(prop.id),
            "next_url": f"{path}?start_cursor={end}" if more else None,
            "type": prop.type,
            prop.type: final,
        },
    }
