"""Search: pages and data sources by title, of those that the index knows."""

from __future__ import annotations

from tests.standins.notion import rich_text, showing
from tests.standins.notion.call import Call
from tests.standins.notion.refusals import failed
from tests.standins.notion.state import Capability, DataSource, Json, Page


def search(call: Call) -> Json:
    call.need(Capability.READ_CONTENT)
    call.only("query", "sort", "filter", "start_cursor", "page_size", "in_trash")
    wanted = (call.body.get("filter") or {}).get("value")
    if wanted not in (None, "page", "data_source"):
        raise failed("body.filter.value", f'should be `"page"` or `"data_source"`, instead was `"{wanted}"`')
    words = str(call.body.get("query") or "").lower()
    found: list[DataSource | Page] = []
    if wanted != "page":
        found += [source for source in call.workspace.sources.values() if _sees_source(call, source, words)]
    if wanted != "data_source":
        found += [page for page in call.workspace.pages.values() if _sees_page(call, page, words)]
    newest_first = (call.body.get("sort") or {}).get("direction", "descending") == "descending"
    found.sort(key=lambda one: one.edited_at, reverse=newest_first)
    by_id = {one.id: one for one in found}
    answer = call.listed([{"id": one.id} for one in found], "page_or_data_source")
    return {**answer, "results": [_shown(call, by_id[listed["id"]]) for listed in answer["results"]]}


def _shown(call: Call, found: DataSource | Page) -> Json:
    return showing.page(call, found) if isinstance(found, Page) else showing.data_source(call, found)


def _sees_source(call: Call, source: DataSource, words: str) -> bool:
    indexed = source.id not in call.workspace.unindexed and not source.in_trash
    return indexed and call.sees_source(source.id) and words in source.title.lower()


def _sees_page(call: Call, page: Page, words: str) -> bool:
    indexed = page.id not in call.workspace.unindexed and not page.in_trash
    return indexed and call.sees(page) and words in rich_text.plain(page.values.get("title") or []).lower()
