"""What a record is recognised by in another tool."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.model import Kind, Ref


class Sort(StrEnum):
    """What a record is; only records of one sort can be the same."""

    RELEASE = "release"
    DELIVERABLE = "deliverable"
    TRACK = "track"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of one source. `key` is its own among all sources; `source` is what the settings call the tool."""

    sort: Sort
    source: str
    key: str
    title: str
    ref: Ref
    within: str = ""
    """The joined release that it belongs to; only records within one are compared."""
    names: tuple[str, ...] = ()
    """Ids and links that stand in the cell in which the team names the same record of another tool."""
    mentions: tuple[str, ...] = ()
    """Links in its other cells, which may lead to anything."""
    codes: frozenset[str] = frozenset()
    """Identifiers as `sync.matching.codes` normalises them."""
    artist: str = ""
    form: str = ""
    """What kind of release it is (single, EP), as it is compared."""
    day: date | None = None
    kind: Kind = Kind.OTHER
    track: str = ""
    """What tells work on one track from work on another; "" where the record does not say."""

    @property
    def name(self) -> str:
        """What the settings call the record: its link where that means nothing else, or its key."""
        return self.ref.url if self.key == self.ref.key and self.ref.url.startswith("http") else self.key
