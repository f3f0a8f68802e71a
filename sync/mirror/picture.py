"""What stands in a calendar: what was known of it, and what it shows now laid over that. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from connectors.calendar import Look, Standing
from sync.mirror.mirrored import Mirrored


@dataclass(frozen=True, slots=True)
class Picture:
    """Our events in one calendar, by key."""

    events: Mapping[str, Mirrored]
    strays: tuple[Standing, ...] = ()
    """Events of ours that stand beside their own later generation: somebody took them out of the bin."""
    news: tuple[Mirrored, ...] = ()
    """Those of the events that are not as they were remembered."""
    others: bool = False
    """Whether an event of anybody else was among those listed."""


def picture_after(known: Mapping[str, Mirrored], look: Look) -> Picture:
    """Return what stands there after a look. A complete one also tells what is not there any more."""
    events = dict(known)
    strays: list[Standing] = []
    by_id = {event.standing.id: event.standing for event in known.values()}
    stripped = [
        replace(each, key=ours.key, generation=ours.generation) for each in look.others if (ours := by_id.get(each.id))
    ]
    seen = [*look.events, *stripped]
    for standing in seen:
        before = events.get(standing.key)
        if before is None or before.standing.generation < standing.generation:
            if before is not None and not before.standing.gone:
                strays.append(before.standing)
            events[standing.key] = Mirrored(standing)
        elif before.standing.generation == standing.generation:
            events[standing.key] = replace(before, standing=standing, removed=before.removed and standing.gone)
        elif not standing.gone:
            strays.append(standing)
    listed = {standing.id for standing in seen}
    for key, event in events.items():
        standing = event.standing
        if standing.id in look.gone or (look.full and standing.id not in listed):
            events[key] = replace(event, standing=replace(standing, gone=True))
    news = tuple(event for key, event in events.items() if known.get(key) != event)
    return Picture(events, tuple(strays), news, others=len(look.others) > len(stripped))
