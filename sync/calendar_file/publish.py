"""What the calendar file holds next: what is new, what changed, what is cancelled, and what stays as it is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sync.calendar_file.event import calendar, cancelled, event
from sync.calendar_file.published import Published, uid_of
from sync.calendar_file.showing import showing
from sync.milestones.milestone import Milestones

_SHOWN_AFTER = timedelta(days=30)
"""How long a cancellation stays in the file: long enough for calendars that look once a month."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What one run publishes, and how that differs from what was published before."""

    events: Mapping[str, Published]
    """Everything that is remembered, by uid; also cancellations that are not in the file any more."""
    data: bytes
    """The file."""
    new: int = 0
    changed: int = 0
    cancelled: int = 0

    @property
    def unchanged(self) -> int:
        """How many events stand as they stood before."""
        return sum(not known.cancelled for known in self.events.values()) - self.new - self.changed


def publish(milestones: Milestones, before: Mapping[str, Published], name: str, now: datetime) -> Publication:
    """Return what to publish under the calendar's `name`, after what was published `before`."""
    events: dict[str, Published] = {}
    dropped: set[str] = set()
    new = changed = ended = 0
    for milestone in milestones.found:
        uid = uid_of(milestone.key)
        known = before.get(uid)
        if milestone.cancelled:
            dropped.add(uid)
            continue
        shown = showing(milestone)
        if known is not None and not known.cancelled and known.digest == shown.digest:
            events[uid] = known
            continue
        events[uid] = event(uid, known.sequence + 1 if known else 0, shown, now)
        new, changed = (new, changed + 1) if known else (new + 1, changed)
    for uid, known in before.items():
        if uid in events:
            continue
        if known.cancelled or not (uid in dropped or milestones.gone(known.key)):
            events[uid] = known
        else:
            events[uid] = cancelled(known, now)
            ended += 1
    return Publication(events, in_file(events.values(), name, now), new, changed, ended)


def in_file(events: Iterable[Published], name: str, now: datetime) -> bytes:
    """Return the file that tells of these events; cancellations that everybody has seen are left out."""
    return calendar((e for e in events if not e.cancelled or now - e.changed_at <= _SHOWN_AFTER), name)


def latest(one: Mapping[str, Published], other: Mapping[str, Published]) -> dict[str, Published]:
    """Return what two memories know together; of one event, the later state, and of two equal ones the first's."""
    found = dict(one)
    for uid, known in other.items():
        if uid not in found or known.sequence > found[uid].sequence:
            found[uid] = known
    return found
