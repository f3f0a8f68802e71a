"""What the rows of a table are: each subject's case, made from its columns and the table's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from connectors.mapping.assignment import UNREAD, Settled, settle
from connectors.mapping.candidates import Candidates, candidates_for
from connectors.mapping.meanings import MEANINGS, TITLES, Subject
from connectors.mapping.neighbours import ALONE
from connectors.mapping.profile import Profile
from connectors.mapping.proposal import ROLE_COLUMN, WORK_COLUMN, Certainty
from connectors.mapping.table_words import (
    foreignness,
    is_foreign_column,
    is_music_column,
    subject_of_rows,
    subjects_of_title,
)
from connectors.record import Column, Table

SURE = 0.55
_DOUBTFUL = 0.35
_MARGIN = 0.12

_TELLS = 0.75
"""A reading from here on tells what the rows are."""
_TITLE = 0.35
_ROW_HEADING = 0.35
_LATER_HEADING = 0.2
_FOREIGN_TITLE = 0.6
_FOREIGN_COLUMNS = 0.9
_MUSIC = 0.12
_MOST_MUSIC = 0.3
_FIRST_WORK, _MORE_WORK, _MOST_WORK = 0.25, 0.1, 0.45
_ROLE = 0.15

_TELLING: dict[Subject, Mapping[str, float]] = {
    Subject.RELEASES: {
        "title": 0.05, "artist": 0.12, "date": 0.45, "type": 0.2, "upc": 0.2, "distributor": 0.3, "folder": 0.1,
        "brief": 0.2, "locked_at": 0.3, "date_decision": 0.3, "date_approver": 0.3, "final_go_decision": 0.3,
        "final_go_approver": 0.3, "template": 0.1, "state": 0.05, "goal": 0.15, "message": 0.15, "owners": 0.05,
    },
    Subject.DELIVERABLES: {
        "title": 0.05, "release": 0.15, "owners": 0.25, "due": 0.3, "state": 0.15, "needs": 0.3, "gate": 0.25,
        "approvers": 0.1, "decision": 0.1, "file": 0.12, "phase": 0.1, "kind": 0.08, "parent": 0.1, "done_at": 0.1,
        "scheduled_for": 0.2, "receivers": 0.1, "sent_at": 0.05, "version": 0.05, "text": 0.1, "approved_version": 0.1,
        "context_done": 0.05, "context_next": 0.05,
    },
    Subject.HANDOFFS: {
        "senders": 0.3, "receivers": 0.3, "sent_at": 0.15, "acknowledged_at": 0.2, "acknowledged_by": 0.1, "done": 0.15,
        "next": 0.15, "to_work": 0.25, "work": 0.15, "location": 0.05,
    },
    Subject.GATES: {
        "approvers": 0.25, "decision": 0.25, "on": 0.2, "decided_by": 0.15, "decided_at": 0.15, "requested_at": 0.2,
        "all_must": 0.2, "version": 0.05,
    },
    Subject.PEOPLE: {"name": 0.1, "mail": 0.2, "roles": 0.25, "active": 0.2, "aliases": 0.2},
    Subject.TRACKS: {
        "title": 0.1, "isrc": 0.4, "credits": 0.1, "stems_holder": 0.3, "may_pitch": 0.3, "pitch_from": 0.2,
        "pitch_until": 0.2,
    },
    Subject.VERSIONS: {"title": 0.1, "canonical": 0.4, "track": 0.25, "file": 0.1},
    Subject.SPLITS: {"share": 0.5, "holder": 0.25, "pie": 0.2, "agreed": 0.15, "agreed_at": 0.1, "track": 0.1},
    Subject.PITCHES: {
        "to": 0.3, "by": 0.2, "sent_at": 0.2, "exclusive": 0.3, "clearance": 0.2, "contacts": 0.1, "track": 0.15,
        "from_day": 0.1, "until_day": 0.1, "due": 0.05, "title": 0.05,
    },
    Subject.REVIEWS: {"worked": 0.4, "failed": 0.35, "broke": 0.35, "on": 0.05},
}  # fmt: skip
"""How much each meaning, once a column has it, tells that the rows are of this subject."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What a table's rows were taken for."""

    subject: Subject | None
    certainty: Certainty
    score: float
    reason: str
    alternatives: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True)
class _Case:
    score: float
    reason: str


def rows_of(table: Table, columns: Sequence[Column], profiles: Sequence[Profile]) -> Rows:
    """Return what the rows are, sure only where one subject stands clear of all others."""
    cases = {subject: _case(subject, table, columns, profiles) for subject in Subject}
    ranked = sorted(cases, key=lambda subject: -cases[subject].score)
    best, second = ranked[0], ranked[1]
    score, reason = cases[best].score, cases[best].reason
    alternatives = tuple(subject for subject in ranked if cases[subject].score >= _DOUBTFUL)
    if score < _DOUBTFUL:
        return Rows(None, Certainty.NONE, score, "nothing in it looks like a release plan")
    if score < SURE or score - cases[second].score < _MARGIN:
        return Rows(best, Certainty.DOUBTFUL, score, reason, alternatives)
    return Rows(best, Certainty.SURE, score, reason, alternatives)


def _case(subject: Subject, table: Table, columns: Sequence[Column], profiles: Sequence[Profile]) -> _Case:
    candidates = candidates_for(subject, columns, profiles, ALONE)
    settled = settle(candidates)
    told = _told(subject, settled)
    score = sum(told.values())
    reasons = [MEANINGS[subject][name].words for name in sorted(told, key=lambda name: -told[name])[:3] if told[name]]
    if weight := subjects_of_title(table.title).get(subject):
        score += _TITLE * weight
        reasons.insert(0, f"titled {table.title.strip()!r}")
    for place, column in enumerate(columns):
        if subject_of_rows(column.name) is subject and _is_title(subject, settled.get(column.id, UNREAD)):
            score += _ROW_HEADING if place == 0 else _LATER_HEADING
            reasons.insert(0, f"rows are headed {column.name.strip()!r}")
    score += _of_columns(subject, columns, candidates, told)
    if columns:
        score -= _FOREIGN_COLUMNS * sum(is_foreign_column(column.name) for column in columns) / len(columns)
    score -= _FOREIGN_TITLE * foreignness(table.title)
    if not _has_required(subject, settled):
        score *= 0.5
    return _Case(round(max(0.0, min(1.0, score)), 3), "; ".join(reasons))


def _is_title(subject: Subject, outcome: Settled) -> bool:
    """Whether a column came out as what the rows are called by."""
    if not outcome.candidates:
        return False
    meaning = MEANINGS[subject].get(outcome.candidates[0].meaning)
    return meaning is not None and meaning.shape in TITLES


def _told(subject: Subject, settled: Mapping[str, Settled]) -> dict[str, float]:
    told: dict[str, float] = {}
    for outcome in settled.values():
        if outcome.candidates and outcome.candidates[0].score >= _TELLS:
            best = outcome.candidates[0]
            told[best.meaning] = max(told.get(best.meaning, 0.0), _TELLING[subject].get(best.meaning, 0.0) * best.score)
    return {name: weight for name, weight in told.items() if name in MEANINGS[subject]}


def _of_columns(
    subject: Subject, columns: Sequence[Column], candidates: Candidates, told: Mapping[str, float]
) -> float:
    """Return what columns without a meaning of their own tell: steps of work, roles, musical facts."""
    score = 0.0
    works = sum(any(reading.meaning == WORK_COLUMN for reading in readings) for readings in candidates.values())
    if works:
        score += min(_MOST_WORK, _FIRST_WORK + _MORE_WORK * (works - 1))
    roles = sum(any(reading.meaning == ROLE_COLUMN for reading in readings) for readings in candidates.values())
    if roles and told.get("date"):
        score += _ROLE
    if subject is Subject.TRACKS:
        score += min(_MOST_MUSIC, _MUSIC * sum(is_music_column(column.name) for column in columns))
    return score


def _has_required(subject: Subject, settled: Mapping[str, Settled]) -> bool:
    found = {reading.meaning for outcome in settled.values() for reading in outcome.candidates[:1]}
    return all(name in found for name, meaning in MEANINGS[subject].items() if meaning.required)
