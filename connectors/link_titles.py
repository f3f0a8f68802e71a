"""Links between records, as they are beside the records that they lead to: a tool may give bare ids. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from connectors.normalize.cells import words_of
from connectors.record import Cell, LinkCell, Record


def titles_of(records: Iterable[Record], columns: Mapping[str, str]) -> Mapping[str, str]:
    """Return titles by record id. `columns` is, by container, the column that holds the title."""
    found: dict[str, str] = {}
    for record in records:
        if title := words_of(record.cells.get(columns.get(record.ref.container, ""))):
            found[record.ref.record] = title
    return found


def with_links_told(records: Iterable[Record], columns: Mapping[str, str]) -> tuple[Record, ...]:
    """Return records whose links show the titles of those among them that they lead to; `columns` as above."""
    records = tuple(records)
    titles = titles_of(records, columns)
    return tuple(
        replace(record, cells={column: with_titles(cell, titles) for column, cell in record.cells.items()})
        for record in records
    )


def with_titles(cell: Cell, titles: Mapping[str, str]) -> Cell:
    """Return a cell of links with their titles, where the tool itself gave none; any other cell as it is."""
    if not isinstance(cell, tuple) or not cell or not isinstance(cell[0], LinkCell):
        return cell
    return tuple(LinkCell(link.id, link.title or titles.get(link.id, "")) for link in cell)


def without_gone(cell: Cell, there: Collection[str]) -> Cell:
    """Return a cell of links without those to records that are not `there`; any other cell as it is.

    A record may be deleted without an edit of those that link to it, and a delta then still shows the link.
    """
    if not isinstance(cell, tuple) or not cell or not isinstance(cell[0], LinkCell):
        return cell
    return tuple(link for link in cell if link.id in there)
