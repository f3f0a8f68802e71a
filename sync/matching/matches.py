"""What matching comes to: records that are one, records that may be, and answers that lead to nothing any more."""

from __future__ import annotations

from dataclasses import dataclass

from sync.matching.entry import Entry, Sort


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two records may be the same. `score` is between 0 and 1; only `sure` evidence joins."""

    score: float
    reason: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records of different sources with what speaks for their being one."""

    one: Entry
    other: Entry
    evidence: Evidence

    @property
    def order(self) -> tuple[float, str, str]:
        """The strongest first; else by key, so that numbers stay as they are from one call to the next.

        Whichever of the two was met first: that depends on the order of the settings.
        """
        first, second = sorted((self.one.key, self.other.key))
        return (-self.evidence.score, first, second)


@dataclass(frozen=True, slots=True)
class Unmet:
    """An answer in the settings that says nothing any more, and why, in one sentence."""

    records: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Matches:
    """The outcome for records of one sort, or of several put together.

    `groups` are records that are one, those of the first source first; a record that is alone is in none.
    """

    groups: tuple[tuple[Entry, ...], ...] = ()
    joins: tuple[Pair, ...] = ()
    """The pairs by which the groups came about."""
    proposals: tuple[Pair, ...] = ()
    unmet: tuple[Unmet, ...] = ()

    def and_of(self, *others: Matches) -> Matches:
        """Return all outcomes as one."""
        every = (self, *others)
        return Matches(
            tuple(group for each in every for group in each.groups),
            tuple(pair for each in every for pair in each.joins),
            tuple(pair for each in every for pair in each.proposals),
            tuple(answer for each in every for answer in each.unmet),
        )

    def of(self, sort: Sort) -> Matches:
        """Return what concerns one sort of record."""
        return Matches(
            tuple(group for group in self.groups if group[0].sort is sort),
            tuple(pair for pair in self.joins if pair.one.sort is sort),
            tuple(pair for pair in self.proposals if pair.one.sort is sort),
            self.unmet,
        )
