"""One page of a data source: where it stands, when it was edited, and its cells by column id."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from connectors.errors import SourceUnreadable
from connectors.notion.dates import moment_of
from connectors.notion.flaw import Flaw
from connectors.notion.ids import hyphenated, plain_id
from connectors.notion.schema import Shape
from connectors.notion.texts import clean
from connectors.notion.values import cell_of
from connectors.record import Cell
from rules.model import Unknown


@dataclass(frozen=True, slots=True)
class Page:
    """One page as an answer shows it. Times are Notion's, which are whole minutes.

    A cell that is `Unknown.TRUNCATED` has to be fetched as a property of its own; `flaws` says of each unreadable one
    why it is. A column that was asked for and is missing in the answer is `Unknown.UNSEEN`.
    """

    id: str
    url: str
    data_source: str
    """The data source that holds the page; "" for a page that lies elsewhere."""
    cells: Mapping[str, Cell]
    flaws: Mapping[str, Flaw] = field(default_factory=dict)
    edited_at: datetime | None = None
    in_trash: bool = False

    @property
    def truncated(self) -> tuple[str, ...]:
        """The columns whose values may be cut."""
        return tuple(column for column, cell in self.cells.items() if cell is Unknown.TRUNCATED)


def page_of(page: object, shape: Shape, wanted: Collection[str]) -> Page:
    """Return a page with the cells of the `wanted` columns.

    A rollup or formula is cut where a column is that it goes through, if that column is in the answer: ask for both.
    Raises `SourceUnreadable` for what is not a page; a wiki lists data sources among its pages.
    """
    if not isinstance(page, dict) or page.get("object") != "page" or not isinstance(page.get("id"), str):
        raise SourceUnreadable(
            f'Notion listed something else than a page in "{shape.table.title}", which cannot be read.'
        )
    found, cut = _values(page.get("properties"), shape)
    cells: dict[str, Cell] = {}
    flaws: dict[str, Flaw] = {}
    for column in wanted:
        read = found.get(column, Unknown.UNSEEN)
        if isinstance(read, Flaw):
            flaws[column] = read
            cells[column] = Unknown.UNREADABLE
        elif cut and not cut.isdisjoint(shape.computed_from.get(column, ())):
            cells[column] = Unknown.TRUNCATED
        else:
            cells[column] = read
    parent = page.get("parent")
    return Page(
        id=hyphenated(page["id"]),
        url=_words(page.get("url")),
        data_source=hyphenated(_words(parent.get("data_source_id"))) if isinstance(parent, dict) else "",
        cells=cells,
        flaws=flaws,
        edited_at=_instant(page.get("last_edited_time")),
        in_trash=bool(page.get("in_trash", page.get("archived", False))),
    )


def _values(properties: Any, shape: Shape) -> tuple[dict[str, Cell | Flaw], set[str]]:
    """Return what each column of the answer says, and the columns whose values are cut."""
    found: dict[str, Cell | Flaw] = {}
    cut: set[str] = set()
    for value in properties.values() if isinstance(properties, dict) else ():
        if not isinstance(value, dict) or not isinstance(value.get("id"), str):
            continue
        column = plain_id(value["id"])
        read = found[column] = cell_of(value, percent=column in shape.percents)
        if read is Unknown.TRUNCATED:
            cut.add(column)
    return found, cut


def _words(value: object) -> str:
    return clean(value) if isinstance(value, str) else ""


def _instant(value: object) -> datetime | None:
    moment = moment_of(value) if isinstance(value, str) else None
    return moment if isinstance(moment, datetime) else None
