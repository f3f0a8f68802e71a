"""The pitches to editors of stores, whether they are deliverables or rows of a table of pitches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rules.model import Actor, Deliverable, Kind, Maybe, Pitch, State, Unknown
from rules.pitches.standing import was_sent
from rules.rule import Context
from rules.view import View
from rules.vocabulary.kinds import kind_of


@dataclass(slots=True)
class EditorialPitch:
    """One pitch to editors. `sent` is `None` where the plan does not tell."""

    on: Deliverable | Pitch
    sent: bool | None
    due: Maybe[date]
    who: Actor | None


def editorial_pitches(view: View, context: Context) -> Iterator[EditorialPitch]:
    """Yield every wanted pitch to editors of the release."""
    for item in view.of_kind(Kind.EDITORIAL_PITCH):
        yield _of_work(item)
    pitches = view.release.pitches
    for pitch in pitches if isinstance(pitches, tuple) else ():
        if pitch.state is not State.CANCELLED and _to_editors(pitch):
            yield _of_record(pitch, context)


def _of_work(item: Deliverable) -> EditorialPitch:
    sent = True if item.finished else False if item.open and type(item.state) is not Unknown else None
    return EditorialPitch(item, sent, item.due, item.owner)


def _of_record(pitch: Pitch, context: Context) -> EditorialPitch:
    sent: bool | None = was_sent(pitch, context)
    if type(pitch.sent_at) is Unknown and not isinstance(pitch.state, State):
        sent = None
    due = pitch.due
    if not sent and isinstance(pitch.sent_at, date):
        due = context.calendar.day(pitch.sent_at)
    by = pitch.by if isinstance(pitch.by, tuple) else ()
    return EditorialPitch(pitch, sent, due, by[0] if len(by) == 1 else None)


def _to_editors(pitch: Pitch) -> bool:
    to = pitch.to if isinstance(pitch.to, str) else ""
    return _means_editors(pitch.title) or _means_editors(f"{to} pitch")


@lru_cache(maxsize=1024)
def _means_editors(words: str) -> bool:
    return kind_of(words) is Kind.EDITORIAL_PITCH
