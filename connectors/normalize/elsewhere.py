"""What stands on a record of the other tools' records: their ids and links."""

from __future__ import annotations

import re
from collections.abc import Iterable

from connectors.mapping.meanings import MEANINGS
from connectors.normalize.cells import place_of, words_of
from connectors.normalize.rows import BoundTable
from connectors.record import Cell

_LINK = re.compile(r"https?://[^\s<>\"')\]]+", re.I)
_MOST = 8
"""Links of one record that are looked at; more of them are a list, and say nothing of one."""


def names_elsewhere(tables: Iterable[BoundTable]) -> dict[str, tuple[str, ...]]:
    """Return, by record, what stands in the cell that is kept for the same record of another tool."""
    found: dict[str, tuple[str, ...]] = {}
    for table in tables:
        if "elsewhere" not in MEANINGS[table.binding.subject] or not table.has("elsewhere"):
            continue
        for row in table.rows:
            cell = row.cell("elsewhere")
            place = place_of(cell)
            if texts := tuple(dict.fromkeys(filter(None, (place if isinstance(place, str) else "", words_of(cell))))):
                found[row.key] = texts
    return found


def links_on(tables: Iterable[BoundTable]) -> dict[str, tuple[str, ...]]:
    """Return, by record, the links that stand in its cells."""
    found: dict[str, tuple[str, ...]] = {}
    for table in tables:
        if "elsewhere" not in MEANINGS[table.binding.subject]:
            continue
        for row in table.rows:
            links = {link for cell in row.record.cells.values() for link in _links_in(cell)}
            if 0 < len(links) <= _MOST:
                found[row.key] = tuple(sorted(links))
    return found


def _links_in(cell: Cell) -> Iterable[str]:
    return _LINK.findall(cell) if isinstance(cell, str) and "://" in cell else ()
