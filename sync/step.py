"""One intended write, all of them in order, and why a record may be left as it is. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from connectors.changes import Change
    from sync.ledger import Entry


class LeftAlone(StrEnum):
    """Why a record is left as it is."""

    RIGHT = "already right"
    UNJUDGED = "kept, because this run could not judge it"
    OVERRULED = "changed by somebody after it was put back once"
    DELETED = "its comment was deleted by somebody"
    EDITED = "its comment was edited by somebody"
    NOWHERE = "a gap without a row to write on"


@dataclass(frozen=True, slots=True)
class Step:
    """One intended write, why it is made, and what the ledger knows about the comment once it is accepted."""

    source: str
    change: Change
    why: str
    told: tuple[str, ...] = ()
    blockers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The ordered changes of one run."""

    steps: tuple[Step, ...] = ()
    adopted: tuple[Entry, ...] = ()
    """What already stands on records as it should; the ledger learns it without a write."""
    forgotten: tuple[str, ...] = ()
    """Keys of ledger entries whose records are gone."""
    left_alone: Mapping[LeftAlone, int] = field(default_factory=dict)
    requests: Mapping[str, int] = field(default_factory=dict)
    """How many requests the steps will take at least, by source."""
    digest: str = ""
    """Of the changes alone, not of the clock: two plans with one digest write the same."""

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(step.change for step in self.steps)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many changes of each kind ("SetMarks", "PostComment" …)."""
        return dict(Counter(type(step.change).__name__ for step in self.steps))

    def of(self, source: str) -> tuple[Step, ...]:
        """Return the steps of one source, in order."""
        return tuple(step for step in self.steps if step.source == source)
