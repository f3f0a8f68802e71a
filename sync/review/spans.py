"""From what happened to gaps in each run to when each of them stood open. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median

from sync.gap import Gap
from sync.life import Happening, Turn

_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Span:
    """One time that a gap stood open; `ended` is empty while it does. A waiver ends it as well."""

    gap: Gap
    opened: datetime
    ended: datetime | None = None
    began_before: bool = False
    """Whether it stood there at the first look already, so that it was open for longer than this."""

    def days(self, now: datetime) -> float:
        """Return how long it was seen open."""
        return ((self.ended or now) - self.opened).total_seconds() / _DAY

    def during(self, since: datetime, until: datetime) -> bool:
        """Whether it stood open at any instant from one on and before another."""
        return self.opened < until and (self.ended is None or self.ended > since)


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often one rule fired, and how long its gaps stood open."""

    code: str
    name: str
    times: int
    still: int
    """How many of them are open now."""
    days: float
    """The median, in days, of how long each was seen open."""
    at_least: bool
    """Whether some stood there before anybody looked, or stand there still: they last longer than was seen."""
    before: bool = False
    """Whether some stood there before anybody looked."""


def spans_of(happenings: Iterable[Happening], first_look: Callable[[str], datetime | None]) -> tuple[Span, ...]:
    """Return the spans of all gaps by the order of their beginnings."""
    open_: dict[str, Span] = {}
    ended: list[Span] = []
    for happening in happenings:
        event, mark = happening.event, happening.event.fingerprint
        if event.turn is Turn.OPENED and mark not in open_:
            first = first_look(happening.gap.release_key)
            open_[mark] = Span(happening.gap, event.at, began_before=first is not None and event.at <= first)
        elif event.turn in (Turn.CLOSED, Turn.WAIVED) and mark in open_:
            ended.append(replace(open_.pop(mark), ended=event.at))
    return tuple(sorted((*ended, *open_.values()), key=lambda span: (span.opened, span.gap.fingerprint)))


def rules_fired(spans: Iterable[Span], now: datetime) -> tuple[RuleCount, ...]:
    """Return the rules that fired, the most frequent first."""
    by_code: dict[str, list[Span]] = {}
    for span in spans:
        by_code.setdefault(span.gap.code, []).append(span)
    found = [
        RuleCount(
            code,
            theirs[-1].gap.name,
            len(theirs),
            sum(span.ended is None for span in theirs),
            median(span.days(now) for span in theirs),
            any(span.began_before or span.ended is None for span in theirs),
            any(span.began_before for span in theirs),
        )
        for code, theirs in by_code.items()
    ]
    return tuple(sorted(found, key=lambda rule: (-rule.times, -rule.days, rule.code)))
