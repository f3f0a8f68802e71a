"""The same release in several tools, made one; what the tools disagree about is kept as each states it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from connectors.normalize.normalized import Normalized
from rules.model import Brief, Maybe, OtherRecord, Release, StatedFact
from rules.people import Directory
from rules.vocabulary.words import folded
from sync.assembly.authority import Authority
from sync.assembly.facts import agreed, as_words
from sync.assembly.together import together
from sync.matching.matches import Matches

_TAKEN_APART = frozenset({"brief", "cast"})
"""Fields of which every tool may hold a part."""


@dataclass(frozen=True, slots=True)
class Joined:
    """One release, and the records that it was joined from with the names of their sources."""

    release: Release
    records: tuple[tuple[str, Release], ...]
    facts: tuple[StatedFact, ...] = ()
    others: tuple[OtherRecord, ...] = ()


def joined_releases(
    sources: Sequence[Normalized], found: Matches, directory: Directory, authority: Authority
) -> list[Joined]:
    """Return every release once. The record of the first source carries one that stands in several."""
    group_of = {entry.key: group for group in found.groups for entry in group}
    rows = {release.key: (source.read.name, release) for source in sources for release in source.releases}
    joined: list[Joined] = []
    for key, row in rows.items():
        group = group_of.get(key)
        if group is None:
            joined.append(Joined(row[1], (row,)))
        elif group[0].key == key:
            joined.append(_one([rows[entry.key] for entry in group], directory, authority))
    return joined


def _one(rows: Sequence[tuple[str, Release]], directory: Directory, authority: Authority) -> Joined:
    one = together(rows, directory, authority, _TAKEN_APART)
    releases = [release for _, release in rows]
    cast = {(folded(role), actor.key): (role, actor) for release in releases for role, actor in release.cast}
    whole = replace(one.item, brief=_brief([release.brief for release in releases]), cast=tuple(cast.values()))
    return Joined(whole, tuple(rows), one.facts, one.records)


def _brief(briefs: Sequence[Maybe[Brief]]) -> Maybe[Brief]:
    stated = [brief for brief in briefs if isinstance(brief, Brief)]
    if not stated:
        return agreed(briefs, id)
    return Brief(
        type=agreed((brief.type for brief in stated), as_words),
        goal=agreed((brief.goal for brief in stated), as_words),
        message=agreed((brief.message for brief in stated), as_words),
        text=agreed((brief.text for brief in stated), as_words),
    )
