"""How much change at once is unusual, as the settings say; `sync.guard` holds a plan against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is unusual. Nothing up to a floor ever stops a run, however large its share is."""

    floor: int = 25
    """Records."""
    changed: float = 0.3
    """Share of all records that one run may write on."""
    closed: float = 0.5
    """Share of the flagged records that one run may clear."""
    lost: float = 0.3
    """Share of a table's records that may be missing since the last complete read."""
    lost_floor: int = 5
    """Missing records of one table."""
    clock: timedelta = timedelta(minutes=10)
    """How far our clock may be from a tool's."""
    pause: timedelta = timedelta(days=180)
    """How long ago the last run may be where no tool confirms the clock."""
