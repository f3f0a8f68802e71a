"""Columns that are headed by a role and hold who fills it: "A&R", "Manager", "Design Lead"."""

from __future__ import annotations

from collections.abc import Sequence

from connectors.mapping.headings import heading
from connectors.mapping.meanings import Subject
from connectors.mapping.profile import Profile
from connectors.mapping.proposal import ROLE_COLUMN, Candidate
from connectors.mapping.traits import Trait
from connectors.record import Column, ColumnType
from rules.vocabulary.roles import role_of

SUBJECTS = frozenset({Subject.RELEASES})
"""Tables on which a role column names the cast."""

_NOT_CAST = frozenset({"artist", "label contact", "publisher", "distributor"})
"""Roles that, over a column of a release, name a firm or the performing artist."""
_DEPARTMENTS = frozenset(
    {"marketing", "creative", "design", "tour marketing", "press", "promo", "digital", "sync", "pr"}
)
_MOST = 0.8
_TYPED = 0.95
_NAMED = 0.85
_OPEN = 0.55


def role_candidates(columns: Sequence[Column], profiles: Sequence[Profile]) -> dict[str, Candidate]:
    """Return the columns that are roles, by column id; a department counts only beside another role."""
    roles: dict[str, Candidate] = {}
    departments: dict[str, Candidate] = {}
    for column, profile in zip(columns, profiles, strict=True):
        words = heading(column.name)
        role = role_of(column.name)
        if role in _NOT_CAST:
            continue
        if words in _DEPARTMENTS:
            if candidate := _candidate(column, profile):
                departments[column.id] = candidate
        elif role and (candidate := _candidate(column, profile)):
            roles[column.id] = candidate
    return roles | departments if roles else roles


def names_role(name: str) -> bool:
    """Whether a heading names a role or a department."""
    return bool(role_of(name)) or heading(name) in _DEPARTMENTS


def _candidate(column: Column, profile: Profile) -> Candidate | None:
    named = f"named after a role, {column.name.strip()!r}"
    if column.type is ColumnType.PEOPLE:
        return Candidate(ROLE_COLUMN, _TYPED, f"{named}, a people column")
    if column.type not in (ColumnType.TEXT, ColumnType.SELECT, ColumnType.MULTI_SELECT, ColumnType.OTHER):
        return None
    if not profile.filled:
        return Candidate(ROLE_COLUMN, _OPEN, named)
    if profile.share(Trait.PERSON) < _MOST or profile.share(Trait.STATE, Trait.YES_NO, Trait.TICK) > 1 - _MOST:
        return None
    return Candidate(ROLE_COLUMN, _NAMED, f"{named}, {profile.words(Trait.PERSON)}")
