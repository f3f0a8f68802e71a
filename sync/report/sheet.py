"""The fact sheet of a release as values: what is so, and who says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Said:
    """One record that states a fact. `value` is what stands there, `since` the first day a run saw that, if known.

    A record that was not read now has the last day on which a run saw it as `last_seen`.
    """

    source: str
    value: str
    url: str = ""
    since: date | None = None
    last_seen: date | None = None


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact. `value` is "" where it is not stated, and where it is disputed or cannot be told."""

    name: str
    value: str
    said: tuple[Said, ...]
    disputed: bool = False
    unknown: bool = False
    """Whether something stands there, or may, that could not be trusted."""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts of one sort."""

    title: str
    lines: tuple[FactLine, ...]
    named: bool = False
    """Whether the names of the lines say nothing without the title, as those of holders of shares do."""
