"""What kind of work a row is, from its category and its title."""

from __future__ import annotations

from rules.model import Kind
from rules.vocabulary.kinds import kind_of
from rules.vocabulary.words import folded

_FINER: dict[Kind, frozenset[Kind]] = {
    Kind.AUDIO: frozenset({Kind.MIX, Kind.MASTER, Kind.STEMS}),
    Kind.MASTER: frozenset({Kind.MIX, Kind.STEMS}),
    Kind.ARTWORK: frozenset({Kind.PHOTO}),
    Kind.EMAIL: frozenset({Kind.WELCOME, Kind.SIGNUP}),
    Kind.VIDEO: frozenset({Kind.TEASER}),
    Kind.POST: frozenset({Kind.LAUNCH_POST, Kind.RECAP, Kind.TEASER}),
    Kind.PITCH: frozenset({Kind.EDITORIAL_PITCH}),
    Kind.DOCUMENT: frozenset({Kind.BRIEF, Kind.SPLITS, Kind.METADATA, Kind.CLEARANCE}),
}
"""Kinds that a category is often too coarse to tell apart, by the kind that the category names."""

_DEPARTMENTS = frozenset(
    {"distribution", "distributor", "distro", "vertrieb", "distribucion", "distribuicao", "distribuidora"}
)
"""Categories under which teams keep the upload, but also the pitch, the metadata and a look at the stores."""


def kind_from(category: str, title: str) -> Kind:
    """Return the kind that the category states, or that the title states more exactly."""
    stated = kind_of(category) if category else Kind.OTHER
    if stated is Kind.OTHER or (title and folded(category).strip() in _DEPARTMENTS):
        return kind_of(title)
    finer = _FINER.get(stated)
    if finer is None:
        return stated
    named = kind_of(title)
    return named if named in finer else stated
