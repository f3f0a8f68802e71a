"""From several sources to one slate: people known once, releases joined, everything filed under one release. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from connectors.normalize.normalized import Normalized
from rules.linking import link_release
from rules.memory import NOTHING, Memory
from rules.model import Actor, Link, NeedKind, Person, Ref, Release, Slate, SourceRead, Unknown
from rules.people import Directory
from rules.vocabulary.words import folded
from rules.wording import counted
from sync.assembly.date_rows import dates_of_rows, gates_with_date_rows, stated_date
from sync.assembly.entries import Entries
from sync.assembly.filing import Cabinet, Dossier
from sync.assembly.inheritance import with_inherited_owners
from sync.assembly.joining import join_filed
from sync.assembly.own_names import with_own_names
from sync.assembly.partners import Partners
from sync.assembly.people import joined_people
from sync.assembly.placing import file_records, file_work
from sync.assembly.recall import Recall
from sync.assembly.releases import joined_releases
from sync.assembly.terms import UNSETTLED, Terms
from sync.matching.entry import Sort
from sync.matching.match import match
from sync.matching.matches import Matches, Pair

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Assembled:
    """One slate, and how the records of several tools were matched for it."""

    slate: Slate
    matches: Matches


def assemble(sources: Sequence[Normalized], pulled_at: datetime, terms: Terms = UNSETTLED) -> Slate:
    """Join the sources into one slate, every mention resolved as far as it is certain.

    The order of the sources is that of the settings: what stands in several is carried by the first one's record. From
    what a source could not show, nothing follows: what it has a place for is `Unknown.UNSEEN`.
    """
    return assembled(sources, pulled_at, terms, propose=False).slate


def assembled(
    sources: Sequence[Normalized],
    pulled_at: datetime,
    terms: Terms = UNSETTLED,
    *,
    memory: Memory = NOTHING,
    propose: bool = True,
) -> Assembled:
    """Return the slate that `assemble` makes, and the matches behind it; with `propose`, the doubtful ones too.

    `memory` is of earlier runs: a record whose partner was not read goes on standing for both, and what the partner
    was last seen to state goes on being in dispute with it.
    """
    said = terms.said
    everybody = joined_people(sources, said.of(Sort.PERSON), propose=propose)
    people, person_of, others = everybody.people, everybody.person_of, everybody.others
    known = any(source.has_people for source in sources)
    if not known:
        # Where there is a people table, it alone says who is meant by a name.
        people = [*people, *(person for person in others if person.active is not False)]
    # Nobody is a stranger because a part of the people table was not read.
    asked = known and everybody.all_seen
    directory = Directory(people, known=asked, rows=person_of.items(), accounts=others)
    if len(sources) > 1:
        sources = [with_own_names(source, directory, person_of) for source in sources]
    releases_found = match(Entries(sources).releases(), said.of(Sort.RELEASE), propose=propose)
    cabinet = Cabinet(joined_releases(sources, releases_found, directory, terms.authority))
    for source in sources:
        _cast(source, cabinet, person_of)
    work = file_work(sources, cabinet)
    for source in sources:
        file_records(source, cabinet, work)
    filed = join_filed(cabinet.dossiers, sources, directory, terms.authority, said, propose=propose)
    elsewhere = _keys_by_record(cabinet.dossiers) | filed.elsewhere
    partners = Partners(memory.joined, sources)
    recall = Recall(memory, sources, partners.carried, directory, terms.authority)
    heaps = [dossier for dossier in cabinet.dossiers if dossier.stray and dossier.deliverables]
    scattered = frozenset(name for heap in heaps for name in heap.sources)
    releases = [
        link_release(_release(dossier, sources, recall, cabinet.astray, scattered), directory, elsewhere)
        for dossier in cabinet.dossiers
    ]
    releases = [partners.stood_in(release) for release in releases]
    if not all(source.read.complete for source in sources):
        seen = {item.key for release in releases for item in release.deliverables}
        releases = [_without_loose_needs(release, seen) for release in releases]
    matches = everybody.matches.and_of(releases_found, filed.matches)
    reads = _with_told([source.read for source in sources], everybody.doubts, matches)
    return Assembled(Slate(tuple(releases), pulled_at, tuple(people), asked, reads), matches)


def _cast(source: Normalized, cabinet: Cabinet, person_of: Mapping[Ref, Person]) -> None:
    """Let people whose rows name a release fill their roles there."""
    for filed in source.cast:
        dossier = cabinet.find(source.read.name, filed.release) if isinstance(filed.release, Link) else None
        if dossier is not None:
            person = person_of[filed.item.ref]
            actor = Actor.stated(person.name, tool_id=person.ref.key)
            roles = tuple((role, actor) for role in filed.item.roles)
            dossier.release = replace(dossier.release, cast=(*dossier.release.cast, *roles))


def _keys_by_record(dossiers: Iterable[Dossier]) -> dict[str, str]:
    """Return the key of the one deliverable on each record, for mentions by a tool's own id."""
    found: dict[str, str] = {}
    for dossier in dossiers:
        for item in dossier.deliverables:
            found[item.ref.record] = item.key if item.ref.record not in found else ""
    return {record: key for record, key in found.items() if key}


_ABOUT_TRACKS = frozenset({"versions", "splits", "pitches"})


def _release(
    dossier: Dossier,
    sources: Sequence[Normalized],
    recall: Recall,
    astray: Set[tuple[str, str]],
    scattered: Set[str],
) -> Release:
    """Return the release with all that was filed under it; a collection without a place anywhere is absent.

    `scattered` are the sources with work of which nobody can tell the release.
    """
    here = [source for source in sources if source.read.name in dossier.sources]

    def collected(items: Sequence[T], has: Callable[[Normalized], bool], sort: str = "") -> tuple[T, ...] | Unknown:
        # What is about a stray track stands in the release that nobody could tell for the track.
        lost = "tracks" if dossier.release.implied and sort in _ABOUT_TRACKS else sort
        if dossier.release.implied is (lost == "tracks") and any((source.read.name, lost) in astray for source in here):
            return Unknown.UNREADABLE
        if any(has(source) and not source.read.complete for source in sources):
            return Unknown.UNSEEN
        return tuple(items) if items or any(has(source) for source in here) else Unknown.ABSENT

    release, facts = dossier.release, dossier.facts
    # In a heap, the date of one release would pass for everybody's.
    dated = () if dossier.stray else dossier.deliverables
    if stated_date(release, dated) is not release.date:
        facts = [*facts, *dates_of_rows(release, dated, here)]
    held = recall.held(facts)
    work = [held.work(item) for item in dossier.deliverables]
    release = held.release(replace(release, date=stated_date(release, work if dated else ())))
    blind = len(sources) > 1 and not all(source.read.complete for source in sources)
    return replace(
        release,
        facts=Unknown.UNSEEN if blind else tuple(facts),
        facts_so_far=held.facts if blind else (),
        records=tuple(dossier.records),
        deliverables=with_inherited_owners(release, work),
        handoffs=collected(dossier.handoffs, lambda source: source.has_handoffs, "handoffs"),
        gates_on_work=any(source.has_gates for source in here),
        gates=collected(gates_with_date_rows(release, work, dossier.gates), lambda s: s.has_gates, "gates"),
        tracks=collected(dossier.tracks, lambda source: source.has_tracks),
        versions=collected(dossier.versions, lambda source: source.has_versions, "versions"),
        splits=collected(dossier.splits, lambda source: source.has_splits, "splits"),
        pitches=collected(dossier.pitches, lambda source: source.has_pitches, "pitches"),
        reviews=collected(dossier.reviews, lambda source: source.has_reviews, "reviews"),
        stray=tuple(dossier.stray),
        whole=dossier.sources.isdisjoint(scattered),
    )


def _without_loose_needs(release: Release, seen: set[str]) -> Release:
    """Return the release; where a need leads to nothing, and not everything was read, the needs are unseen."""
    return replace(
        release,
        deliverables=tuple(
            replace(item, needs=Unknown.UNSEEN)
            if isinstance(item.needs, tuple)
            and any(need.kind is NeedKind.WORK and need.key not in seen for need in item.needs)
            else item
            for item in release.deliverables
        ),
    )


def _with_told(reads: Sequence[SourceRead], doubts: Sequence[str], found: Matches) -> tuple[SourceRead, ...]:
    """Return how the sources were read; the first one tells, once all was read, what somebody has to say or unsay."""
    if not all(read.complete for read in reads):
        return tuple(reads)
    told = [f"the settings speak of {' and '.join(answer.records)}: {answer.why}" for answer in found.unmet]
    told += doubts
    if untold := [pair for pair in found.proposals if not _is_doubted(pair)]:
        pairs = counted(len(untold), "pair")
        told.append(f"{pairs} of records may be one and the same; look at them with: streetdate match")
    return (replace(reads[0], drift=(*reads[0].drift, *dict.fromkeys(told))), *reads[1:]) if told else tuple(reads)


def _is_doubted(pair: Pair) -> bool:
    """Whether a doubt names the two already, for they are people of one name."""
    return pair.one.sort is Sort.PERSON and folded(pair.one.title) == folded(pair.other.title)
