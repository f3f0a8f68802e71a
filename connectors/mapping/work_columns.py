"""Deliverables written as columns: "Mix Status", "Mastered?", a grid with an X under each step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connectors.mapping.binding import StatusColumn
from connectors.mapping.headings import heading
from connectors.mapping.meanings import Subject
from connectors.mapping.profile import Profile
from connectors.mapping.proposal import WORK_COLUMN, Candidate
from connectors.mapping.traits import Trait
from connectors.record import Column, ColumnType
from rules.model import Kind
from rules.vocabulary.kinds import kind_of

SUBJECTS = frozenset({Subject.TRACKS, Subject.RELEASES})
"""Tables whose rows can have such columns; a deliverable has one status of its own."""

_STATUS_WORDS = frozenset(
    {"status", "state", "stage", "progress", "done", "ready", "complete", "completed", "finished"}
)
_PAST: dict[str, tuple[str, Kind]] = {
    "mixed": ("Mix", Kind.MIX),
    "mastered": ("Master", Kind.MASTER),
    "uploaded": ("Upload", Kind.UPLOAD),
    "distributed": ("Upload", Kind.UPLOAD),
    "pitched": ("Pitch", Kind.PITCH),
}
"""Headings that say in one word that the work was done."""

_STEPS = frozenset(
    {Kind.MIX, Kind.MASTER, Kind.STEMS, Kind.ARTWORK, Kind.PHOTO, Kind.VIDEO, Kind.TEASER, Kind.UPLOAD, Kind.PRESAVE}
)
"""Kinds that a bare heading may name; others ("Lyrics", "Vocals") need a word that says it is a status."""
_NOT_WORK = frozenset({Kind.OTHER, Kind.DATE, Kind.REVIEW})
_MOST = 0.7
_NAMED = 0.9
_ALMOST_NAMED = 0.85
_AMONG_OTHERS = 0.85
_ALONE = 0.6


@dataclass(frozen=True, slots=True)
class _Reading:
    work: StatusColumn
    named: bool
    """Whether the heading itself says that it is a status."""
    states: bool


def work_candidates(columns: Sequence[Column], profiles: Sequence[Profile]) -> dict[str, Candidate]:
    """Return the columns that are deliverables, by column id.

    A kind of work alone ("Mix") counts only with states under it, and is sure only among others of its sort: it could
    also say whether there is to be such work at all.
    """
    readings = {
        column.id: reading
        for column, profile in zip(columns, profiles, strict=True)
        if (reading := _reading(column, profile)) is not None
    }
    several = sum(1 for reading in readings.values() if reading.named or reading.states) > 1
    return {column: _candidate(reading, several) for column, reading in readings.items()}


def names_work(name: str) -> bool:
    """Whether a heading names a kind of work or says that it was done."""
    return _named_work(name) is not None


def _named_work(name: str) -> tuple[str, Kind, bool] | None:
    """Return the title and kind of the work that a heading names, and whether it says that it is a status."""
    words = heading(name)
    if words in _PAST:
        return (*_PAST[words], True)
    rest = " ".join(word for word in words.split() if word not in _STATUS_WORDS)
    kind = kind_of(rest)
    if not rest or kind in _NOT_WORK:
        return None
    named = rest != words
    return (rest[:1].upper() + rest[1:], kind, named) if named or kind in _STEPS else None


def _reading(column: Column, profile: Profile) -> _Reading | None:
    if column.type not in (ColumnType.TEXT, ColumnType.SELECT, ColumnType.CHECKBOX, ColumnType.OTHER):
        return None
    found = _named_work(column.name)
    if found is None:
        return None
    title, kind, named = found
    answered = profile.share(Trait.STATE, Trait.TICK, Trait.YES_NO)
    if answered < (1 - _MOST if named else _MOST) and (profile.filled or not named):
        return None
    states = profile.share(Trait.STATE) >= _MOST and profile.share(Trait.TICK) < _MOST
    return _Reading(StatusColumn(column.id, title, kind), named, states)


def _candidate(reading: _Reading, several: bool) -> Candidate:
    if reading.named:
        score, why = (_NAMED if several else _ALMOST_NAMED), "its name says how far such work is"
    elif reading.states and several:
        score, why = _AMONG_OTHERS, "a kind of work with states under it, among others"
    else:
        score, why = _ALONE, "a kind of work with a mark under it"
    return Candidate(WORK_COLUMN, score, f"{why} ({reading.work.kind.value})", reading.work)
