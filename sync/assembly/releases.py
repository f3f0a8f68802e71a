"""The same release in several tools, joined by its title; what the tools disagree about is disputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from connectors.normalize.normalized import Normalized
from rules.model import Actor, Brief, Maybe, Release, State, Unknown
from rules.people import Directory
from rules.vocabulary.words import folded
from sync.assembly.facts import agreed, as_day, as_words, title_key


@dataclass(frozen=True, slots=True)
class Joined:
    """One release, and the records that it was joined from with the names of their sources."""

    release: Release
    records: tuple[tuple[str, Release], ...]


def joined_releases(sources: Sequence[Normalized], directory: Directory) -> list[Joined]:
    """Return every release once. Only a title that each tool has once, by one artist, joins; in doubt, apart."""
    titled: dict[str, list[tuple[str, Release]]] = defaultdict(list)
    for source in sources:
        for release in source.releases:
            titled[title_key(release.title)].append((source.read.name, release))
    found: list[Joined] = []
    for rows in titled.values():
        rows.sort(key=lambda row: row[1].key)
        if len(rows) > 1 and _are_one(rows):
            found.append(Joined(_one([release for _, release in rows], directory), tuple(rows)))
        else:
            found.extend(Joined(release, ((name, release),)) for name, release in rows)
    return found


def _are_one(rows: Sequence[tuple[str, Release]]) -> bool:
    artists = {as_words(release.artist) for _, release in rows if isinstance(release.artist, str)}
    return len({name for name, _ in rows}) == len(rows) and len(artists) < 2


def _one(rows: Sequence[Release], directory: Directory) -> Release:
    return replace(
        rows[0],
        artist=agreed((row.artist for row in rows), as_words),
        date=agreed((row.date for row in rows), date.toordinal),
        type=agreed((row.type for row in rows), as_words),
        state=agreed((row.state for row in rows), State),
        brief=_brief([row.brief for row in rows]),
        locked_at=agreed((row.locked_at for row in rows), as_day),
        folder=agreed((row.folder for row in rows), str),
        distributor=agreed((row.distributor for row in rows), as_words),
        template=agreed((row.template for row in rows), as_words),
        upc=agreed((row.upc for row in rows), _digits),
        capture=agreed((row.capture for row in rows), str),
        welcome=agreed((row.welcome for row in rows), str),
        owners=_owners([row.owners for row in rows], directory),
        cast=tuple({(folded(role), actor.key): (role, actor) for row in rows for role, actor in row.cast}.values()),
    )


def _digits(code: str) -> Hashable:
    return "".join(sign for sign in code if sign.isdecimal()).lstrip("0") or as_words(code)


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


def _owners(named: Sequence[tuple[Actor, ...] | Unknown], directory: Directory) -> tuple[Actor, ...] | Unknown:
    """Return the release's owners; two tools that name different people are in dispute."""
    found = agreed(
        (owners or None if isinstance(owners, tuple) else owners for owners in named),
        lambda owners: frozenset(directory.resolve(owner).key for owner in owners),
    )
    return () if found is None else found
