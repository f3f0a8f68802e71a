"""Where a pitch stands: whether it is out, on which day, and which track it offers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules.model import Actor, Pitch, State, Track, Unknown
from rules.rule import Context
from rules.tracks import track_of
from rules.view import View

_OUT = frozenset({State.DONE, State.LIVE, State.IN_REVIEW, State.WAITING})
"""States of a pitch that somebody outside already has."""


def pitches_of(view: View) -> Iterator[Pitch]:
    """Yield the pitches of a release that are not off."""
    pitches = view.release.pitches
    if pitches and type(pitches) is not Unknown:
        yield from (pitch for pitch in pitches if not pitch.cancelled)


def with_tracks(view: View) -> Iterator[tuple[Pitch, Track]]:
    """Yield the pitches whose track is certain, each with it."""
    for pitch in pitches_of(view):
        if (track := track_of(view.release, pitch.track)) is not None:
            yield pitch, track


def was_sent(pitch: Pitch, context: Context) -> bool:
    """Whether the plan says that it went out; a column of pitch dates also holds days that are still to come."""
    return pitch.state in _OUT or (
        isinstance(pitch.sent_at, date) and context.calendar.day(pitch.sent_at) <= context.today
    )


def day_of(pitch: Pitch, context: Context) -> date | None:
    """Return the day it went out, or is to go out; `None` where the plan does not say."""
    if isinstance(pitch.sent_at, date):
        return context.calendar.day(pitch.sent_at)
    return None if was_sent(pitch, context) or not isinstance(pitch.due, date) else pitch.due


def pitcher(pitch: Pitch) -> Actor | None:
    """Return who offers the track, where one person does."""
    return pitch.by[0] if isinstance(pitch.by, tuple) and len(pitch.by) == 1 else None
