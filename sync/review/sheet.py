"""A review as values that any format is rendered from: parts with lines, tables and trends. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sync.review.measure import Measure


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, what is to be said below it, and where it stands; all other people's text."""

    words: str
    url: str = ""
    below: tuple[str, ...] = ()
    pressing: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of words; `urls` are where each row stands."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part. `nothing` is said where it is empty; `text` is shown as it stands, line by line."""

    title: str
    nothing: str
    lead: str = ""
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    measures: tuple[Measure, ...] = ()
    text: str = ""
    below: bool = False
    """Whether it belongs to the part before it."""

    @property
    def empty(self) -> bool:
        return not (self.lines or (self.table and self.table.rows) or self.measures or self.text)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole review. `notes` say what it is from, and what keeps it from being whole."""

    title: str
    team: str
    as_of: datetime
    """In the team's time zone."""
    notes: tuple[str, ...]
    parts: tuple[Part, ...]
