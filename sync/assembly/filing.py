"""Which release a record belongs to: every record is filed under exactly one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from connectors.normalize.normalized import Normalized
from rules.model import (
    Deliverable,
    Gate,
    Handoff,
    Link,
    Maybe,
    OtherRecord,
    Pitch,
    Ref,
    Release,
    Review,
    Split,
    StatedFact,
    Track,
    Unknown,
    Version,
)
from sync.assembly.facts import title_key
from sync.assembly.releases import Joined


@dataclass(slots=True)
class Dossier:
    """One release and everything that was filed under it. `sources` are the names of those that say anything of it."""

    release: Release
    sources: set[str] = field(default_factory=set)
    deliverables: list[Deliverable] = field(default_factory=list)
    handoffs: list[Handoff] = field(default_factory=list)
    gates: list[Gate] = field(default_factory=list)
    tracks: list[Track] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    splits: list[Split] = field(default_factory=list)
    pitches: list[Pitch] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    facts: list[StatedFact] = field(default_factory=list)
    records: list[OtherRecord] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    """Titles of the work that is here for want of a release that it could be told to belong to."""


class Cabinet:
    """All dossiers of one slate, found by the words and ids that records use for releases."""

    def __init__(self, joined: Iterable[Joined]) -> None:
        self._dossiers: dict[str, Dossier] = {}
        self._by_record: dict[tuple[str, str], Dossier] = {}
        self._by_title: dict[str, list[Dossier]] = defaultdict(list)
        self._by_source_title: dict[tuple[str, str], list[Dossier]] = defaultdict(list)
        self._of_source: dict[str, list[Dossier]] = defaultdict(list)
        self.astray: set[tuple[str, str]] = set()
        """Sources and sorts with a record of which nobody can tell the release: any of theirs may have one more."""
        self.naming: set[str] = set()
        """Sources with work that names its release: a table without a column for that is then a release's own."""
        for one in joined:
            dossier = self._dossiers[one.release.key] = Dossier(
                one.release, {name for name, _ in one.records}, facts=list(one.facts), records=list(one.others)
            )
            for title in {title_key(release.title) for _, release in one.records}:
                self._by_title[title].append(dossier)
            for name, release in one.records:
                self._by_record[name, release.key] = self._by_record[name, release.ref.record] = dossier
                self._by_source_title[name, title_key(release.title)].append(dossier)
                self._of_source[name].append(dossier)

    @property
    def dossiers(self) -> tuple[Dossier, ...]:
        return tuple(self._dossiers.values())

    def find(self, source: str, link: Link) -> Dossier | None:
        """Return the release that a record of `source` mentions, where it is the only one that can be meant."""
        if link.key and (dossier := self._by_record.get((source, link.key))) is not None:
            return dossier
        title = title_key(link.text)
        if not title:
            return None
        found = self._titled(source, title)
        return found[0] if len(found) == 1 else None

    def _titled(self, source: str, title: str) -> list[Dossier]:
        return self._by_source_title.get((source, title)) or self._by_title.get(title, [])

    def only(self, source: Normalized, *, of_work: bool = False) -> Dossier | None:
        """Return the one release of a source that has no other; with `of_work` also one that only its work implies."""
        if not source.read.complete:
            return None
        name = source.read.name
        found = self._of_source.get(name, [])
        if of_work and not found:
            found = [dossier for dossier in self._dossiers.values() if name in dossier.sources]
        return found[0] if len(found) == 1 else None

    def lose(self, source: Normalized, sort: str) -> None:
        """Keep that nobody can tell to which of the source's releases a record belongs."""
        if len(self._of_source.get(source.read.name, ())) > 1:
            self.astray.add((source.read.name, sort))

    def tells(self, source: Normalized, named: Maybe[Link]) -> bool:
        """Whether it is certain which release is named, or that none is.

        A table whose work does not say whose it is stands for a release itself, unless the source lists releases and
        none of its work names any.
        """
        name = source.read.name
        if isinstance(named, Link):
            title = title_key(named.text)
            unlisted = title and not self._titled(name, title)
            return bool(unlisted) or self.find(name, named) is not None
        if named in (Unknown.ABSENT, Unknown.UNMAPPED):
            return not self._of_source.get(name) or (named is Unknown.ABSENT and name in self.naming)
        return named is None

    def home(self, source: Normalized, ref: Ref, named: Maybe[Link], beside: Dossier | None = None) -> Dossier:
        """Return the dossier of a record that names `named` as its release.

        A record that names none belongs where the records are that it is about (`beside`), else to a release that
        its table stands for.
        """
        name = source.read.name
        dossier = self.find(name, named) if isinstance(named, Link) else None
        if dossier is None and isinstance(named, Link) and title_key(named.text):
            dossier = self._implied(f"implied/{title_key(named.text)}", named.text.strip(), _place(ref))
        if dossier is None:
            dossier = beside
        if dossier is None:
            title = source.tables.get(ref.container, ref.container)
            place = _place(ref)
            dossier = self.find(name, Link(title)) or self._implied(place.key, title, place)
        dossier.sources.add(name)
        return dossier

    def _implied(self, key: str, title: str, place: Ref) -> Dossier:
        """Return the dossier of a release that has no record of its own, the same whichever record names it first."""
        dossier = self._dossiers.get(key)
        if dossier is None:
            dossier = self._dossiers[key] = Dossier(_unrecorded(key, title, place))
        elif (place.key, title) < (dossier.release.ref.key, dossier.release.title):
            dossier.release = _unrecorded(key, title, place)
        return dossier


class Whereabouts:
    """In which dossiers the records of one sort are, found by the words and ids that other records use for them."""

    def __init__(self) -> None:
        self._by_record: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_title: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_title_anywhere: dict[str, set[str]] = defaultdict(set)
        self._dossiers: dict[str, Dossier] = {}

    def note(self, source: str, item: Deliverable | Track, dossier: Dossier) -> None:
        """Remember where an item was filed."""
        home = dossier.release.key
        self._dossiers[home] = dossier
        title = title_key(item.title)
        for record in (item.key, item.ref.key, item.ref.record):
            self._by_record[source, record].add(home)
        self._by_title[source, title].add(home)
        self._by_title_anywhere[title].add(home)

    def find(self, source: str, mentions: Sequence[Maybe[Link]]) -> Dossier | None:
        """Return the one dossier that the mentioned items are in, by the first mention that tells."""
        for link in mentions:
            if not isinstance(link, Link):
                continue
            title = title_key(link.text)
            homes = (
                (self._by_record.get((source, link.key), set()) if link.key else set())
                or self._by_title.get((source, title), set())
                or self._by_title_anywhere.get(title, set())
            )
            if len(homes) == 1:
                return self._dossiers[next(iter(homes))]
        return None


def _place(ref: Ref) -> Ref:
    return Ref(ref.tool, ref.container, "")


def _unrecorded(key: str, title: str, place: Ref) -> Release:
    absent = Unknown.ABSENT
    return Release(
        key=key,
        title=title,
        ref=place,
        artist=absent,
        date=absent,
        type=absent,
        state=absent,
        brief=absent,
        locked_at=absent,
        folder=absent,
        distributor=absent,
        template=absent,
        upc=absent,
        capture=absent,
        welcome=absent,
        spec=absent,
        owners=absent,
        implied=True,
    )
