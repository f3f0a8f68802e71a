"""Finding the records that words mean: which deliverable "Master" is, inside its release.

Titles match in steps, from certain to likely, and only a unique match counts: the same title; the one title that
holds all the words; the one deliverable of the kind that the words name. What matches nothing stays unresolved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rules.model import Actor, Deliverable, Gate, Handoff, Kind, Link, Maybe, Need, NeedKind, Release, Unknown
from rules.people import Directory
from rules.vocabulary.kinds import kind_of

_WORDS = re.compile(r"[^\W_]+")


class TitleIndex:
    """The deliverables of one release, found by the words that people use for them."""

    def __init__(self, deliverables: Sequence[Deliverable]) -> None:
        self._by_title: dict[str, list[Deliverable]] = {}
        self._by_record: dict[str, list[Deliverable]] = {}
        self._by_key = {d.key: d for d in deliverables}
        self._words = [(frozenset(_words(d.title)), d) for d in deliverables]
        self._by_kind: dict[Kind, list[Deliverable]] = {}
        for deliverable in deliverables:
            self._by_title.setdefault(" ".join(_words(deliverable.title)), []).append(deliverable)
            self._by_record.setdefault(deliverable.ref.record, []).append(deliverable)
            if deliverable.kind is not Kind.OTHER:
                self._by_kind.setdefault(deliverable.kind, []).append(deliverable)

    def find(self, link: Link) -> str:
        """Return the key of the one deliverable that the link means, or ""."""
        if link.key in self._by_key:
            return link.key
        return self._only(self.candidates(link)) or link.key

    def candidates(self, link: Link) -> Sequence[Deliverable]:
        """Return every deliverable that the link's words could mean; several when the words do not decide."""
        if link.key:
            return self._by_record.get(link.key, [])
        words = _words(link.text)
        if not words:
            return []
        if same := self._by_title.get(" ".join(words)):
            return same
        wanted = frozenset(words)
        if holding := [d for title, d in self._words if wanted <= title]:
            return holding
        return self._by_kind.get(kind_of(link.text), [])

    @staticmethod
    def _only(found: Sequence[Deliverable]) -> str:
        return found[0].key if len(found) == 1 else ""


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORDS.findall(text)]


def link_release(release: Release, directory: Directory, elsewhere: Mapping[str, str] | None = None) -> Release:
    """Return the release with every seat and every mention of a record resolved.

    `elsewhere` maps record ids of other releases' deliverables to keys, for needs that cross releases by id.
    """
    cast = tuple((role, directory.resolve(actor)) for role, actor in release.cast)
    titles = TitleIndex(release.deliverables)
    seat = _Seats(directory, cast)

    def need_resolved(need: Need) -> Need:
        actor = seat.one(need.actor)
        if need.kind is not NeedKind.WORK:
            return replace(need, actor=actor)
        key = titles.find(Link(need.text, need.key))
        return replace(need, actor=actor, key=(elsewhere or {}).get(key, key))

    def deliverable(item: Deliverable) -> Deliverable:
        return replace(
            item,
            owners=seat.many(item.owners),
            needs=item.needs if isinstance(item.needs, Unknown) else tuple(need_resolved(n) for n in item.needs),
            parent=found(item.parent),
            inherited_owner=seat.one(item.inherited_owner),
        )

    def found(link: Maybe[Link]) -> Maybe[Link]:
        return replace(link, key=titles.find(link)) if isinstance(link, Link) else link

    def handoff(item: Handoff) -> Handoff:
        by = item.acknowledged_by
        return replace(
            item,
            work=found(item.work),
            to_work=found(item.to_work),
            senders=seat.many(item.senders),
            receivers=seat.many(item.receivers),
            acknowledged_by=by if isinstance(by, Unknown) else seat.one(by),
        )

    def gate(item: Gate) -> Gate:
        on = item.on
        if isinstance(on, Link) and on.key != release.key:
            on = found(on)
        decisions = item.decisions
        if isinstance(decisions, tuple):
            decisions = tuple(replace(d, by=d.by if isinstance(d.by, Unknown) else seat.one(d.by)) for d in decisions)
        kind = item.kind
        if kind is Kind.OTHER and isinstance(on, Link) and on.key:
            kind = next((d.kind for d in release.deliverables if d.key == on.key), kind)
        return replace(item, on=on, kind=kind, approvers=seat.many(item.approvers), decisions=decisions)

    return replace(
        release,
        cast=cast,
        owners=seat.many(release.owners),
        deliverables=tuple(deliverable(d) for d in release.deliverables),
        handoffs=release.handoffs if isinstance(release.handoffs, Unknown) else tuple(map(handoff, release.handoffs)),
        gates=release.gates if isinstance(release.gates, Unknown) else tuple(map(gate, release.gates)),
    )


class _Seats:
    def __init__(self, directory: Directory, cast: tuple[tuple[str, Actor], ...]) -> None:
        self._directory = directory
        self._cast = cast

    def one(self, actor: Actor | None) -> Actor | None:
        return None if actor is None else self._directory.resolve(actor, self._cast)

    def many(self, actors: tuple[Actor, ...] | Unknown) -> tuple[Actor, ...] | Unknown:
        """Return the actors resolved; somebody who is named twice, by role and by name say, is one."""
        if isinstance(actors, Unknown):
            return actors
        return tuple({(a := self._directory.resolve(actor, self._cast)).key: a for actor in actors}.values())
