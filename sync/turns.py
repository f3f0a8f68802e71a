"""What one run did to the life of every gap: new, still there, worse, waived, closed, kept. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from rules.model import Ref
from rules.violation import Report
from sync.gap import Gap
from sync.life import Event, Life, Turn
from sync.sight import Sight


@dataclass(frozen=True, slots=True)
class Turns:
    """What one run did to the lives of all gaps; the tuples hold fingerprints in report order."""

    lives: Mapping[str, Life]
    """Every life that this run touched or kept, by fingerprint."""
    events: tuple[Event, ...] = ()
    new: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    worse: tuple[str, ...] = ()
    """Became a blocker since the last run; also among `still`."""
    waived: tuple[str, ...] = ()
    """Covered by a waiver today, whether since this run or before."""
    closed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Not found in this run, and not closed either: it could not be judged."""

    @property
    def kept_gaps(self) -> tuple[Gap, ...]:
        """The open gaps among those kept; a waived one stays unshown."""
        return tuple(self.lives[mark].gap for mark in self.kept if self.lives[mark].open)

    @property
    def opened(self) -> Mapping[str, datetime]:
        """When each open gap was first seen."""
        return {mark: life.opened_at for mark, life in self.lives.items() if life.open}


def turns(
    before: Mapping[str, Life],
    report: Report,
    source_of: Callable[[Ref], str],
    sight: Sight,
    now: datetime,
) -> Turns:
    """Compare the gaps that were not closed before this run with what it found.

    A gap that was not found is closed where `sight` could judge it; every other one is kept as it was.
    """
    found = _Found(before, source_of, sight, now)
    for violation in report.violations:
        found.standing(Gap.of(violation))
    for covered in report.waived:
        found.covered(Gap.of(covered.violation))
    for life in before.values():
        if life.gap.fingerprint not in found.lives and life.closed_at is None:
            found.missing(life)
    return found.turns()


class _Found:
    """Sorts gaps as they come."""

    def __init__(
        self, before: Mapping[str, Life], source_of: Callable[[Ref], str], sight: Sight, now: datetime
    ) -> None:
        self._before = before
        self._source_of = source_of
        self._sight = sight
        self._now = now
        self.lives: dict[str, Life] = {}
        self._events: list[Event] = []
        self._new: list[str] = []
        self._still: list[str] = []
        self._worse: list[str] = []
        self._waived: list[str] = []
        self._closed: list[str] = []
        self._kept: list[str] = []

    def standing(self, gap: Gap) -> None:
        """Take a gap that this run found."""
        mark = gap.fingerprint
        known = self._before.get(mark)
        if known is None or not known.open:
            self._begin(gap, known)
            self._new.append(mark)
            self._note(gap, Turn.OPENED)
            return
        self._still.append(mark)
        changed = (gap.severity, gap.message) != (known.gap.severity, known.gap.message)
        changed_at = self._now if changed else known.changed_at
        self.lives[mark] = replace(known, gap=gap, changed_at=changed_at, lacked=self._lacked(gap))
        if gap.severity.rank < known.gap.severity.rank:
            self._worse.append(mark)
            self._note(gap, Turn.WORSE)
        elif changed:
            self._note(gap, Turn.CHANGED)

    def covered(self, gap: Gap) -> None:
        """Take a gap that this run found and a waiver covers."""
        mark = gap.fingerprint
        known = self._before.get(mark)
        self._waived.append(mark)
        if known is None or known.waived_at is None:
            self._begin(gap, known)
            self.lives[mark] = replace(self.lives[mark], waived_at=self._now)
            self._note(gap, Turn.WAIVED)
        else:
            self.lives[mark] = replace(known, gap=gap, lacked=self._lacked(gap))

    def missing(self, life: Life) -> None:
        """Take a gap of earlier runs that this one did not find."""
        mark = life.gap.fingerprint
        if not self._sight.closes(life):
            self._kept.append(mark)
            self.lives[mark] = life
            return
        self._closed.append(mark)
        self.lives[mark] = replace(life, closed_at=self._now)
        self._note(life.gap, Turn.CLOSED)

    def turns(self) -> Turns:
        """Return what was sorted."""
        return Turns(
            self.lives,
            tuple(self._events),
            tuple(self._new),
            tuple(self._still),
            tuple(self._worse),
            tuple(self._waived),
            tuple(self._closed),
            tuple(self._kept),
        )

    def _begin(self, gap: Gap, known: Life | None) -> None:
        opened = known.opened_at if known is not None and known.closed_at is None else self._now
        lacked = self._lacked(gap)
        self.lives[gap.fingerprint] = Life(gap, self._source_of(gap.ref), opened, self._now, lacked=lacked)

    def _lacked(self, gap: Gap) -> tuple[str, ...]:
        return tuple(sorted(self._sight.lacking(gap.code, gap.ref)))

    def _note(self, gap: Gap, turn: Turn) -> None:
        self._events.append(Event(gap.fingerprint, self._now, turn, gap.severity.value, gap.message))
