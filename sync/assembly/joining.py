"""Tracks and work of one release that stand in several tools, made one; every mention follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from connectors.normalize.normalized import Normalized
from rules.model import Deliverable, Link, Maybe, Track
from rules.people import Directory
from sync.assembly.aliases import Aliases
from sync.assembly.authority import Authority
from sync.assembly.beside import join_beside
from sync.assembly.entries import Entries
from sync.assembly.facts import title_key
from sync.assembly.filing import Dossier
from sync.assembly.together import together
from sync.matching.confirmations import Confirmations
from sync.matching.entry import Entry, Sort
from sync.matching.match import match
from sync.matching.matches import Matches

W = TypeVar("W", bound=Deliverable | Track)


@dataclass(slots=True)
class Filed:
    """What joining came to: the matches, and by record id the key that other releases' needs of it lead to now."""

    matches: Matches = field(default_factory=Matches)
    elsewhere: dict[str, str] = field(default_factory=dict)


def join_filed(
    dossiers: Iterable[Dossier],
    sources: Sequence[Normalized],
    directory: Directory,
    authority: Authority,
    said: Confirmations,
    *,
    propose: bool,
) -> Filed:
    """Join what was filed under each release, first its tracks, then its work, then what is about them."""
    mixed = [dossier for dossier in dossiers if len(dossier.sources) > 1]
    filed = Filed()
    if not mixed:
        return filed
    joining = _Joining(sources, directory, authority)
    aliases = {dossier.release.key: Aliases() for dossier in mixed}
    tracks = match(
        joining.in_order(
            joining.entries.track(joining.source_of[item.key], item, dossier.release.key)
            for dossier in mixed
            for item in dossier.tracks
        ),
        said.of(Sort.TRACK),
        propose=propose,
    )
    joining.settle_tracks(mixed, tracks, aliases)
    work = match(
        joining.in_order(
            joining.work_entry(item, dossier, aliases[dossier.release.key])
            for dossier in mixed
            for item in dossier.deliverables
        ),
        said.of(Sort.DELIVERABLE),
        propose=propose,
    )
    joining.settle_work(mixed, work, aliases, filed)
    for dossier in mixed:
        join_beside(dossier, joining.source_of, joining.order, aliases[dossier.release.key], directory, authority)
    filed.matches = tracks.and_of(work)
    return filed


class _Joining:
    """What joining looks up: where everything comes from, and in which order the sources go."""

    def __init__(self, sources: Sequence[Normalized], directory: Directory, authority: Authority) -> None:
        self.entries = Entries(sources)
        self.order = {source.read.name: place for place, source in enumerate(sources)}
        self.source_of = _origins(sources)
        self._directory = directory
        self._authority = authority

    def in_order(self, entries: Iterable[Entry]) -> list[Entry]:
        return sorted(entries, key=lambda entry: self.order[entry.source])

    def work_entry(self, item: Deliverable, dossier: Dossier, aliases: Aliases) -> Entry:
        source = self.source_of[item.key]
        return self.entries.work(
            source, item, dossier.release.key, _track_mark(aliases.track(source, item.track), dossier)
        )

    def settle_tracks(self, mixed: Iterable[Dossier], found: Matches, aliases: Mapping[str, Aliases]) -> None:
        groups = _by_home(found)
        for dossier in mixed:
            dossier.tracks = self._joined(dossier, dossier.tracks, groups, aliases[dossier.release.key])

    def settle_work(
        self, mixed: Iterable[Dossier], found: Matches, aliases: Mapping[str, Aliases], filed: Filed
    ) -> None:
        groups = _by_home(found)
        for dossier in mixed:
            names = aliases[dossier.release.key]
            before = {item.key: item for item in dossier.deliverables}
            dossier.deliverables = self._joined(dossier, dossier.deliverables, groups, names)
            for group in groups.get(dossier.release.key, ()):
                for entry in group[1:]:
                    filed.elsewhere[before[entry.key].ref.record] = group[0].key
                    filed.elsewhere[entry.key] = group[0].key
            dossier.deliverables = [names.relinked(self.source_of[item.key], item) for item in dossier.deliverables]

    def _joined(
        self, dossier: Dossier, items: list[W], groups: Mapping[str, Sequence[tuple[Entry, ...]]], aliases: Aliases
    ) -> list[W]:
        here = groups.get(dossier.release.key, ())
        if not here:
            return items
        by_key = {item.key: item for item in items}
        instead: dict[str, W] = {}
        gone: set[str] = set()
        for group in here:
            rows = [(entry.source, by_key[entry.key]) for entry in group]
            one = together(
                [
                    (source, aliases.relinked(source, item) if isinstance(item, Deliverable) else item)
                    for source, item in rows
                ],
                self._directory,
                self._authority,
            )
            dossier.facts += one.facts
            dossier.records += one.records
            instead[group[0].key] = one.item
            gone.update(entry.key for entry in group[1:])
            for source, item in rows:
                aliases.add(source, item, group[0].key)
        return [instead.get(item.key, item) for item in items if item.key not in gone]


def _origins(sources: Iterable[Normalized]) -> dict[str, str]:
    """Return the source's name by the key of everything that is filed under releases."""
    return {
        filed.item.key: source.read.name
        for source in sources
        for some in (
            source.deliverables, source.tracks, source.handoffs, source.gates, source.versions, source.splits,
            source.pitches, source.reviews,
        )
        for filed in some
    }  # fmt: skip


def _by_home(found: Matches) -> dict[str, list[tuple[Entry, ...]]]:
    homes: dict[str, list[tuple[Entry, ...]]] = {}
    for group in found.groups:
        homes.setdefault(group[0].within, []).append(group)
    return homes


def _track_mark(link: Maybe[Link], dossier: Dossier) -> str:
    """Return what tells work on one track from work on another: the track's key, else its title."""
    if not isinstance(link, Link):
        return ""
    if link.key:
        return link.key
    titled = [track.key for track in dossier.tracks if title_key(track.title) == title_key(link.text)]
    return titled[0] if len(titled) == 1 else title_key(link.text)
