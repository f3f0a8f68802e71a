"""What a milestone is, whatever calendar shows it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from rules.model import Moment, Ref
from rules.policy import Severity
from sync.gap import Gap


class Sort(StrEnum):
    """Which milestones a team can choose to publish."""

    RELEASE = "release"
    LOCK = "lock"
    """The day on which the plan is locked, or the last one on which it should be."""
    DUE = "due"
    OUT = "out"
    """When something scheduled goes out."""
    GATE = "gate"
    HANDOFF = "handoff"
    PITCH = "pitch"
    """The due date of a pitch, and the last day for the editorial one."""
    DISTRIBUTOR = "distributor"
    """The last day on which the release can reach the distributor."""
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One day, or one instant, that somebody has to meet. Its texts are one line each and harmless."""

    key: str
    """The same in every run, wherever the milestone moves; see `key_of`."""
    sort: Sort
    title: str
    on: Moment
    """A date is that day in every zone; an instant is aware and is told in `zone`."""
    zone: str
    release: str
    ref: Ref
    """The record behind it, with a link where the tool has one."""
    who: tuple[str, ...] = ()
    """Who must act so that it is met; nobody once it is."""
    gaps: tuple[Gap, ...] = ()
    """What is wrong with it, worst first; never a note."""
    met: bool = False
    cancelled: bool = False
    artist: str = ""

    @property
    def trouble(self) -> Severity | None:
        """How bad the worst of its gaps is."""
        return self.gaps[0].severity if self.gaps else None


@dataclass(frozen=True, slots=True)
class Milestones:
    """All milestones of one slate, and about which others nothing is known now."""

    found: tuple[Milestone, ...]
    untold: frozenset[str] = frozenset()
    """Keys of milestones whose day cannot be told at present: what was published of them stays."""
    complete: bool = True
    """Whether everything was read, so that a milestone that is missing is gone."""

    def gone(self, key: str) -> bool:
        """Whether a milestone that is not among those found does not exist any more."""
        return self.complete and key not in self.untold


def key_of(workspace: str, record: str, aspect: str) -> str:
    """Return the key of what `aspect` ("due", "gate" …) of a record is a milestone; opaque, so that it can be shown."""
    identity = "\x00".join((workspace, record, aspect)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(identity, digest_size=16).hexdigest()
