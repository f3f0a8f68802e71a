"""What reaches from one release into another: work that another release needs, and the handoffs of that work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rules.model import Deliverable, Handoff, Link, Need, NeedKind, Release, State, Unknown


class Neighbours:
    """The work on both sides of every dependency that crosses releases, found by key. Most plans have none."""

    __slots__ = ("_around", "_home", "_reach", "handoffs", "waiting", "work")

    def __init__(self, releases: Iterable[Release] = ()) -> None:
        releases = tuple(releases)
        self.work: dict[str, Deliverable] = {}
        """Work that other releases need; all of a cancelled release's work is cancelled."""
        self.waiting: dict[str, dict[str, tuple[Deliverable, Need]]] = {}
        """By the key of the needed work: what in other releases needs it, by its own key."""
        self.handoffs: dict[str, list[Handoff]] = {}
        """By the key of the needed work: the handoffs of it that stand with it."""
        self._reach = {release.key: reach for release in releases if (reach := _reach_of(release))}
        self._home: dict[str, Release] = {}
        self._around: dict[str, set[str]] = {}
        if not self._reach:
            return
        self.waiting = {needed: {} for reach in self._reach.values() for _, needed in reach}
        for release in releases:
            self.refresh(release)
        for needed, after in ((needed, after) for needed, others in self.waiting.items() for after in others):
            if needed in self._home:
                here, there = self._home[needed].key, self._home[after].key
                self._around.setdefault(here, set()).add(there)
                self._around.setdefault(there, set()).add(here)

    def around(self, release: Release) -> frozenset[str]:
        """Return the keys of the releases that stand in a dependency with this one."""
        return frozenset(self._around.get(release.key, ()))

    def reaches_alike(self, before: Release, now: Release) -> bool:
        """Whether a release that changed has the work that it had, and needs what it needed elsewhere."""
        keys = {item.key for item in before.deliverables}
        return keys == {item.key for item in now.deliverables} and self._reach.get(now.key, set()) == _reach_of(now)

    def refresh(self, release: Release) -> None:
        """Take in what one release holds on its sides of the dependencies."""
        if not self.waiting:
            return
        reach = self._reach.get(release.key, frozenset())
        leaning = {after for after, _ in reach}
        for item in release.deliverables:
            if item.key not in self.waiting and item.key not in leaning:
                continue
            self._home[item.key] = release
            held = replace(item, state=State.CANCELLED) if release.state is State.CANCELLED else item
            if item.key in self.waiting:
                self.work[item.key] = held
                self.handoffs[item.key] = list(_handoffs_of(item.key, release))
            for need in item.needs if item.key in leaning and isinstance(item.needs, tuple) else ():
                if (item.key, need.key) in reach:
                    self.waiting[need.key][item.key] = (held, need)

    def home(self, key: str, otherwise: Release) -> Release:
        """Return the release in which a piece of work stands, which is not always the one that speaks of it."""
        return self._home.get(key, otherwise)


def _reach_of(release: Release) -> frozenset[tuple[str, str]]:
    """Return (key of the work, key of what it needs) for every need that a key says is not in the release itself."""
    found: set[tuple[str, str]] = set()
    own: set[str] | None = None
    work = NeedKind.WORK
    for item in release.deliverables:
        needs = item.needs
        if not needs or type(needs) is Unknown:
            continue
        for need in needs:
            if need.key and need.kind is work:
                if own is None:
                    own = {d.key for d in release.deliverables}
                if need.key not in own:
                    found.add((item.key, need.key))
    return frozenset(found)


def _handoffs_of(key: str, release: Release) -> Iterator[Handoff]:
    if isinstance(release.handoffs, tuple):
        for handoff in release.handoffs:
            if not handoff.cancelled and isinstance(handoff.work, Link) and handoff.work.key == key:
                yield handoff
