"""Facts that several tools state, as each states them; and the further records that one model value stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rules.model.facts import Ref


@dataclass(frozen=True, slots=True)
class Statement:
    """One tool's word on a fact: the value as people read it, the record where it stands, the source's name."""

    value: str
    ref: Ref
    source: str
    means: str = ""
    """Equal for two statements of one fact that differ in spelling only; what else may be no dispute is not in it."""
    last_seen: datetime | None = None
    """When a run last saw it, where its record was not read now."""


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact of something that stands in several records; one of them may be the only one that states it."""

    name: str
    """As the settings call it: "date", "deliverable.due"."""
    words: str
    """What people call it."""
    on: str
    """The key of the release, deliverable, track, gate, handoff, version, split or pitch that it is about."""
    statements: tuple[Statement, ...]
    """In the order of the sources."""
    disputed: bool
    """Whether the values differ, not merely their spelling."""
    right: str = ""
    """The source that the team calls right for this fact, where it states it; its value is then the model's."""


@dataclass(frozen=True, slots=True)
class OtherRecord:
    """A record that says the same thing as the one that carries the model value with this key."""

    of: str
    ref: Ref
    source: str
    key: str
    """The key that the value would have if this record carried it."""
