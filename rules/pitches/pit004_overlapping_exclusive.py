"""PIT004: two exclusive pitches of one track overlap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from rules.model import Pitch, Unknown
from rules.pitches.standing import day_of, pitcher, with_tracks
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import day, pitch, plan, track, work
from rules.view import View


@rule(
    code="PIT004",
    name="overlapping-exclusive",
    severity=Severity.BLOCKER,
    summary="Two exclusive pitches of one track overlap; the first and the last day of each count.",
    why="Exclusive means that one party may rely on it. Two who do will both find out.",
    fix="Whoever sent the later pitch takes it back, or agrees an end of the earlier one.",
    source="The coordination layer: who may pitch the track, to whom and by when",
    needs=("release.pitches", "pitch.track", "pitch.exclusive", "pitch.until_day"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(),),
        pitches=(
            pitch("Harbour Films", exclusive=True, from_day=day("2026-08-01"), until_day=day("2026-08-14")),
            pitch("Rae Films", exclusive=True, from_day=day("2026-08-14"), until_day=day("2026-08-31")),
        ),
        says="Night Bus to Rae Films is exclusive from 2026-08-14, and Night Bus to Harbour Films until 2026-08-14",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(),),
        pitches=(
            pitch("Harbour Films", exclusive=True, from_day=day("2026-08-01"), until_day=day("2026-08-14")),
            pitch("Rae Films", exclusive=True, from_day=day("2026-08-15"), until_day=day("2026-08-31")),
            pitch("Noor Films", exclusive=False, from_day=day("2026-08-01"), until_day=day("2026-08-31")),
        ),
    ),
)
def overlapping_exclusive(view: View, context: Context) -> Iterator[Finding]:
    exclusive: dict[str, list[Pitch]] = {}
    for offer, recording in with_tracks(view):
        if offer.exclusive is True and _still_stands(offer) and type(offer.until_day) is not Unknown:
            exclusive.setdefault(recording.key, []).append(offer)
    for pitches in exclusive.values():
        ordered = sorted(pitches, key=lambda offer: (_first(offer, context), offer.key))
        for earlier, later in combinations(ordered, 2):
            if _first(later, context) <= _last(earlier):
                yield Hit(
                    later,
                    f"{later.title} is exclusive{_since(later, context)}, and {earlier.title}{_until(earlier)}",
                    who=pitcher(later),
                    detail=earlier.key,
                )


def _still_stands(offer: Pitch) -> bool:
    return not offer.refused and (offer.state is Unknown.ABSENT or type(offer.state) is not Unknown)


def _first(offer: Pitch, context: Context) -> date:
    """Return the first day; without one the day it goes out, without either it is exclusive from the start."""
    stated = offer.from_day if isinstance(offer.from_day, date) else day_of(offer, context)
    return stated or date.min


def _last(offer: Pitch) -> date:
    return offer.until_day if isinstance(offer.until_day, date) else date.max


def _since(offer: Pitch, context: Context) -> str:
    first = _first(offer, context)
    return "" if first == date.min else f" from {first}"


def _until(offer: Pitch) -> str:
    last = _last(offer)
    return " without an end" if last == date.max else f" until {last}"
