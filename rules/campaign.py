"""The campaign's phases as days around a release, and which work belongs to which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from rules.gates.launch import goes_out
from rules.model import Deliverable, Kind, Phase, Unknown
from rules.policy import Thresholds
from rules.rule import Context


@dataclass(frozen=True, slots=True)
class PhaseDays:
    """One phase of one release: its first and its last day, both inside."""

    phase: Phase
    first: date
    last: date


def campaign(out: date, limits: Thresholds) -> tuple[PhaseDays, ...]:
    """Return the phases that promotion has to cover, in order. Filming and teasing share the day on which they meet."""
    return _phases(out, limits.film_from, limits.tease_from, limits.release_week_days, limits.sustain_days)


@lru_cache(maxsize=1024)
def _phases(out: date, film: int, tease: int, week: int, sustain: int) -> tuple[PhaseDays, ...]:
    def day(number: int) -> date:
        return out + timedelta(days=number)

    return (
        PhaseDays(Phase.FILM, day(-film), day(-tease)),
        PhaseDays(Phase.TEASE, day(-tease), day(-1)),
        PhaseDays(Phase.RELEASE, day(-week), day(week)),
        PhaseDays(Phase.SUSTAIN, day(week + 1), day(sustain)),
    )


_NATURAL = {
    Phase.TEASE: frozenset({Kind.TEASER}),
    Phase.RELEASE: frozenset({Kind.LAUNCH_POST}),
    Phase.SUSTAIN: frozenset({Kind.RECAP}),
}
"""Kinds that are work of a phase whenever they are due."""


def covers(item: Deliverable, days: PhaseDays, context: Context) -> bool | None:
    """Whether the work is of that phase: by its phase, else its kind or a date inside; `None` where nothing tells."""
    phase = item.phase
    if isinstance(phase, Phase):
        return phase is days.phase
    if phase is not None and phase is not Unknown.ABSENT:
        return None
    if item.kind in _NATURAL.get(days.phase, ()):
        return True
    dates = [context.calendar.day(found) for found in _dates(item)]
    if any(days.first <= found <= days.last for found in dates):
        return True
    return False if dates else None


def _dates(item: Deliverable) -> Iterable[date]:
    return [found for found in (item.due, goes_out(item)) if isinstance(found, date)]
