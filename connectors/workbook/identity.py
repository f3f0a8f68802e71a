"""What a row is known by, when rows move: its own id where the sheet has such a column, else its words.

A workbook has no record ids. People sort, insert and delete rows, so a row number would give one row's history to
another. Words survive all of that but not a new title: a row that is renamed is a new record, and the old one is gone.
Rows with the same words are told apart by their order, so they may swap when they are sorted among themselves. A
column of ids ends both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from connectors.workbook.grid import Grid, Row, words_of
from connectors.workbook.header import folded
from connectors.workbook.regions import Heading, Region

ID_NAMES = frozenset(
    {"id", "row id", "record id", "task id", "item id", "deliverable id", "release id", "track id", "uid", "uuid",
     "guid", "key", "issue key", "ref", "reference"}
)  # fmt: skip
"""Names of columns that may hold ids. Numbers of rows ("#", "No.") are counted anew whenever rows move."""

TITLE_NAMES = frozenset(
    {"deliverable", "deliverables", "task", "task name", "title", "name", "item", "asset", "to do", "todo", "what",
     "milestone", "work", "output", "handoff", "gate", "version", "contributor", "contributor name", "step", "action"}
)  # fmt: skip
CONTEXT_NAMES = frozenset(
    {"release", "release title", "release name", "project", "project title", "album", "single", "ep", "campaign",
     "song", "song title", "track", "track title", "track name"}
)  # fmt: skip
"""Names of columns that say what the row belongs to, or what it is where there is no title beside them."""

_LIKE_AN_ID = re.compile(r"[\w./#:-]{1,64}")
_MUSICAL_KEY = re.compile(r"(?:[A-G][#b♯♭]?\s*(?:m|min|maj|minor|major|moll|dur)?|\d{1,2}[AB])", re.IGNORECASE)
_LONGEST = 120
_ENOUGH = 0.8


def identify(grid: Grid, region: Region) -> dict[int, str]:
    """Return the record id of each row of the region; no two are equal.

    A row whose id is missing or stands twice is known by its words, and no other row's id changes for that.
    """
    own = _own_ids(grid, region)
    naming = naming_columns(grid, region)
    seen: Counter[str] = Counter()
    found: dict[int, str] = {}
    taken = set(own.values())
    for number in region.rows:
        known = own.get(number)
        if known is None:
            words = _words(grid.rows[number], naming)
            known = words
            while True:
                seen[words] += 1
                known = words if seen[words] == 1 else f"{words} #{seen[words]}"
                if known not in taken:
                    break
            taken.add(known)
        found[number] = known
    return found


def naming_columns(grid: Grid, region: Region) -> tuple[int, ...]:
    """Return the columns whose words name a row, the title last: by the header's names, else the first of text."""
    context = [h.column for h in region.headings if folded(h.id) in CONTEXT_NAMES]
    title = next((h.column for h in region.headings if folded(h.id) in TITLE_NAMES), None)
    if title is None and not context:
        title = next((h.column for h in region.headings if _holds_text(grid, region, h)), None)
    if title is None:
        return tuple(context) or tuple(h.column for h in region.headings[:1])
    return (*context, title)


def _own_ids(grid: Grid, region: Region) -> dict[int, str]:
    for heading in region.headings:
        if folded(heading.id) not in ID_NAMES or heading.column in grid.calculated:
            continue
        ids = {number: words_of(grid.rows[number].get(heading.column)) for number in region.rows}
        ids = {number: text for number, text in ids.items() if text}
        counts = Counter(ids.values())
        alike = all(_LIKE_AN_ID.fullmatch(text) for text in counts)
        musical = folded(heading.id) == "key" and any(_MUSICAL_KEY.fullmatch(text) for text in counts)
        single = {number: text for number, text in ids.items() if counts[text] == 1}
        if single and alike and not musical and len(single) >= _ENOUGH * len(region.rows):
            return single
    return {}


def _words(row: Row, naming: Iterable[int]) -> str:
    words = " / ".join(text for column in naming if (text := words_of(row.get(column)).casefold()))
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST]} {sha256(words.encode()).hexdigest()[:12]}"
    return words or "untitled"


def _holds_text(grid: Grid, region: Region, heading: Heading) -> bool:
    rows: Sequence[Row] = [grid.rows[number] for number in region.rows]
    filled = [row[heading.column] for row in rows if heading.column in row]
    return bool(filled) and sum(isinstance(value, str | tuple) for value in filled) * 2 > len(filled)
