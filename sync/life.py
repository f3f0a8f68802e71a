"""The life of one gap over all runs, and what is written into its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sync.gap import Gap


class Turn(StrEnum):
    """What happened to a gap in a run."""

    OPENED = "opened"
    CHANGED = "changed"
    WORSE = "worse"
    WAIVED = "waived"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Life:
    """One gap over all runs. It is open while neither waived nor closed; a gap that comes back opens anew."""

    gap: Gap
    source: str
    opened_at: datetime
    changed_at: datetime
    waived_at: datetime | None = None
    closed_at: datetime | None = None
    lacked: tuple[str, ...] = ()
    """What its rule lacked around the record when it last found the gap, and did without."""

    @property
    def open(self) -> bool:
        return self.waived_at is None and self.closed_at is None


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a gap's history: what happened when, and what it said then."""

    fingerprint: str
    at: datetime
    turn: Turn
    severity: str
    message: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One event and the gap that it happened to, as that gap stands by now: what a review counts and groups."""

    event: Event
    gap: Gap
    source: str
    run: str
