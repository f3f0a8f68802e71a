"""Queries of a data source: filter, sort, the cap, cursors, trimmed properties."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

from tests.standins.notion import showing
from tests.standins.notion.call import Call
from tests.standins.notion.filters import passing, sorting
from tests.standins.notion.refusals import failed, invalid
from tests.standins.notion.state import Capability, DataSource, Json, Page

_CUT = {"type": "incomplete", "incomplete_reason": "query_result_limit_reached"}


@dataclass(slots=True)
class _Open:
    """A query that has more to give."""

    asked: str
    ids: list[str]
    revision: int
    next: int


@dataclass(slots=True)
class Cursors:
    """The cursors that were given out."""

    opened: dict[str, _Open] = field(default_factory=dict)


def query(call: Call, cursors: Cursors, source_id: str) -> Json:
    """Answer one page of a query."""
    call.need(Capability.READ_CONTENT)
    source = call.source(source_id)
    if source.in_trash:
        raise call.missing("data_source", source_id)
    # Newest documentation: `is_archived` selects rows in the trash, and `in_trash` has no effect on a query.
    trash_word = "is_archived" if call.version >= "2026-03-11" else "archived"
    call.only("sorts", "filter", "start_cursor", "page_size", "in_trash", "result_type", trash_word)
    only = trimmed(call, source)
    size = call.page_size()
    ids, start = _found(call, cursors, source, bool(call.body.get(trash_word, False)))
    cap = call.workspace.quirks.query_cap
    end = min(start + size, cap)
    more = end < min(len(ids), cap)
    answer: Json = {
        "object": "list",
        "results": [_shown(call, found, only) for found in ids[start:end]],
        "next_cursor": _cursor(call, cursors, source, ids, end) if more else None,
        "has_more": more,
        "type": "page_or_data_source",
        "page_or_data_source": {},
    }
    if len(ids) > cap:
        answer["request_status"] = _CUT
    return answer


def _shown(call: Call, found: str, only: frozenset[str] | None) -> Json:
    child = call.workspace.sources.get(found)
    if child is not None:
        return showing.data_source(call, child)
    return showing.page(call, call.workspace.pages[found], only)


def trimmed(call: Call, source: DataSource | None) -> frozenset[str] | None:
    """Return the ids of the properties that `filter_properties` asks for; None where it does not ask."""
    asked = call.request.every("filter_properties")
    if not asked:
        return None
    if source is None:
        return frozenset({"title"})
    found = set()
    for name in asked:
        prop = source.named(name)
        if prop is None:
            raise invalid(f"Could not find property with name or id: {name}")
        found.add(prop.id)
    return frozenset(found)


def _found(call: Call, cursors: Cursors, source: DataSource, trashed: bool) -> tuple[list[str], int]:
    """Return the ids of all that the query finds and where this page begins."""
    asked = json.dumps([source.id, call.body.get("filter"), call.body.get("sorts"), call.body.get("result_type")])
    if not call.cursor():
        return _search(call, source, trashed), 0
    opened = cursors.opened.get(call.cursor())
    if opened is None or opened.asked != asked:
        raise failed("body.start_cursor", f'should be a valid cursor of this query, instead was `"{call.cursor()}"`')
    if opened.revision == call.workspace.revision:
        return opened.ids, opened.next
    ids = _search(call, source, trashed)  # somebody changed something meanwhile: the rows may have moved
    awaited = opened.ids[opened.next]
    return ids, ids.index(awaited) if awaited in ids else min(opened.next, len(ids))


def _search(call: Call, source: DataSource, trashed: bool) -> list[str]:
    condition, sorts = call.body.get("filter"), call.body.get("sorts") or []
    wanted = call.body.get("result_type")
    if wanted not in (None, "page", "data_source"):
        raise failed("body.result_type", "should be `page` or `data_source`")
    test = passing(call, source, condition) if condition else None
    pages = [call.workspace.pages[page_id] for page_id in call.workspace.rows[source.id]]
    seen = [page for page in pages if page.in_trash is trashed and page.id not in call.token.unshared]
    passed = [page for page in seen if test is None or test(page)]
    ordered = sorting(call, source, sorts)(sorted(passed, key=_unspecified))
    children = [child.id for child in call.workspace.sources.values() if child.inside == source.id]
    found = [] if wanted == "data_source" else [page.id for page in ordered]
    return found + ([] if wanted == "page" or condition else children)


def _unspecified(page: Page) -> bytes:
    """Return the order of rows that no sort tells apart: stable, and none that anybody could rely on."""
    return hashlib.blake2b(page.id.encode(), digest_size=8).digest()


def _cursor(call: Call, cursors: Cursors, source: DataSource, ids: list[str], end: int) -> str:
    asked = json.dumps([source.id, call.body.get("filter"), call.body.get("sorts"), call.body.get("result_type")])
    made = f"s:{call.workspace.ids.uuid()}:{ids[end]}"
    cursors.opened[made] = _Open(asked, ids, call.workspace.revision, end)
    return made
