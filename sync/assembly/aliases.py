"""What joined records are called in their own tool, so that every mention of them still finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from rules.model import Deliverable, Gate, Handoff, Link, Maybe, Need, NeedKind, Pitch, Split, Track, Version
from sync.assembly.facts import title_key

Mentioning = Deliverable | Gate | Handoff | Version | Split | Pitch
M = TypeVar("M", bound=Mentioning)
_DOUBTFUL = ""
_WORK, _TRACK = "work", "track"
_MENTIONS: Mapping[type, tuple[tuple[str, str], ...]] = {
    Deliverable: (("parent", _WORK), ("track", _TRACK)),
    Gate: (("on", _WORK),),
    Handoff: (("work", _WORK), ("to_work", _WORK)),
    Version: (("track", _TRACK),),
    Split: (("track", _TRACK),),
    Pitch: (("track", _TRACK),),
}
"""The fields that mention another record, and of which sort."""


class Aliases:
    """Names of one release's joined records, by source: ids and titles, each with the key that they lead to now."""

    def __init__(self) -> None:
        self._work: dict[tuple[str, str], str] = {}
        self._tracks: dict[tuple[str, str], str] = {}

    def add(self, source: str, item: Deliverable | Track, kept: str) -> None:
        """Let everything that `source` calls the item lead to the key `kept`."""
        names = self._tracks if isinstance(item, Track) else self._work
        for name in {item.key, item.ref.record, f"title {title_key(item.title)}"}:
            spot = (source, name)
            names[spot] = kept if names.get(spot, kept) == kept else _DOUBTFUL

    def track(self, source: str, link: Maybe[Link]) -> Maybe[Link]:
        """Return a mention of a track, led to the record that stands for it."""
        return self._led(_TRACK, source, link)

    def relinked(self, source: str, item: M) -> M:
        """Return an item of `source` with every mention led to the record that stands for it."""
        if not self._work and not self._tracks:
            return item
        changes: dict[str, Any] = {}
        for name, names in _MENTIONS[type(item)]:
            before = getattr(item, name)
            after = self._led(names, source, before)
            if after is not before:
                changes[name] = after
        if isinstance(item, Deliverable) and isinstance(item.needs, tuple):
            needs = tuple(self._need(source, need) for need in item.needs)
            if needs != item.needs:
                changes["needs"] = needs
        return replace(item, **changes) if changes else item

    def _need(self, source: str, need: Need) -> Need:
        if need.kind is not NeedKind.WORK:
            return need
        link = self._led(_WORK, source, Link(need.text, need.key))
        return replace(need, key=link.key) if isinstance(link, Link) and link.key != need.key else need

    def _led(self, sort: str, source: str, link: Maybe[Link]) -> Maybe[Link]:
        if not isinstance(link, Link):
            return link
        names = self._tracks if sort == _TRACK else self._work
        key = names.get((source, link.key or f"title {title_key(link.text)}"), _DOUBTFUL)
        return replace(link, key=key) if key and key != link.key else link
