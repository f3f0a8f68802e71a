"""A memory of what was published, for as long as a test lasts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sync.calendar_file.published import Published


@dataclass
class Remembered:
    """Keeps what it is given; `writes` counts the events it was asked to store."""

    events: dict[str, Published] = field(default_factory=dict)
    writes: int = 0

    def published(self) -> Mapping[str, Published]:
        return dict(self.events)

    def save_published(self, events: Iterable[Published]) -> None:
        given = {event.uid: event for event in events}
        self.writes += len(given)
        self.events |= given
