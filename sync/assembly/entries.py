"""What every record is recognised by in the other sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from connectors.normalize.normalized import Normalized
from rules.model import Deliverable, Person, Release, Track
from rules.vocabulary.words import folded
from sync.matching.codes import barcode_code, isrc_code
from sync.matching.entry import Entry, Sort


class Entries:
    """Makes the entries of all records, with what stands on each of the other tools' records."""

    def __init__(self, sources: Sequence[Normalized]) -> None:
        self._sources = sources
        self._by_name = {source.read.name: source for source in sources}

    def releases(self) -> list[Entry]:
        """Return an entry for every release, in the order of the sources."""
        return [self._release(source.read.name, release) for source in self._sources for release in source.releases]

    def track(self, source: str, item: Track, within: str) -> Entry:
        """Return the entry of a track that was filed under the release `within`."""
        names, mentions = self._written(source, item.ref.key)
        codes = frozenset(filter(None, (isrc_code(item.isrc) if isinstance(item.isrc, str) else "",)))
        return Entry(Sort.TRACK, source, item.key, item.title, item.ref, within, names, mentions, codes)

    def work(self, source: str, item: Deliverable, within: str, track: str) -> Entry:
        """Return the entry of a deliverable; what stands on a row of several is about none of them."""
        names, mentions = self._written(source, item.key)
        return Entry(
            Sort.DELIVERABLE,
            source,
            item.key,
            item.title,
            item.ref,
            within,
            names,
            mentions,
            kind=item.kind,
            track=track,
        )

    def people(self) -> list[Entry]:
        """Return an entry for every row that is a person."""
        return [_person(source.read.name, person) for source in self._sources for person in source.people]

    def _release(self, source: str, release: Release) -> Entry:
        names, mentions = self._written(source, release.ref.key)
        code = barcode_code(release.upc) if isinstance(release.upc, str) else ""
        return Entry(
            Sort.RELEASE,
            source,
            release.key,
            release.title,
            release.ref,
            names=names,
            mentions=mentions,
            codes=frozenset(filter(None, (code,))),
            artist=release.artist if isinstance(release.artist, str) else "",
            form=folded(release.type) if isinstance(release.type, str) else "",
            day=release.date if isinstance(release.date, date) else None,
        )

    def _written(self, source: str, record: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        found = self._by_name[source]
        return found.names.get(record, ()), found.mentions.get(record, ())


def _person(source: str, person: Person) -> Entry:
    return Entry(Sort.PERSON, source, person.key, person.name, person.ref)


def people_apart(people: Iterable[Person], source_of: Mapping[str, str]) -> list[Entry]:
    """Return an entry for everybody whom one source alone has; `source_of` names it by the person's key."""
    return [
        _person(source_of[person.key], person)
        for person in people
        if person.key in source_of and len(person.known_in) == 1
    ]
