"""Records whose partner in another tool was not read this time: they go on standing for both, and claim no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from connectors.normalize.normalized import Normalized
from rules.memory import Carried
from rules.model import Link, Need, Release, Unknown
from sync.assembly.compared import COMPARED, NO_WORD

T = TypeVar("T")
_ALSO: Mapping[str, tuple[str, ...]] = {"Release": ("brief", "capture", "welcome"), "Deliverable": ("needs",)}
"""Further fields of a type that the other tool may have filled."""
_COLLECTIONS = ("deliverables", "handoffs", "gates", "tracks", "versions", "splits", "pitches")


class Partners:
    """What earlier runs saw joined, held against what was read now.

    A value keeps the key and the record that carried it, so that its gaps stay the gaps that they were; what its own
    tool leaves empty, or has no place for, is unseen, for the other one may state it.
    """

    def __init__(self, joined: Mapping[str, Carried], sources: Sequence[Normalized]) -> None:
        self._instead: dict[str, Carried] = {}
        self._half: set[str] = set()
        if not joined or all(source.read.complete for source in sources):
            return
        seen = set(_keys(sources))
        stood_for: set[str] = set()
        for key, carrier in joined.items():
            if key in seen and carrier.key in seen:
                continue
            if key not in seen:
                self._half.add(carrier.key)
            elif carrier.key not in stood_for:
                stood_for.add(carrier.key)
                self._instead[key] = carrier
                self._half.add(key)

    def carried(self, key: str) -> str:
        """Return the key of what the value with this key stands for: that of its carrier, else its own."""
        carrier = self._instead.get(key)
        return key if carrier is None else carrier.key

    def stood_in(self, release: Release) -> Release:
        """Return the release with everything that stands for a partner in its place."""
        if not self._half:
            return release
        changes: dict[str, Any] = {}
        for name in _COLLECTIONS:
            items = getattr(release, name)
            if isinstance(items, tuple):
                changes[name] = tuple(map(self._item, items))
        return self._item(replace(release, **changes))

    def _item(self, item: T) -> T:
        any_item: Any = item
        changes: dict[str, Any] = {}
        for field in fields(any_item):
            value = getattr(any_item, field.name)
            if isinstance(value, Link) and value.key in self._instead:
                changes[field.name] = replace(value, key=self.carried(value.key))
            elif field.name == "needs" and isinstance(value, tuple):
                changes["needs"] = tuple(map(self._need, value))
        if any_item.key in self._half:
            names = (*(each.field for each in COMPARED[type(any_item)]), *_ALSO.get(type(any_item).__name__, ()))
            changes |= {name: Unknown.UNSEEN for name in names if changes.get(name, getattr(any_item, name)) in NO_WORD}
        if (carrier := self._instead.get(any_item.key)) is not None:
            changes |= {"key": carrier.key, "ref": carrier.ref}
        changed: T = replace(any_item, **changes) if changes else item
        return changed

    def _need(self, need: Need) -> Need:
        key = self.carried(need.key)
        return need if key == need.key else replace(need, key=key)


def _keys(sources: Iterable[Normalized]) -> Iterable[str]:
    for source in sources:
        yield from (release.key for release in source.releases)
        for some in (
            source.deliverables, source.handoffs, source.gates, source.tracks, source.versions, source.splits,
            source.pitches,
        ):  # fmt: skip
            yield from (filed.item.key for filed in some)
