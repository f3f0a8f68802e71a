"""The fact sheet of a release: date, versions, people, splits and codes, each with where it stands. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rules.facts.since import stated_since
from rules.model import Actor, Brief, Link, Ref, Release, Slate, Split, StatedFact, Track, Unknown
from rules.rule import Context
from rules.wording import listed
from sync.report.sheet import FactGroup, FactLine, Said

_RELEASE = (
    ("artist", "artist"),
    ("date", "release date"),
    ("type", "release type"),
    ("distributor", "distributor"),
    ("folder", "release folder"),
)

_BRIEF = (("text", "brief"), ("goal", "brief: goal"), ("message", "brief: message"))


@dataclass(frozen=True, slots=True)
class Places:
    """What people call the source of each table."""

    sources: Mapping[tuple[str, str], str]

    @staticmethod
    def of(slate: Slate) -> Places:
        return Places({(read.tool, table): read.name for read in slate.sources for table in read.tables})

    def source(self, ref: Ref) -> str:
        return self.sources.get((ref.tool, ref.container), ref.tool)


def fact_sheet(release: Release, places: Places, context: Context) -> tuple[FactGroup, ...]:
    """Return what is known of the release, group by group; a group of which no tool has a place is left out."""
    sheet = _Sheet(release, places, context)
    groups = [
        FactGroup("Release", (*sheet.facts(release, _RELEASE), *sheet.brief())),
        FactGroup("Versions", tuple(sheet.versions())),
        FactGroup("People", tuple(sheet.people())),
        *(FactGroup(title, tuple(lines), named=True) for title, lines in sheet.splits()),
        FactGroup("Codes", tuple(sheet.codes())),
    ]
    return tuple(group for group in groups if group.lines)


class _Sheet:
    def __init__(self, release: Release, places: Places, context: Context) -> None:
        self._release = release
        self._places = places
        self._context = context
        facts = release.facts if isinstance(release.facts, tuple) else release.facts_so_far
        self._stated = {(fact.on, fact.name): fact for fact in facts}
        self._tracks: tuple[Track, ...] = release.tracks if isinstance(release.tracks, tuple) else ()
        self._titles = {track.key: track.title for track in self._tracks}

    def facts(self, record: Any, fields: Iterable[tuple[str, str]], prefix: str = "") -> Iterator[FactLine]:
        """Yield a line for each field that a tool has a place for."""
        for name, words in fields:
            value = getattr(record, name, Unknown.ABSENT)
            if value is not Unknown.ABSENT:
                yield self._line(words, value, record, self._stated.get((record.key, f"{prefix}{name}")))

    def brief(self) -> Iterator[FactLine]:
        """Yield what a release in several tools has for a brief; of one tool's, a reader needs no second copy."""
        release = self._release
        for part, words in _BRIEF:
            fact = self._stated.get((release.key, f"brief.{part}"))
            if fact is not None and isinstance(release.brief, Brief):
                yield self._line(words, getattr(release.brief, part), release, fact)

    def codes(self) -> Iterator[FactLine]:
        yield from self.facts(self._release, (("upc", "UPC"),))
        for track in self._tracks:
            codes = ((name, f"{track.title}: {name.upper()}") for name in ("isrc", "iswc"))
            yield from self.facts(track, codes, "track.")

    def versions(self) -> Iterator[FactLine]:
        """Yield each track's canonical versions, and those of the release as a whole."""
        versions = self._release.versions
        for version in versions if isinstance(versions, tuple) else ():
            fact = self._stated.get((version.key, "version.canonical"))
            if version.canonical is True or (fact is not None and fact.disputed):
                called = f"{self._of(version.track)}: final version"
                if version.canonical is True:
                    yield self._line(called, version.title, version, None)
                else:
                    yield self._line(f"{called}, {version.title}?", Unknown.DISPUTED, version, fact)

    def people(self) -> Iterator[FactLine]:
        release = self._release
        for role, actor in release.cast:
            yield self._line(role.casefold(), actor, release, None)
        if release.owners is not Unknown.ABSENT:
            yield self._line("release owner", release.owners, release, self._stated.get((release.key, "owners")))
        for track in self._tracks:
            fields = (
                ("credits", f"{track.title}: writers and producers"),
                ("stems_holder", f"{track.title}: has the stems"),
            )
            yield from self.facts(track, fields, "track.")

    def splits(self) -> Iterator[tuple[str, list[FactLine]]]:
        splits = self._release.splits
        pies: dict[tuple[str, str], list[Split]] = {}
        for split in splits if isinstance(splits, tuple) else ():
            pies.setdefault((self._of(split.track), split.pie.value), []).append(split)
        for (track, pie), shares in pies.items():
            disputed = next((f for split in shares if (f := self._stated.get((split.key, "split.shares")))), None)
            if disputed is not None and disputed.disputed:
                yield f"Splits: {track}, {pie}", [self._line("shares", Unknown.DISPUTED, shares[0], disputed)]
            else:
                yield f"Splits: {track}, {pie}", [self._share(split) for split in shares]

    def _share(self, split: Split) -> FactLine:
        holder = split.holder.name if isinstance(split.holder, Actor) else "nobody named"
        agreed = (
            {True: ", agreed", False: ", not agreed"}.get(split.agreed, "") if isinstance(split.agreed, bool) else ""
        )
        share = split.share
        value = f"{share.normalize():f} %{agreed}" if isinstance(share, Decimal) else share
        return self._line(holder, value, split, None)

    def _of(self, track: object) -> str:
        if not isinstance(track, Link):
            return self._release.title
        return self._titles.get(track.key, track.text) or self._release.title

    def _line(self, name: str, value: object, record: Any, fact: StatedFact | None) -> FactLine:
        said = tuple(self._said(fact)) if fact is not None else ()
        if fact is not None and fact.disputed and not fact.right:
            return FactLine(name, "", said, disputed=True)
        shown = _shown(value)
        if not said and shown:
            said = (Said(self._places.source(record.ref), shown, record.ref.url),)
        return FactLine(name, shown, said, fact is not None and fact.disputed, isinstance(value, Unknown))

    def _said(self, fact: StatedFact) -> Iterator[Said]:
        for each in fact.statements:
            seen = stated_since(self._release, fact, each, self._context.memory)
            day = self._context.calendar.day
            since, last_seen = (day(moment) if moment is not None else None for moment in (seen, each.last_seen))
            yield Said(each.source, each.value, each.ref.url, since, last_seen)


def _shown(value: object) -> str:
    match value:
        case None | Unknown():
            return ""
        case date():
            return value.isoformat()
        case Actor():
            return value.name
        case tuple():
            return listed(map(_shown, value))
        case _:
            return str(value)
