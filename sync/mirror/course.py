"""What has to be written so that a calendar shows every milestone, and what people did there that is to be told. Pure.

An event that a person deleted stays deleted until they ask for it back. Where they moved it, it is put back or left, as
the team chose; neither goes unsaid. A colour that a person chose is theirs from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from connectors.calendar import CalendarEvent, Rewrite, Standing
from connectors.calendar_words import LINE, notes_in, plain, same_words
from sync.mirror.mirrored import Mirrored
from sync.mirror.picture import Picture


class Action(StrEnum):
    """What is done to an event."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"


COUNTED = {Action.ADD: "added", Action.CHANGE: "changed", Action.REMOVE: "removed"}
"""What is said of events once it is done."""


@dataclass(frozen=True, slots=True)
class Step:
    """One intended write."""

    action: Action
    key: str
    title: str
    place: str
    """When the event will be; for a removal, when it was."""
    why: str
    event: CalendarEvent | None = None
    standing: Standing | None = None
    rewrite: Rewrite = field(default_factory=Rewrite)
    generation: int = 0


class Deed(StrEnum):
    """What somebody did to an event of ours, as a person would say it."""

    DELETED = "deleted"
    MOVED = "moved"
    PUT_BACK = "put back"
    OVERTAKEN = "overtaken"
    """They moved it, and then the plan moved."""
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a person did, to be told."""

    deed: Deed
    title: str
    there: str = ""
    """Where they put it."""
    planned: str = ""
    """Where the plan has it."""


@dataclass(frozen=True, slots=True)
class Customs:
    """What the team wants done about people's own changes."""

    put_back: bool = True
    """An event that somebody moved goes back to the day of the plan; else it stays there and is told."""
    restore: bool = False
    """Events that somebody deleted come back, this once."""


@dataclass(frozen=True, slots=True)
class Course:
    """Everything that a calendar needs."""

    steps: tuple[Step, ...]
    remarks: tuple[Remark, ...] = ()
    right: int = 0
    """Events that stand as they should."""


def course_for(
    wanted: Mapping[str, CalendarEvent], picture: Picture, leaving: Callable[[str], str], customs: Customs
) -> Course:
    """Return what is to be done. `leaving` tells why an event that is not wanted may go; "" where that is not known."""
    steps: list[Step] = []
    remarks: list[Remark] = []
    right = 0
    for key, event in wanted.items():
        step, told = decide(event, picture.events.get(key), customs)
        remarks.extend(told)
        if step is not None:
            steps.append(step)
        elif not any(remark.deed is Deed.DELETED for remark in told):
            right += 1
    for key, known in picture.events.items():
        if key not in wanted and (why := leaving(key)):
            steps += _removals([known.standing], why)
    steps += _removals(picture.strays, "it stands twice")
    return Course(tuple(steps), tuple(remarks), right)


def decide(event: CalendarEvent, known: Mirrored | None, customs: Customs) -> tuple[Step | None, tuple[Remark, ...]]:
    """Return what one event needs, if anything, and what people did to it."""
    if known is None:
        return _add(event, 0, "new"), ()
    standing = known.standing
    if standing.gone:
        if known.removed:
            return _add(event, standing.generation + 1, "the plan has it again"), ()
        if customs.restore:
            return _add(event, standing.generation + 1, "asked for again"), ()
        return None, (Remark(Deed.DELETED, event.summary, planned=event.place),)
    written = standing.written
    planned_anew = written is None or written.place != event.place
    remarks = tuple(_told(event, known, planned_anew, customs))
    place = standing.place != event.place and (planned_anew or customs.put_back)
    colour = written is None or standing.colour == written.colour
    why = _why(event, known, place, planned_anew)
    if not why:
        return None, remarks
    rewrite = Rewrite(place=place or planned_anew or standing.place == event.place, colour=colour, told=known.told)
    step = Step(
        Action.CHANGE, event.key, event.summary, event.place, why, event, standing, rewrite, standing.generation
    )
    return step, remarks


def _add(event: CalendarEvent, generation: int, why: str) -> Step:
    return Step(Action.ADD, event.key, event.summary, event.place, why, event, generation=generation)


def _removals(standing: Iterable[Standing], why: str) -> list[Step]:
    return [
        Step(Action.REMOVE, each.key, each.summary, each.place, why, standing=each, generation=each.generation)
        for each in standing
        if not each.gone
    ]


def _why(event: CalendarEvent, known: Mirrored, place: bool, planned_anew: bool) -> str:
    """Return why an event has to be written; "" when it does not."""
    standing = known.standing
    if standing.written is None:
        return "it lost its mark of ours"
    if place:
        return f"the plan has it on {event.place}" if planned_anew else f"somebody moved it to {standing.place}"
    if standing.written.digest != event.digest:
        return "what it says has changed"
    if not known.untouched and _reworded(event, standing):
        return "somebody changed our words"
    return ""


def _reworded(event: CalendarEvent, standing: Standing) -> bool:
    told = plain(event.description)
    notes = notes_in(standing.description, told)
    due = "\n".join(filter(None, (told, LINE, notes)))
    return standing.summary != event.summary or not same_words(standing.description, due)


def _told(event: CalendarEvent, known: Mirrored, planned_anew: bool, customs: Customs) -> Iterator[Remark]:
    standing, written = known.standing, known.standing.written
    if standing.repeats:
        yield Remark(Deed.REPEATED, event.summary, standing.place, event.place)
    moved = written is not None and standing.place != written.place
    if not moved or standing.place == event.place:
        return
    deed = Deed.OVERTAKEN if planned_anew else Deed.PUT_BACK if customs.put_back else Deed.MOVED
    yield Remark(deed, event.summary, standing.place, event.place)


def after_conflict(known: Mirrored | None, standing: Standing) -> Mirrored:
    """Return what is known of an event after it was read in the middle of a run."""
    return Mirrored(standing) if known is None else replace(known, standing=standing)
