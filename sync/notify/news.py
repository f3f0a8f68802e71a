"""What happened to gaps since somebody was last told, in its sum: what came and went in between is no news. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rules.policy import Severity
from sync.gap import Gap
from sync.life import Happening, Turn
from sync.notify.receiver import Topic

_AWAY = (Turn.CLOSED, Turn.WAIVED)


@dataclass(frozen=True, slots=True)
class News:
    """Gaps by what became of them, each once, worst first."""

    new: tuple[Gap, ...] = ()
    worse: tuple[Gap, ...] = ()
    """Became blockers, or warnings out of notes."""
    closed: tuple[Gap, ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.new or self.worse or self.closed)

    def beside(self, other: News) -> News:
        """Return both."""
        return News(
            sorted_gaps((*self.new, *other.new)),
            sorted_gaps((*self.worse, *other.worse)),
            sorted_gaps((*self.closed, *other.closed)),
        )

    def only(self, topics: Iterable[Topic], wanted: Callable[[Gap], bool]) -> News:
        """Return what is asked for."""
        asked = frozenset(topics)

        def kept(topic: Topic, gaps: tuple[Gap, ...]) -> tuple[Gap, ...]:
            return tuple(filter(wanted, gaps)) if topic in asked else ()

        return News(
            kept(Topic.NEW, self.new), kept(Topic.WORSE, self.worse), kept(Topic.CLOSED, self.closed)
        )  # fmt: skip


def news_of(happenings: Iterable[Happening]) -> News:
    """Return the sum of what happened; `happenings` are in their order for each gap."""
    by_gap: dict[str, list[Happening]] = {}
    for happening in happenings:
        by_gap.setdefault(happening.gap.fingerprint, []).append(happening)
    new: list[Gap] = []
    worse: list[Gap] = []
    closed: list[Gap] = []
    for steps in by_gap.values():
        turns, gap = [step.event.turn for step in steps], steps[-1].gap
        stood, stands = turns[0] is not Turn.OPENED, turns[-1] not in _AWAY
        if stands and not stood:
            new.append(gap)
        elif stands and _rose(steps):
            worse.append(gap)
        elif stood and turns[-1] is Turn.CLOSED:
            closed.append(gap)
    return News(sorted_gaps(new), sorted_gaps(worse), sorted_gaps(closed))


def sorted_gaps(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Return gaps worst first, those of one release together."""
    return tuple(sorted(gaps, key=_worst_first))


def _rose(steps: Iterable[Happening]) -> bool:
    """Whether a gap got worse, and did not ease again since."""
    return any(
        step.event.turn is Turn.WORSE and Severity(step.event.severity).rank >= step.gap.severity.rank for step in steps
    )


def _worst_first(gap: Gap) -> tuple[int, str, str, str]:
    return gap.severity.rank, gap.release.casefold(), gap.title.casefold(), gap.fingerprint
