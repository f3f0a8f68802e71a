"""Values that a page's answer cut off, fetched whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote

from connectors.errors import NotShared
from connectors.notion.client import Json, Notion
from connectors.notion.flaw import Flaw
from connectors.notion.pages import Page
from connectors.notion.paging import PAGE_SIZE, answers
from connectors.notion.property_items import full_cell
from connectors.notion.schema import Shape
from connectors.record import Cell
from rules.model import Unknown


def with_full_values(notion: Notion, page: Page, shape: Shape, columns: Iterable[str]) -> Page:
    """Return the page with those of the columns fetched whole that were cut, one request for 100 elements of each.

    A page that is gone by now keeps them as they are: cut.
    """
    cells: dict[str, Cell] = {}
    flaws: dict[str, Flaw] = {}
    for column in columns:
        if page.cells.get(column) is not Unknown.TRUNCATED:
            continue
        try:
            read = full_cell(_items(notion, page.id, column), percent=column in shape.percents)
        except NotShared:
            return page
        if isinstance(read, Flaw):
            flaws[column] = read
        cells[column] = Unknown.UNREADABLE if isinstance(read, Flaw) else read
    return replace(page, cells={**page.cells, **cells}, flaws={**page.flaws, **flaws}) if cells else page


def _items(notion: Notion, page: str, column: str) -> list[Json]:
    path = f"pages/{page}/properties/{quote(column, safe='')}"

    def ask(cursor: str) -> Json:
        start: Mapping[str, object] = {"start_cursor": cursor} if cursor else {}
        return notion.read(path, {"page_size": PAGE_SIZE, **start})

    return list(answers(ask))
