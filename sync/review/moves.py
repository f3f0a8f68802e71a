"""How often a release date moved, and which late work was open then. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rules.model import Release
from sync.review.past import Past, out_on


@dataclass(frozen=True, slots=True)
class Moved:
    """One move of a release date, and the day on which a run first saw it. `late_work` was open and overdue then."""

    old: date
    new: date
    seen: date
    late_work: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateKept:
    """What became of a release date. `watched` says whether runs saw it from before its day on; else moves may be
    missing here."""

    first: date | None
    """As the first run saw it."""
    now: date | None
    moves: tuple[Moved, ...]
    watched: bool

    @property
    def for_late_work(self) -> int:
        """How many moves came while work was late."""
        return sum(bool(move.late_work) for move in self.moves)


def date_kept(release: Release, past: Past) -> DateKept:
    """Return the history of a release's date."""
    seen = past.memory.dates.get(release.key, ())
    moves = tuple(
        Moved(old.date, new.date, past.calendar.day(new.seen_at), new.late_work)
        for old, new in pairwise(seen)
        if old.date != new.date
    )
    watched = bool(seen) and past.calendar.day(seen[0].seen_at) <= seen[0].date
    return DateKept(seen[0].date if seen else None, out_on(release), moves, watched)
