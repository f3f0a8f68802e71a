"""The same release in several tools, made one; what the tools disagree about is kept as each states it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from connectors.normalize.normalized import Normalized
from rules.model import Brief, Maybe, OtherRecord, Release, StatedFact
from rules.people import Directory
from rules.vocabulary.words import folded
from sync.assembly.authority import Authority
from sync.assembly.compared import COMPARED, fact_name
from sync.assembly.facts import agreed
from sync.assembly.together import fact_of, taken, together
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
    brief, facts = _brief(rows, directory, authority)
    cast = {(folded(role), actor.key): (role, actor) for release in releases for role, actor in release.cast}
    whole = replace(one.item, brief=brief, cast=tuple(cast.values()))
    return Joined(whole, tuple(rows), (*one.facts, *facts), one.records)


def _brief(
    rows: Sequence[tuple[str, Release]], directory: Directory, authority: Authority
) -> tuple[Maybe[Brief], list[StatedFact]]:
    """Return the brief that the records make together, part by part, and what each of them states of it."""
    there = [(source, release.ref, release.brief) for source, release in rows if isinstance(release.brief, Brief)]
    if not there:
        return agreed((release.brief for _, release in rows), id), []
    # Where the tools disagree about the type, they do so about the release's own.
    parts: dict[str, Any] = {"type": agreed((brief.type for _, _, brief in there), lambda _: "")}
    facts: list[StatedFact] = []
    for rule in COMPARED[Brief]:
        said = [(source, ref, getattr(brief, rule.field)) for source, ref, brief in there]
        fact = fact_of(fact_name(Brief, rule.field), rows[0][1].key, rule, said, directory, authority)
        facts += [fact] if fact is not None else []
        parts[rule.field] = taken(rule, said, fact, directory)
    return Brief(**parts), facts
