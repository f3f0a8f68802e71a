"""Carrying out a course: one write at a time, each remembered before the next, conflicts decided anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from connectors.calendar import AlreadyThere, Calendar, CalendarEvent, EventRefused, Standing
from connectors.errors import ConnectorError, WriteConflict
from sync.mirror.course import Course, Customs, Deed, Remark, Step, after_conflict, decide
from sync.mirror.mirrored import Mirrored

_TRIES = 4
"""Of one event that people keep changing while we write it."""


class Memory(Protocol):
    """The part of the store that remembers what stands in calendars."""

    def mirrors(self) -> Mapping[str, str]:
        """Return the cursor of every calendar that anything is remembered of, by the calendar's id."""
        ...

    def mirrored(self, calendar: str) -> Mapping[str, Mirrored]:
        """Return our events in one calendar, by key."""
        ...

    def save_mirrored(self, calendar: str, events: Iterable[Mirrored], cursor: str | None = None) -> None:
        """Store events, and with them the cursor that they were listed up to; `None` leaves that as it is."""
        ...

    def forget_mirror(self, calendar: str) -> None:
        """Forget one calendar with all its events."""
        ...


@dataclass(slots=True)
class Done:
    """What became of a course, as far as it came."""

    steps: list[Step] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    refused: list[ConnectorError] = field(default_factory=list)
    """Why the calendar did not take single events."""
    right: int = 0


def carry_out(
    calendar: Calendar,
    course: Course,
    known: Mapping[str, Mirrored],
    memory: Memory,
    customs: Customs,
    alive: Callable[[], None],
    done: Done,
) -> None:
    """Write the course, adding to `done` what is done. `alive` is called before each write, and stops it by raising.

    Raises `ConnectorError` when the calendar takes nothing more; what was done is in `done` and in the memory.
    """
    done.remarks.extend(course.remarks)
    done.right += course.right
    for step in course.steps:
        alive()
        try:
            _carry(calendar, step, known.get(step.key), memory, customs, done)
        except EventRefused as error:
            done.refused.append(EventRefused(f"“{step.title}”: {error.message}", hint=error.hint))


def _carry(
    calendar: Calendar, step: Step, known: Mirrored | None, memory: Memory, customs: Customs, done: Done
) -> None:
    for attempt in range(_TRIES):
        try:
            after = _written(calendar, step, known)
        except WriteConflict as conflict:
            asked = conflict.standing if isinstance(conflict, AlreadyThere) else step.standing
            if asked is None or step.event is None or attempt == _TRIES - 1:
                raise
        else:
            if after is not None:
                memory.save_mirrored(calendar.id, [after])
            done.steps.append(step)
            return
        known = after_conflict(known, calendar.read(asked))
        memory.save_mirrored(calendar.id, [known])
        again, told = decide(step.event, known, customs)
        done.remarks.extend(told)
        if again is None:
            done.right += not any(remark.deed is Deed.DELETED for remark in told)
            return
        step = again


def _written(calendar: Calendar, step: Step, known: Mirrored | None) -> Mirrored | None:
    """Send one write and return what is to be remembered of the event; nothing of a stray."""
    event, standing = step.event, step.standing
    if event is None:
        if standing is None:
            return None
        calendar.delete(standing)
        stray = known is None or known.standing.id != standing.id
        return None if stray else Mirrored(replace(standing, gone=True), removed=True)
    if standing is None:
        return _left(calendar.insert(event, step.generation), event)
    return _left(calendar.patch(standing, event, step.rewrite), event)


def _left(standing: Standing, event: CalendarEvent) -> Mirrored:
    return Mirrored(standing, left=standing.version, told=event.description)
