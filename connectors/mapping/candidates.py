"""Everything that each column of a table may mean for one subject, each reading with its score and reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from connectors.mapping import role_columns, work_columns
from connectors.mapping.fit import fit
from connectors.mapping.headings import heading
from connectors.mapping.meanings import MEANINGS, TITLES, Subject
from connectors.mapping.names import name_scores
from connectors.mapping.neighbours import Neighbours
from connectors.mapping.profile import Profile
from connectors.mapping.proposal import Candidate
from connectors.record import Column, ColumnType

LEAST = 0.45
"""Below this a reading is not worth a question."""
_NAMED = 0.75
"""From here on a name says by itself what the column was meant to hold."""
_EVERYDAY = frozenset({"colour", "dimensions", "audio_format"})
"""Meanings whose names are everyday words: the size and colour of a shirt were never meant as those of a cover."""
_LIFT = 0.5
"""How much of what a name leaves open full support closes."""
_FIRST_COLUMN = 0.4
_RIGHTS_CAP = 0.55
_RIGHTS_SENSITIVE = frozenset({"owners"})

_TYPE_SCORE = 0.45
_TYPICAL = {ColumnType.PEOPLE: "owners", ColumnType.DATE: "due"}
_BOOKKEEPING = frozenset({"created", "edited", "updated", "modified", "added", "last", "start", "started", "begin"})
"""Words of columns that tools fill by themselves, or that say when work begins."""

Candidates = dict[str, list[Candidate]]
"""By column id, best first."""


def candidates_for(
    subject: Subject, columns: Sequence[Column], profiles: Sequence[Profile], neighbours: Neighbours
) -> Candidates:
    """Return the candidates of every column of a table whose rows are taken to be `subject`."""
    found: Candidates = {}
    rights = subject is not Subject.SPLITS and any(_shows_shares(column) for column in columns)
    for place, (column, profile) in enumerate(zip(columns, profiles, strict=True)):
        names = name_scores(column.name, subject) or _by_type(subject, column, neighbours)
        readings = [
            reading
            for name, score in names.items()
            if (reading := _reading(subject, name, score, column, profile, neighbours, place == 0, rights)).score
            >= LEAST
        ]
        if readings:
            found[column.id] = readings
    if subject in work_columns.SUBJECTS:
        for column_id, candidate in work_columns.work_candidates(columns, profiles).items():
            found.setdefault(column_id, []).append(candidate)
    if subject in role_columns.SUBJECTS:
        for column_id, candidate in role_columns.role_candidates(columns, profiles).items():
            found.setdefault(column_id, []).append(candidate)
    for readings in found.values():
        readings.sort(key=lambda candidate: -candidate.score)
    return found


@lru_cache(maxsize=8192)
def is_telling(name: str) -> bool:
    """Whether a column's name says enough, for any subject, that its values are worth reading."""
    return (
        any(name_scores(name, subject) for subject in Subject)
        or work_columns.names_work(name)
        or role_columns.names_role(name)
    )


def meanings_by_name(subject: Subject, column: Column) -> tuple[str, ...]:
    """Return what a column can only have been meant as by its name, whatever its values are now."""
    scores = name_scores(column.name, subject)
    return tuple(name for name, score in scores.items() if score >= _NAMED and name not in _EVERYDAY)


def _reading(
    subject: Subject,
    name: str,
    score: float,
    column: Column,
    profile: Profile,
    neighbours: Neighbours,
    first: bool,
    rights: bool,
) -> Candidate:
    meaning = MEANINGS[subject][name]
    support, evidence = fit(meaning, column, profile)
    beside, mention = neighbours.fit(meaning, column, profile)
    if beside and support > -1:
        support, evidence = beside, mention
    if meaning.shape in TITLES and first and support >= 0:
        support, evidence = min(1.0, support + _FIRST_COLUMN), evidence or "the first column"
    total = score + (1 - score) * _LIFT * support if support >= 0 else score * (1 + support)
    reason = f"named {column.name.strip()!r}" + (f", {evidence}" if evidence else "")
    if rights and name in _RIGHTS_SENSITIVE and total > _RIGHTS_CAP:
        total, reason = _RIGHTS_CAP, f"{reason}; beside shares it may be who owns the rights"
    return Candidate(name, round(total, 3), reason)


def _by_type(subject: Subject, column: Column, neighbours: Neighbours) -> Mapping[str, float]:
    """Return what a column whose name says nothing may be by its declared type alone: worth a question, no more."""
    if _BOOKKEEPING & set(heading(column.name).split()):
        return {}
    if column.type is ColumnType.RELATION and neighbours.subjects.get(column.relates_to) is Subject.RELEASES:
        return {"release": _TYPE_SCORE} if "release" in MEANINGS[subject] else {}
    if subject is Subject.DELIVERABLES and column.type in _TYPICAL:
        return {_TYPICAL[column.type]: _TYPE_SCORE}
    return {}


def _shows_shares(column: Column) -> bool:
    return bool({"share", "share %"} & set(_split_meanings(column)))


def _split_meanings(column: Column) -> Sequence[str]:
    return [name for name, score in name_scores(column.name, Subject.SPLITS).items() if score > LEAST]
