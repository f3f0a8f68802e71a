"""Blocks: the children of a page or block, appended, listed and deleted; child pages and databases are among them."""

from __future__ import annotations

import re
from typing import Any

from tests.standins.notion import dates, rich_text, showing
from tests.standins.notion.call import Call
from tests.standins.notion.refusals import Refused, failed, invalid, not_found
from tests.standins.notion.state import Block, Capability, Json, Page
from tests.standins.notion.writes import may_write, not_full

_MOST = 100
"""Blocks in one list of a request."""
_MOST_IN_ALL = 1000
_DEEPEST = 3
"""Levels of blocks that one request may carry."""
_WORDED = frozenset(
    {"paragraph", "heading_1", "heading_2", "heading_3", "bulleted_list_item", "numbered_list_item", "quote", "toggle"}
)
"""Types of which a request gives words, a colour and children."""
_COLOURS = ("default", "gray", "brown", "orange", "yellow", "green", "blue", "purple", "pink", "red")
COLOURS = frozenset([*_COLOURS, *(f"{colour}_background" for colour in _COLOURS)])
_ARCHIVED = "Can't edit block that is archived. You must unarchive the block before editing."
_ADDRESS = re.compile(r"(?:https?://[^\s/]+|mailto:\S+@\S+)\S*")


def children(call: Call, parent_id: str) -> Json:
    """Answer what stands on a page or in a block, in order."""
    call.need(Capability.READ_CONTENT)
    parent = _parent(call, parent_id)
    ids = call.workspace.inside.get(parent.id, [])
    return call.listed([one for id_ in ids if (one := _listed(call, id_)) is not None], "block")


def retrieve(call: Call, block_id: str) -> Json:
    call.need(Capability.READ_CONTENT)
    found = _listed(call, call.uuid(block_id, "block_id"), trashed=True)
    if found is None:
        raise call.missing("block", block_id)
    return found


def append(call: Call, parent_id: str) -> Json:
    """Add blocks at the end, at the start, or behind another one; answer those of the first level."""
    call.need(Capability.INSERT_CONTENT)
    not_full(call)
    call.only("children", "position")
    parent = _parent(call, parent_id)
    if _in_trash(call, parent):
        raise _gone(call, parent_id)
    made = accepted(call, call.body.get("children"), "body.children")
    siblings = call.workspace.inside.setdefault(parent.id, [])
    place = _place(call, siblings)
    ids = [keep(call, one, parent) for one in made]
    siblings[place:place] = ids
    call.workspace.revision += 1
    return {
        "object": "list",
        "results": [_shown(call, call.workspace.content[id_]) for id_ in ids],
        "next_cursor": None,
        "has_more": False,
        "type": "block",
        "block": {},
    }


def delete(call: Call, block_id: str) -> Json:
    """Put a block, with all that is in it, into the trash; a page may be deleted so, too."""
    may_write(call)
    id_ = call.uuid(block_id, "block_id")
    page = call.workspace.pages.get(id_)
    if page is not None and call.sees(page):
        page.in_trash = True
        return showing.child_page(call, page)
    block = _block(call, block_id)
    if _in_trash(call, block):
        raise _gone(call, block_id)
    block.in_trash = True
    return _shown(call, block)


def accepted(call: Call, given: Any, place: str, level: int = 1) -> list[Json]:
    """Return blocks of a request as they are kept, or raise the refusal of the first that is wrong."""
    if not isinstance(given, list):
        raise failed(place, "should be defined, instead was `undefined`" if given is None else "should be an array")
    if len(given) > _MOST:
        raise failed(f"{place}.length", f"should be ≤ `{_MOST}`, instead was `{len(given)}`")
    if given and level > _DEEPEST:
        raise failed(place, "should be not present")
    found = [_accepted(call, one, f"{place}[{number}]", level) for number, one in enumerate(given)]
    if level == 1 and (count := sum(map(_counted, found))) > _MOST_IN_ALL:
        raise failed(place, f"should hold ≤ `{_MOST_IN_ALL}` blocks, instead were `{count}`")
    return found


def keep(call: Call, wanted: Json, parent: Page | Block) -> str:
    """Make an accepted block, with all that is in it, and return its id; the caller puts it in its place."""
    workspace = call.workspace
    page = parent.id if isinstance(parent, Page) else parent.page
    now, author = workspace.clock.now(), call.token.bot_id
    block = Block(workspace.ids.uuid(), page, parent.id, wanted["type"], wanted["content"], now, now, author)
    workspace.content[block.id] = block
    workspace.blocks[block.id] = page
    workspace.inside[block.id] = [keep(call, child, block) for child in wanted["children"]]
    return block.id


def _accepted(call: Call, given: Any, place: str, level: int) -> Json:
    if not isinstance(given, dict):
        raise failed(place, "should be an object")
    kinds = [key for key in given if key not in ("type", "object")]
    kind = kinds[0] if len(kinds) == 1 else ""
    content = given.get(kind)
    if not isinstance(content, dict) or given.get("type", kind) != kind or given.get("object", "block") != "block":
        raise failed(place, "should be one block")
    if kind == "divider":
        if content:
            raise failed(f"{place}.divider", "should be empty")
        return {"type": kind, "content": {}, "children": []}
    if kind not in _WORDED | {"callout"}:
        raise failed(f"{place}.{kind}", "should be of a type that the stand-in knows")
    allowed = {"rich_text", "color", "children"}
    allowed |= {"icon"} if kind == "callout" else {"is_toggleable"} if kind.startswith("heading") else set()
    if unknown := sorted(content.keys() - allowed):
        raise failed(f"{place}.{kind}.{unknown[0]}", "should be not present")
    words = rich_text.accepted(content.get("rich_text"), f"{place}.{kind}.rich_text", call.knows_user)
    colour = content.get("color", "default")
    if colour not in COLOURS:
        raise failed(f"{place}.{kind}.color", f"should be a colour, instead was `{colour!r}`")
    for item in words:
        _check(item, f"{place}.{kind}.rich_text")
    kept: Json = {"rich_text": words, "color": colour}
    if kind == "callout":
        kept["icon"] = content.get("icon")
    if kind.startswith("heading"):
        kept["is_toggleable"] = content.get("is_toggleable", False)
    inside = accepted(call, content["children"], f"{place}.{kind}.children", level + 1) if "children" in content else []
    return {"type": kind, "content": kept, "children": inside}


def _check(item: Json, place: str) -> None:
    if item["annotations"]["color"] not in COLOURS:
        raise failed(f"{place}.annotations.color", "should be a colour")
    if item["type"] == "text" and (link := item["href"]) is not None and not _ADDRESS.fullmatch(link):
        raise invalid("Invalid URL for link.")


def _counted(made: Json) -> int:
    return 1 + sum(map(_counted, made["children"]))


def _place(call: Call, siblings: list[str]) -> int:
    position = call.body.get("position", {"type": "end"})
    match position:
        case {"type": "end"}:
            return len(siblings)
        case {"type": "start"}:
            return 0
        case {"type": "after_block", "after_block": {"id": str(given)}}:
            block_id = call.uuid(given, "position.after_block.id")
            block = call.workspace.content.get(block_id)
            if block_id not in siblings or (block is not None and block.in_trash):
                raise failed("body.position.after_block.id", "should be the id of a block with this parent")
            return siblings.index(block_id) + 1
    raise failed("body.position", "should be one of after_block, start, end")


def _parent(call: Call, given: str) -> Page | Block:
    page = call.workspace.pages.get(call.uuid(given, "block_id"))
    if page is None:
        return _block(call, given)
    if not call.sees(page):
        raise call.missing("block", given)
    return page


def _block(call: Call, given: str) -> Block:
    block = call.workspace.content.get(call.uuid(given, "block_id"))
    if block is None or not call.sees(call.workspace.pages[block.page]):
        raise call.missing("block", given)
    return block


def _in_trash(call: Call, one: Page | Block) -> bool:
    if isinstance(one, Page) or one.in_trash:
        return one.in_trash
    above = call.workspace.content.get(one.parent) or call.workspace.pages[one.parent]
    return _in_trash(call, above)


def _gone(call: Call, given: str) -> Refused:
    """Refuse what lies in the trash, in either way that is reported of Notion."""
    if call.workspace.quirks.trashed_blocks_are_missing:
        return not_found("block", given, call.token.name, call.token.bot_id)
    return invalid(_ARCHIVED)


def _listed(call: Call, id_: str, *, trashed: bool = False) -> Json | None:
    workspace = call.workspace
    if (page := workspace.pages.get(id_)) is not None:
        return showing.child_page(call, page) if call.sees(page) and (trashed or not page.in_trash) else None
    if (database := workspace.databases.get(id_)) is not None:
        return None if id_ in call.token.unshared or database.in_trash else showing.child_database(call, database)
    block = workspace.content.get(id_)
    if block is None or not call.sees(workspace.pages[block.page]) or (block.in_trash and not trashed):
        return None
    return _shown(call, block)


def _shown(call: Call, block: Block) -> Json:
    on_page = block.parent == block.page
    content = dict(block.content)
    if "rich_text" in content:
        content["rich_text"] = rich_text.shown(content["rich_text"], call.user)
    return {
        "object": "block",
        "id": block.id,
        "parent": {"type": "page_id", "page_id": block.parent}
        if on_page
        else {"type": "block_id", "block_id": block.parent},
        "created_time": dates.stamp(block.created_at),
        "last_edited_time": dates.stamp(block.edited_at),
        "created_by": showing.bare_user(block.created_by),
        "last_edited_by": showing.bare_user(block.created_by),
        "has_children": any(_listed(call, id_) for id_ in call.workspace.inside.get(block.id, ())),
        "in_trash": block.in_trash,
        "type": block.type,
        block.type: content,
        **showing.trash_flags(call, block.in_trash),
    }
