"""Pages as records: the cells of the bound columns, and our own marks."""

from __future__ import annotations

from collections.abc import Iterator

from connectors.notion.data_source import TOOL, Reading
from connectors.notion.pages import Page
from connectors.record import Cell, Marks, Record
from connectors.wanted import Wanted
from rules.model import Ref, Unknown, Unreadable


def records_of(reading: Reading, wanted: Wanted, unreadable: list[Unreadable]) -> Iterator[Record]:
    """Yield the records, and keep in `unreadable` what could not be read and why.

    A relation to what is not shared with us looks empty and is not known; nor is what is computed over it.
    """
    shape, ours = reading.shape, wanted.ours
    blind = {column for column, related in shape.relations.items() if not related.data_source}
    blind |= {column for column, behind in shape.computed_from.items() if not blind.isdisjoint(behind)}
    unseen: dict[str, Cell] = dict.fromkeys(reading.known.hidden, Unknown.UNSEEN)
    names = {column.id: column.name for column in shape.table.columns}
    for page in reading.pages:
        ref = Ref(TOOL, wanted.table, page.id, page.url)
        for column, flaw in page.flaws.items():
            if column not in ours:
                unreadable.append(Unreadable(ref, names[column], flaw.text, flaw.reason))
        cells = {
            column: Unknown.UNSEEN if column in blind else cell
            for column, cell in page.cells.items()
            if column not in ours
        }
        marks = Marks(_own(page, wanted.own.flag), _own(page, wanted.own.gaps), Unknown.UNSEEN)
        yield Record(ref, cells | unseen, marks, page.edited_at)


def _own(page: Page, column: str) -> str | None:
    cell = page.cells.get(column)
    return cell if isinstance(cell, str) else None
