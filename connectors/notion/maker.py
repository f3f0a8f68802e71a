"""Notion as a place where rows are made: one page after the other, each looked for before it is sent again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from connectors.calls.patience import ATTEMPTS
from connectors.errors import OutcomeUnknown, WriteFailed
from connectors.making import RowToMake, says
from connectors.notion.client import Json, Notion
from connectors.notion.data_source import TOOL
from connectors.notion.errors import CapabilityMissing, NotAccepted, SavedAnyway
from connectors.notion.ids import hyphenated
from connectors.notion.new_values import properties_of
from connectors.notion.pages import Page, page_of
from connectors.notion.paging import PAGE_SIZE, answers, results_of
from connectors.notion.schema import Shape, shape_of
from connectors.notion.texts import clean
from connectors.notion.wording import tick
from connectors.online_maker import SETTLING, OnlineMaker
from rules.model import Ref


class NotionMaker(OnlineMaker):
    """Makes pages in the data sources of one source. Notion knows no key by which a second try would be the first."""

    def __init__(self, name: str, notion: Notion) -> None:
        """`name` is the source's name in the settings."""
        super().__init__(name, notion, 1)
        self._notion = notion
        self._shapes: dict[str, Shape] = {}

    def cost(self, rows: Iterable[RowToMake]) -> int:
        """Return one request for each row, and one for the columns of each data source."""
        asked = tuple(rows)
        return len(asked) + len({row.table for row in asked} - self._shapes.keys())

    def _made(self, rows: Sequence[RowToMake]) -> list[Ref]:
        return [self._page(row) for row in rows]

    def _page(self, row: RowToMake) -> Ref:
        shape = self._shape(row.table)
        body = {"parent": {"type": "data_source_id", "data_source_id": shape.table.id}}
        attempts = ATTEMPTS
        while True:
            attempts -= 1
            try:
                answer = self._notion.create("pages", {**body, "properties": properties_of(row, shape)})
                return _ref(shape, answer)
            except OutcomeUnknown as unknown:
                if (found := self._found(row, shape)) is None:
                    self._notion.rest(SETTLING)
                    found = self._found(row, shape)
                if found is not None:
                    return Ref(TOOL, shape.table.id, found.id, found.url)
                if isinstance(unknown, SavedAnyway) and unknown.resource_id:
                    return Ref(TOOL, shape.table.id, hyphenated(unknown.resource_id))
                if not attempts:
                    raise
            except CapabilityMissing:
                raise CapabilityMissing(
                    f"Notion does not let the connection make “{row.title}” in “{shape.table.title}”",
                    hint=f"To have rows made, {tick('Insert content')}.",
                ) from None
            except NotAccepted as refused:
                raise WriteFailed(
                    f"Notion takes no row “{row.title}” in “{shape.table.title}”: “{refused.said}”", hint=refused.hint
                ) from None

    def _found(self, row: RowToMake, shape: Shape) -> Page | None:
        """Return the page that says all that the row was to say, if one stands there."""
        title = row.values.get(shape.title)
        asked: dict[str, Any] = {"page_size": PAGE_SIZE}
        if isinstance(title, str):
            asked["filter"] = {"property": shape.title, "title": {"equals": title}}

        def ask(cursor: str) -> Json:
            start = {"start_cursor": cursor} if cursor else {}
            return self._notion.ask(f"data_sources/{shape.table.id}/query", {**asked, **start})

        pages = (page_of(raw, shape, row.values) for answer in answers(ask) for raw in results_of(answer))
        fit = (
            page
            for page in pages
            if not page.in_trash and all(says(page.cells[column], value) for column, value in row.values.items())
        )
        return next(fit, None)

    def _shape(self, table: str) -> Shape:
        if table not in self._shapes:
            self._shapes[table] = shape_of(self._notion.read(f"data_sources/{table}"))
        return self._shapes[table]


def _ref(shape: Shape, answer: Json) -> Ref:
    id_, url = answer.get("id"), answer.get("url")
    if not isinstance(id_, str):
        raise OutcomeUnknown("Notion took a row and did not say what it is called")
    return Ref(TOOL, shape.table.id, hyphenated(clean(id_)), clean(url) if isinstance(url, str) else "")
