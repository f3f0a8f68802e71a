"""The two pies of every track: its composition and its master, each with the shares that make it up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rules.model import Actor, Pie, Release, Split, Standing
from rules.rights.agreement import NOISE, is_rounded, percent
from rules.tracks import TrackRecords, by_track
from rules.vocabulary.pattern import Pattern
from rules.vocabulary.words import folded

HUNDRED = Decimal(100)
_NOBODY = (Standing.PLACEHOLDER, Standing.GROUP)
"""Standings that are nobody in particular."""
_HALF = Decimal(50)
_NEAR = Decimal("0.1")
"""How far equal parts may add up from the whole and still be taken for thirds, sixths and the like."""
_PUBLISHER = Pattern(r"\bpublish\w*|\bverlag\b|\beditoras?\b|\beditorial\b|\bediteurs?\b|\badmin(?:istrat\w+)?\b")


@dataclass(frozen=True, slots=True)
class Slices:
    """The shares of one pie of one track, and the track with all its shares."""

    of: TrackRecords[Split]
    pie: Pie
    splits: tuple[Split, ...]

    @property
    def name(self) -> str:
        """What to call the pie in a sentence."""
        return f"the {self.pie} of {self.of.title}"

    @property
    def token(self) -> str:
        """What precedence calls the pie."""
        return f"pie:{self.of.mark}|{self.pie}"


def repeated(slices: Slices) -> Iterator[tuple[Split, ...]]:
    """Yield the shares of everybody who stands more than once on a pie in one role."""
    rows: dict[tuple[str, str], list[Split]] = {}
    for split in slices.splits:
        if isinstance(split.holder, Actor) and split.holder.standing not in _NOBODY:
            rows.setdefault((split.holder.key, role_in(split)), []).append(split)
    yield from (tuple(found) for found in rows.values() if len(found) > 1)


def role_in(split: Split) -> str:
    """Return what the holder is to the track, as two rows are compared."""
    return folded(split.role) if isinstance(split.role, str) else ""


def pies_of(release: Release) -> list[Slices]:
    """Return every pie of which the plan records shares; one that nobody wrote down is not judged."""
    if not isinstance(release.splits, tuple) or not release.splits:
        return []
    groups, _ = by_track(release, release.splits)
    return [
        Slices(group, pie, splits)
        for group in groups
        for pie in Pie
        if (splits := tuple(split for split in group.records if split.pie is pie))
    ]


def is_publisher(split: Split) -> bool:
    """Whether the share is of the publishers' half of a composition, by its role."""
    return isinstance(split.role, str) and _PUBLISHER.search(folded(split.role)) is not None


def is_whole(splits: Sequence[Split]) -> bool:
    """Whether stated shares make a whole pie.

    A composition may be counted as one hundred for everybody, as fifty for the writers and fifty for the publishers,
    or as one hundred for each of the two: rights societies do it one way or the other.
    """
    if _is(splits, HUNDRED):
        return True
    publishers = [split for split in splits if is_publisher(split)]
    writers = [split for split in splits if not is_publisher(split)]
    if not publishers or not writers or splits[0].pie is not Pie.COMPOSITION:
        return False
    return any(_is(writers, part) and _is(publishers, part) for part in (_HALF, HUNDRED))


def total(splits: Sequence[Split]) -> Decimal:
    """Return what the stated shares add up to, exactly."""
    return sum((split.share for split in splits if isinstance(split.share, Decimal)), Decimal(0))


def said(splits: Sequence[Split]) -> str:
    """Return the shares in words: "Ana 50 %, Kaya 40 %, Lee none"."""
    return ", ".join(f"{holder_of(split)} {_stated(split)}" for split in splits)


def holder_of(split: Split) -> str:
    """Return whom a share is of, in words."""
    return split.holder.name if isinstance(split.holder, Actor) else "somebody"


def is_near(splits: Sequence[Split], whole: Decimal) -> bool:
    """Whether the shares add up to the whole as nearly as equal parts do that no decimal can state."""
    return abs(total(splits) - whole) <= _NEAR


def _is(splits: Sequence[Split], whole: Decimal) -> bool:
    """Whether the shares add up to the whole exactly, or are equal parts of it that no decimal can state.

    Parts are equal where each is the same, or each is what rounding the part gives: 1/3 beside 33.33 and 33.3.
    """
    if abs(total(splits) - whole) < NOISE:
        return True
    shares = [split.share for split in splits if isinstance(split.share, Decimal) and split.share]
    if not shares or not is_near(splits, whole):
        return False
    part = whole / len(shares)
    return len(set(shares)) == 1 or all(is_rounded(part, share) for share in shares)


def _stated(split: Split) -> str:
    return percent(split.share) if isinstance(split.share, Decimal) else "none"
