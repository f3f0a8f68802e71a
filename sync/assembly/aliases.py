"""What joined records are called in their own tool, so that every mention of them still finds them."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from rules.model import Deliverable, Gate, Handoff, Link, Maybe, Need, NeedKind, Pitch, Split, Track, Version
from sync.assembly.facts import title_key

Mentioning = Deliverable | Gate | Handoff | Version | Split | Pitch
M = TypeVar("M", bound=Mentioning)
_DOUBTFUL = ""


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
        return _led(self._tracks, source, link)

    def relinked(self, source: str, item: M) -> M:
        """Return an item of `source` with every mention led to the record that stands for it."""
        if not self._work and not self._tracks:
            return item
        changed: Mentioning = item
        match item:
            case Deliverable():
                changed = replace(
                    item,
                    parent=_led(self._work, source, item.parent),
                    track=self.track(source, item.track),
                    needs=tuple(self._need(source, need) for need in item.needs)
                    if isinstance(item.needs, tuple)
                    else item.needs,
                )
            case Gate():
                changed = replace(item, on=_led(self._work, source, item.on))
            case Handoff():
                changed = replace(
                    item, work=_led(self._work, source, item.work), to_work=_led(self._work, source, item.to_work)
                )
            case Version() | Split() | Pitch():
                changed = replace(item, track=self.track(source, item.track))
        return changed

    def _need(self, source: str, need: Need) -> Need:
        if need.kind is not NeedKind.WORK:
            return need
        link = _led(self._work, source, Link(need.text, need.key))
        return replace(need, key=link.key) if isinstance(link, Link) and link.key != need.key else need


def _led(names: dict[tuple[str, str], str], source: str, link: Maybe[Link]) -> Maybe[Link]:
    if not isinstance(link, Link):
        return link
    key = names.get((source, link.key or f"title {title_key(link.text)}"), _DOUBTFUL)
    return replace(link, key=key) if key else link
