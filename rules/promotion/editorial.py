"""The pitches to editors of stores, whether they are deliverables or rows of a table of pitches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rules.memory import moment_key
from rules.model import FINISHED, Actor, Deliverable, Kind, Maybe, Moment, Pitch, State, Unknown
from rules.rule import Context
from rules.view import View
from rules.vocabulary.kinds import kind_of


@dataclass(frozen=True, slots=True)
class EditorialPitch:
    """One pitch to editors. `sent` is `None` where the plan does not tell."""

    on: Deliverable | Pitch
    sent: bool | None
    sent_on: date | None
    due: Maybe[date]
    who: Actor | None


def editorial_pitches(view: View, context: Context) -> Iterator[EditorialPitch]:
    """Yield every wanted pitch to editors of the release."""
    for item in view.of_kind(Kind.EDITORIAL_PITCH):
        yield _of_work(item, context)
    pitches = view.release.pitches
    for pitch in pitches if isinstance(pitches, tuple) else ():
        if pitch.state is not State.CANCELLED and _to_editors(pitch):
            yield _of_record(pitch, context)


def _of_work(item: Deliverable, context: Context) -> EditorialPitch:
    sent = True if item.finished else False if item.open and not isinstance(item.state, Unknown) else None
    return EditorialPitch(item, sent, _day(item.done_at, item.key, "done", context), item.due, item.owner)


def _of_record(pitch: Pitch, context: Context) -> EditorialPitch:
    sent: bool | None = False
    if isinstance(pitch.sent_at, date) or pitch.state in FINISHED:
        sent = True
    elif isinstance(pitch.sent_at, Unknown) and not isinstance(pitch.state, State):
        sent = None
    by = pitch.by if isinstance(pitch.by, tuple) else ()
    return EditorialPitch(
        pitch, sent, _day(pitch.sent_at, pitch.key, "sent", context), pitch.due, by[0] if len(by) == 1 else None
    )


def _day(stated: Maybe[Moment], key: str, what: str, context: Context) -> date | None:
    if isinstance(stated, date):
        return context.calendar.day(stated)
    seen = context.memory.moments.get(moment_key(key, what))
    return context.calendar.day(seen) if seen is not None else None


def _to_editors(pitch: Pitch) -> bool:
    to = pitch.to if isinstance(pitch.to, str) else ""
    return _means_editors(pitch.title) or _means_editors(f"{to} pitch")


@lru_cache(maxsize=1024)
def _means_editors(words: str) -> bool:
    return kind_of(words) is Kind.EDITORIAL_PITCH
