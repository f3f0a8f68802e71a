"""Every seat and every mention of a record in one release, resolved to the people and the work that they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rules.model import (
    Actor,
    Decision,
    Deliverable,
    Gate,
    Handoff,
    Kind,
    Link,
    Maybe,
    Need,
    NeedKind,
    Pitch,
    Release,
    Split,
    Track,
    Unknown,
    Version,
)
from rules.people import Cast, Directory, role_of
from rules.titles import TitleIndex
from rules.vocabulary.kinds import kind_of
from rules.vocabulary.words import folded, words_of

__all__ = ["TitleIndex", "link_release"]

_MANAGER = "Manager"
_GIVEN_KINDS = frozenset({Kind.BRIEF, Kind.DATE})
"""Kinds that are given in some plans, and work of its own in others."""


def link_release(release: Release, directory: Directory, elsewhere: Mapping[str, str] | None = None) -> Release:
    """Return the release with every seat and every mention of a record resolved.

    Where the release names no manager and no one owner, the people's one manager is its manager.

    `elsewhere` maps record ids of other releases' deliverables to keys, for needs that cross releases by id.
    """
    cast = tuple(
        (_MANAGER if role_of(role) == _MANAGER.casefold() else role, directory.resolve(actor))
        for role, actor in release.cast
    )
    seats = _Seats(directory, cast)
    work = _Work(release, seats, elsewhere or {})
    tracks = _Tracks(release)

    def track(item: Track) -> Track:
        return replace(
            item,
            credits=seats.many(item.credits),
            stems_holder=seats.many(item.stems_holder),
            may_pitch=seats.many(item.may_pitch),
        )

    def version(item: Version) -> Version:
        return replace(item, track=tracks.found(item.track))

    def split(item: Split) -> Split:
        return replace(item, track=tracks.found(item.track), holder=seats.maybe(item.holder))

    def pitch(item: Pitch) -> Pitch:
        return replace(item, track=tracks.found(item.track), by=seats.many(item.by))

    def deliverable(item: Deliverable) -> Deliverable:
        return work.deliverable(item, tracks.found(item.track))

    owners = seats.many(release.owners)
    if replace(release, cast=cast, owners=owners, deliverables=()).manager is None:
        cast = (*cast, *_everybodys_manager(directory))
    return replace(
        release,
        cast=cast,
        owners=owners,
        deliverables=tuple(map(deliverable, release.deliverables)),
        handoffs=release.handoffs if type(release.handoffs) is Unknown else tuple(map(work.handoff, release.handoffs)),
        gates=release.gates if type(release.gates) is Unknown else tuple(map(work.gate, release.gates)),
        tracks=release.tracks if type(release.tracks) is Unknown else tuple(map(track, release.tracks)),
        versions=release.versions if type(release.versions) is Unknown else tuple(map(version, release.versions)),
        splits=release.splits if type(release.splits) is Unknown else tuple(map(split, release.splits)),
        pitches=release.pitches if type(release.pitches) is Unknown else tuple(map(pitch, release.pitches)),
    )


def _everybodys_manager(directory: Directory) -> Cast:
    manager = directory.resolve(Actor.stated(_MANAGER))
    return () if manager.person is None or manager.doubtful else ((_MANAGER, manager),)


class _Work:
    """Deliverables, handoffs and gates of one release, with what they mention."""

    def __init__(self, release: Release, seats: _Seats, elsewhere: Mapping[str, str]) -> None:
        self._release = release
        self._seats = seats
        self._elsewhere = elsewhere
        self._titles = TitleIndex(release.deliverables)
        self._kinds = {item.key: item.kind for item in release.deliverables}

    def deliverable(self, item: Deliverable, track: Maybe[Link]) -> Deliverable:
        owners, needs = self._seats.many(item.owners), item.needs
        if type(needs) is not Unknown and needs:
            needs = _each_once([self._need(need, item.key) for need in needs])
        parent, inherited = self._found(item.parent, item.key), self._seats.one(item.inherited_owner)
        if not needs and not owners and parent is item.parent and inherited is None and track is item.track:
            return item
        return replace(item, owners=owners, needs=needs, parent=parent, inherited_owner=inherited, track=track)

    def handoff(self, item: Handoff) -> Handoff:
        return replace(
            item,
            work=self._found(item.work),
            to_work=self._found(item.to_work),
            senders=self._seats.many(item.senders),
            receivers=self._seats.many(item.receivers),
            acknowledged_by=self._seats.maybe(item.acknowledged_by),
        )

    def gate(self, item: Gate) -> Gate:
        on, kind, decisions = self._held_up(item), item.kind, item.decisions
        if kind is Kind.OTHER and isinstance(on, Link):
            kind = self._kinds.get(on.key, kind)
        if type(decisions) is not Unknown:
            decisions = tuple(map(self._decision, decisions))
        return replace(item, on=on, kind=kind, approvers=self._seats.many(item.approvers), decisions=decisions)

    def _decision(self, item: Decision) -> Decision:
        return replace(item, by=self._seats.maybe(item.by))

    def _held_up(self, gate: Gate) -> Maybe[Link]:
        """Return what a gate holds up: a deliverable, or the release itself by its title or its date."""
        on, release = gate.on, self._release
        if not isinstance(on, Link) or on.key == release.key:
            return on
        found = self._found(on)
        if isinstance(found, Link) and not found.key:
            of_release = gate.kind is Kind.DATE and kind_of(on.text) is Kind.DATE
            if of_release or folded(on.text) == folded(release.title):
                return replace(on, key=release.key)
        return found

    def _need(self, need: Need, asking: str) -> Need:
        """Resolve one need: what somebody gives and nobody here makes is an input, a brief with a row is work."""
        actor = self._seats.one(need.actor)
        if need.kind is NeedKind.INPUT and actor is None and kind_of(need.text) in _GIVEN_KINDS:
            key = self._key(Link(need.text), asking)
            return replace(need, kind=NeedKind.WORK, key=key) if key else need
        if need.kind is not NeedKind.WORK:
            return replace(need, actor=actor)
        link = Link(need.text, need.key)
        key = self._key(link, asking)
        if not key and actor is not None and not self._titles.candidates(link, asking):
            return replace(need, kind=NeedKind.INPUT, actor=actor)
        if actor is None and key == need.key:
            return need
        # Built outright: `replace` would take most of the time of linking a large release.
        return Need(need.text, need.kind, key, need.handed, actor, need.decides)

    def _found(self, link: Maybe[Link], asking: str = "") -> Maybe[Link]:
        return replace(link, key=self._key(link, asking)) if isinstance(link, Link) else link

    def _key(self, link: Link, asking: str) -> str:
        key = self._titles.find(link, asking)
        return self._elsewhere.get(key, key)


def _each_once(needs: list[Need]) -> tuple[Need, ...]:
    """Return the needs, those that ask for one thing as one; it is handed over where any of them says so."""
    if len(needs) < 2:
        return tuple(needs)
    found: dict[object, Need] = {}
    for need in needs:
        asked = need.key or (need.kind, need.decides, words_of(need.text))
        known = found.setdefault(asked, need)
        if need.handed and not known.handed:
            found[asked] = replace(known, handed=True)
    return tuple(found.values())


class _Tracks:
    """The tracks of one release, found by their full title only: two songs may share all but a word."""

    def __init__(self, release: Release) -> None:
        tracks = () if type(release.tracks) is Unknown else release.tracks
        self._keys: dict[str | tuple[str, ...], str] = {}
        for track in tracks:
            for mark in (track.ref.record, words_of(track.title)):
                self._keys[mark] = track.key if self._keys.get(mark, track.key) == track.key else ""
        self._known = {track.key for track in tracks}

    def found(self, link: Maybe[Link]) -> Maybe[Link]:
        if not isinstance(link, Link) or link.key in self._known:
            return link
        key = self._keys.get(link.key) or link.key if link.key else self._keys.get(words_of(link.text), "")
        return link if key == link.key else replace(link, key=key)


class _Seats:
    """Seats of one release, each wording resolved once."""

    def __init__(self, directory: Directory, cast: Cast) -> None:
        self._directory = directory
        self._cast = cast
        self._known: dict[tuple[Actor, ...], tuple[Actor, ...]] = {}

    def one(self, actor: Actor | None) -> Actor | None:
        return None if actor is None else self._directory.resolve(actor, self._cast)

    def maybe(self, actor: Maybe[Actor]) -> Maybe[Actor]:
        return actor if type(actor) is Unknown else self.one(actor)

    def many(self, actors: tuple[Actor, ...] | Unknown) -> tuple[Actor, ...] | Unknown:
        if type(actors) is Unknown or not actors:
            return actors
        known = self._known.get(actors)
        if known is None:
            known = self._known[actors] = self._directory.seat(actors, self._cast)
        return known
