"""Facts that several tools state, as each states them; and the further records that one model value stands for."""

from __future__ import annotations

from dataclasses import dataclass

from rules.model.facts import Ref


@dataclass(frozen=True, slots=True)
class Statement:
    """One tool's word on a fact: the value as people read it, the record where it stands, the source's name."""

    value: str
    ref: Ref
    source: str


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact that at least two records state."""

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
