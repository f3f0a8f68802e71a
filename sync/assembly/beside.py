"""Gates, handoffs, versions, shares and pitches that two tools record of the same work, made one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from rules.model import (
    Actor,
    Gate,
    Handoff,
    Kind,
    Link,
    Maybe,
    OtherRecord,
    Pitch,
    Split,
    StatedFact,
    Statement,
    Unknown,
    Version,
)
from rules.people import Directory
from rules.rights.agreement import percent, same_share
from rules.vocabulary.words import folded
from sync.assembly.aliases import Aliases
from sync.assembly.authority import Authority
from sync.assembly.compared import SHARES, SHARES_WORDS
from sync.assembly.facts import as_words, title_key
from sync.assembly.filing import Dossier
from sync.assembly.together import together

T = TypeVar("T", Gate, Handoff, Version, Split, Pitch)
Row = tuple[str, T]


def join_beside(
    dossier: Dossier,
    source_of: Mapping[str, str],
    order: Mapping[str, int],
    aliases: Aliases,
    directory: Directory,
    authority: Authority,
) -> None:
    """Join what is about the release's work, where each tool records it once; in doubt it stays apart."""
    means = _Means(dossier, directory)
    beside = _Beside(dossier, source_of, order, aliases, directory, authority)
    dossier.gates = beside.joined(dossier.gates, means.gate)
    dossier.handoffs = beside.joined(dossier.handoffs, means.handoff)
    dossier.versions = beside.joined(dossier.versions, means.version)
    dossier.pitches = beside.joined(dossier.pitches, means.pitch)
    dossier.splits = beside.pies(dossier.splits, means)


class _Means:
    """What a record is about, the same for two records that are about one thing; `None` where it does not say."""

    def __init__(self, dossier: Dossier, directory: Directory) -> None:
        self._release = dossier.release.key
        self._directory = directory
        self._work = _keys((item.key, item.ref.record, item.title) for item in dossier.deliverables)
        self._tracks = _keys((item.key, item.ref.record, item.title) for item in dossier.tracks)
        self._kinds = {item.key: item.kind for item in dossier.deliverables}

    def gate(self, gate: Gate) -> Hashable | None:
        on = self._found(self._work, gate.on)
        if on is None or gate.cancelled:
            return None
        return ("gate", on, None if gate.kind in (Kind.OTHER, self._kinds.get(on)) else gate.kind)

    def handoff(self, handoff: Handoff) -> Hashable | None:
        work, waiting = self._found(self._work, handoff.work), self._found(self._work, handoff.to_work)
        if work is None or handoff.cancelled:
            return None
        return ("handoff", work, waiting or self._people(handoff.receivers))

    def version(self, version: Version) -> Hashable | None:
        title = title_key(version.title)
        return ("version", self._found(self._tracks, version.track), title) if title else None

    def pitch(self, pitch: Pitch) -> Hashable | None:
        track = self._found(self._tracks, pitch.track)
        return ("pitch", track, as_words(pitch.to)) if track and isinstance(pitch.to, str) else None

    def pie(self, split: Split) -> tuple[str, str]:
        return (self._found(self._tracks, split.track) or "", split.pie.value)

    def holder(self, split: Split) -> str:
        """Return who holds it, by name: two of one name may be one person whom nobody has confirmed yet."""
        return folded(self._directory.resolve(split.holder).name) if isinstance(split.holder, Actor) else ""

    def _people(self, actors: tuple[Actor, ...] | Unknown) -> Hashable:
        return frozenset(self._directory.resolve(actor).key for actor in actors) if isinstance(actors, tuple) else None

    def _found(self, known: Mapping[str, str], link: Maybe[Link]) -> str | None:
        if not isinstance(link, Link):
            return None
        if link.key == self._release:
            return link.key
        return known.get(link.key or f"title {title_key(link.text)}") or link.key or f"title {title_key(link.text)}"


class _Beside:
    def __init__(
        self,
        dossier: Dossier,
        source_of: Mapping[str, str],
        order: Mapping[str, int],
        aliases: Aliases,
        directory: Directory,
        authority: Authority,
    ) -> None:
        self._dossier = dossier
        self._source_of = source_of
        self._order = order
        self._aliases = aliases
        self._directory = directory
        self._authority = authority

    def joined(self, items: list[T], means: Callable[[T], Hashable | None]) -> list[T]:
        """Return the items, those that each tool records once made one; it stands where the first of them stood."""
        rows = self._rows(items)
        groups: dict[Hashable, list[Row[T]]] = defaultdict(list)
        for row in rows:
            if (about := means(row[1])) is not None:
                groups[about].append(row)
        instead: dict[str, T] = {}
        gone: set[str] = set()
        for group in groups.values():
            if not 1 < len(group) == len({source for source, _ in group}):
                continue
            first = self._one(group)
            instead[first.key] = first
            gone.update(item.key for _, item in group if item.key != first.key)
        return [instead.get(item.key, item) for _, item in rows if item.key not in gone]

    def pies(self, items: list[Split], means: _Means) -> list[Split]:
        """Return the shares, each pie once. Where the tools cut it differently, nobody's share in it is known."""
        rows = self._rows(items)
        pies: dict[tuple[str, str], dict[str, list[Split]]] = {}
        for source, split in rows:
            pies.setdefault(means.pie(split), {}).setdefault(source, []).append(split)
        return [
            split
            for by_source in pies.values()
            for split in (self._pie(by_source, means) if len(by_source) > 1 else next(iter(by_source.values())))
        ]

    def _pie(self, by_source: Mapping[str, list[Split]], means: _Means) -> Sequence[Split]:
        cuts = {source: _cut(splits, means) for source, splits in by_source.items()}
        (source, kept), *others = by_source.items()
        first, *further = cuts.values()
        disputed = not all(_same_cut(first, cut) for cut in further)
        right = self._authority.get(SHARES, "")
        if disputed and right in by_source:
            source, kept = right, by_source[right]
        fact = StatedFact(
            SHARES,
            f"{kept[0].pie.value} {SHARES_WORDS}",
            kept[0].key,
            tuple(Statement(_said(splits), splits[0].ref, name) for name, splits in by_source.items()),
            disputed,
            right if disputed and right in by_source else "",
        )
        self._dossier.facts.append(fact)
        if not disputed:
            return [self._with_others(split, others, means) for split in kept]
        self._dossier.records += [
            OtherRecord(kept[0].key, split.ref, name, split.key)
            for name, splits in by_source.items()
            if name != source
            for split in splits
        ]
        if fact.right:
            return kept
        return [replace(split, share=Unknown.DISPUTED) for split in kept]

    def _with_others(self, split: Split, others: Sequence[tuple[str, list[Split]]], means: _Means) -> Split:
        """Return the share with what the other tools say of it besides: whether it is agreed, and since when."""
        holder = means.holder(split)
        rows = [(name, each) for name, splits in others for each in splits if means.holder(each) == holder]
        return self._one([(self._source_of[split.key], split), *rows])

    def _one(self, group: Sequence[Row[T]]) -> T:
        one = together(group, self._directory, self._authority)
        self._dossier.facts += one.facts
        self._dossier.records += one.records
        return one.item

    def _rows(self, items: Sequence[T]) -> list[Row[T]]:
        rows = [(self._source_of[item.key], item) for item in items]
        rows.sort(key=lambda row: self._order[row[0]])
        return [(source, self._aliases.relinked(source, item)) for source, item in rows]


def _keys(items: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, record, title in items:
        for name in (key, record, f"title {title_key(title)}"):
            found[name] = key if found.get(name, key) == key else ""
    return found


def _cut(splits: Sequence[Split], means: _Means) -> dict[str, object]:
    """Return each holder's share of a pie; a share that is not stated is what stands there instead."""
    cut: dict[str, object] = {}
    for split in splits:
        holder, share = means.holder(split), split.share
        known = cut.get(holder)
        cut[holder] = known + share if isinstance(known, Decimal) and isinstance(share, Decimal) else share
    return cut


def _same_cut(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    return one.keys() == other.keys() and all(_same(share, other[holder]) for holder, share in one.items())


def _same(one: object, other: object) -> bool:
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return same_share(one, other)
    return one == other


def _said(splits: Sequence[Split]) -> str:
    return ", ".join(
        f"{split.holder.name if isinstance(split.holder, Actor) else 'nobody'} {_percent(split.share)}"
        for split in splits
    )


def _percent(share: Maybe[Decimal]) -> str:
    return percent(share) if isinstance(share, Decimal) else "no share"
