"""The calendars of one workspace, brought up to date with its milestones.

A calendar that cannot be used is a failure of its own; the others, and everything else of the run, go on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from connectors.calendar import Calendar, CalendarEvent
from connectors.changes import Flag
from connectors.errors import ConnectorError, NotShared
from rules.policy import Severity
from sync.apply import Failure
from sync.calendar_file.showing import showing
from sync.guard import Limits
from sync.milestones.milestone import Milestone, Milestones, Sort
from sync.mirror.asked import Asked
from sync.mirror.course import Action, Course, Customs, Step, course_for
from sync.mirror.picture import Picture, picture_after
from sync.mirror.routes import Routes
from sync.mirror.wording import abandoned, out_of_reach, sentences, unmatched
from sync.mirror.writing import Done, Memory, carry_out

_FLAGS = {Severity.BLOCKER: Flag.BLOCKED, Severity.WARNING: Flag.ATTENTION}


def _idle() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Mirroring:
    """What was written into one calendar; of a plan, what would be."""

    calendar: str
    name: str
    steps: tuple[Step, ...] = ()
    unchanged: int = 0
    remarks: tuple[str, ...] = ()
    """What people did there, and what was left out, in sentences."""
    failures: tuple[Failure, ...] = ()
    requests: int = 0

    def count(self, action: Action) -> int:
        """Return how many events were added, changed or removed."""
        return sum(step.action is action for step in self.steps)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a calendar should show."""

    events: Mapping[str, CalendarEvent]
    leaving: Callable[[str], str]
    """Why another event may go; "" where nothing is known of its milestone."""
    since: str = ""
    farewell: bool = False
    """Nothing of ours is to stay."""


@dataclass(frozen=True, slots=True)
class Mirror:
    """Which calendars there are, and how to reach them. Nothing is sent before one is looked at."""

    routes: Routes
    open: Callable[[str], Calendar]
    sorts: frozenset[Sort] = frozenset(Sort)
    customs: Customs = field(default_factory=Customs)
    limits: Limits = field(default_factory=Limits)
    may_remove_many: bool = False
    drop: Callable[[str, str], str] | None = None
    """Deletes a calendar (id, name) that we made, for undo, and says so; `None` where people made them."""

    def publish(
        self, milestones: Milestones, memory: Memory, alive: Callable[[], None] = _idle, *, write: bool = True
    ) -> tuple[Mirroring, ...]:
        """Bring every calendar up to date, one after the other; without `write`, only say what would be done.

        A calendar that the settings do not name any more is emptied of ours, and then left alone. Raises `StoreError`
        when the memory cannot be used.
        """
        shown = self.routes.spread(m for m in milestones.found if m.sort in self.sorts and not m.cancelled)
        unmet = self.routes.unmet(milestones.found) if milestones.complete else {}
        leaving = partial(_leaving, milestones, {milestone.key: milestone for milestone in milestones.found})
        cursors = memory.mirrors()
        found: list[Mirroring] = []
        for id_ in shown:
            events = {key: event_of(milestone) for key, milestone in shown[id_].items()}
            wish = _Wish(events, leaving, cursors.get(id_, ""))
            visited = self._visited(id_, wish, memory, alive, write=write)
            told = () if visited.failures else unmatched(visited.name, unmet.get(id_, ()))
            found.append(replace(visited, remarks=(*visited.remarks, *told)))
        for id_ in cursors:
            if id_ not in shown and _standing(memory, id_):
                visited = self._visited(id_, _Wish({}, leaving, cursors[id_]), memory, alive, write=write)
                found.append(_left(visited, memory, write=write))
        return tuple(found)

    def withdraw(
        self, memory: Memory, alive: Callable[[], None] = _idle, *, write: bool = True
    ) -> tuple[Mirroring, ...]:
        """Take all our events out of every calendar, and calendars that we made where nothing else is in them.

        Without `write`, only say what would be done.
        """
        remembered = memory.mirrors()
        nothing = _Wish({}, lambda _: "everything of ours is taken back", farewell=True)
        found: list[Mirroring] = []
        for id_ in dict.fromkeys((*self.routes.calendars, *remembered)):
            visited = self._visited(id_, nothing, memory, alive, write=write)
            # Where nothing of ours stands, a calendar that is not there any more holds nothing back.
            if _standing(memory, id_) or not _not_there(visited):
                found.append(visited)
        return tuple(found)

    def _visited(self, id_: str, wish: _Wish, memory: Memory, alive: Callable[[], None], *, write: bool) -> Mirroring:
        """Look at one calendar and write what it needs; what fails is part of the answer."""
        name, requests = id_, 0
        done, course = Done(), Course(())
        lines: list[str] = []
        failures: list[Failure] = []
        try:
            calendar = self.open(id_)
            before = calendar.requests
            try:
                look = calendar.look(wish.since)
                picture = picture_after(memory.mirrored(id_), look)
                course = course_for(wish.events, picture, wish.leaving, self.customs)
                if not wish.farewell:
                    course, failures = self._guarded(calendar.name, course, picture)
                if write:
                    memory.save_mirrored(id_, picture.news, look.cursor)
                    carry_out(calendar, course, picture.events, memory, self.customs, alive, done)
                    if wish.farewell and self.drop is not None and not picture.others:
                        lines.append(self.drop(id_, calendar.name))
                        memory.forget_mirror(id_)
            finally:
                name, requests = calendar.name, calendar.requests - before
        except ConnectorError as error:
            failures = [*failures, Failure(name, error, len(course.steps) - len(done.steps))]
        if not write:
            done = Done(list(course.steps), list(course.remarks), right=course.right)
        remarks = (*sentences(name, done.remarks), *lines, *(f"{name}: {error.message}" for error in done.refused))
        return Mirroring(id_, name, tuple(done.steps), done.right, remarks, tuple(failures), requests)

    def _guarded(self, name: str, course: Course, picture: Picture) -> tuple[Course, list[Failure]]:
        """Leave out removals that are too many to be meant, and say so."""
        standing = sum(not event.standing.gone for event in picture.events.values())
        removals = sum(step.action is Action.REMOVE for step in course.steps)
        limit = self.limits
        if self.may_remove_many or removals <= limit.floor or removals <= limit.closed * standing:
            return course, []
        kept = tuple(step for step in course.steps if step.action is not Action.REMOVE)
        held = ConnectorError(
            f"{name}: this run would remove {removals} of {standing} events; more than {limit.closed:.0%} at once is "
            "unusual, so they stay",
            hint=f"to remove them once: streetdate run {Asked.REMOVE_MANY.value}",
        )
        return replace(course, steps=kept), [Failure(name, held, removals)]


def event_of(milestone: Milestone) -> CalendarEvent:
    """Return what the event of a milestone shows: the same words as in the calendar file."""
    shown = showing(milestone)
    flag = _FLAGS.get(milestone.trouble) if milestone.trouble else None
    return CalendarEvent(milestone.key, milestone.on, milestone.zone, shown.summary, shown.description, flag)


def left_behind(memory: Memory) -> tuple[Mirroring, ...]:
    """Return the calendars in which events of ours stand, and which the settings do not say how to reach."""
    standing = {id_: _standing(memory, id_) for id_ in memory.mirrors()}
    return tuple(Mirroring(id_, id_, remarks=(abandoned(id_, count),)) for id_, count in standing.items() if count)


def _leaving(milestones: Milestones, found: Mapping[str, Milestone], key: str) -> str:
    if (milestone := found.get(key)) is not None:
        return "it was cancelled" if milestone.cancelled else "the settings show it here no more"
    return "the plan has it no more" if milestones.gone(key) else ""


def _left(visited: Mirroring, memory: Memory, *, write: bool) -> Mirroring:
    """Forget a calendar that the settings do not name any more and that cannot be reached; once, that is told."""
    if not _not_there(visited):
        return visited
    standing = _standing(memory, visited.calendar)
    if write:
        memory.forget_mirror(visited.calendar)
    return replace(visited, remarks=(*visited.remarks, out_of_reach(visited.name, standing)), failures=())


def _standing(memory: Memory, calendar: str) -> int:
    """Return how many events of ours stand in a calendar, as far as is remembered."""
    return sum(not event.standing.gone for event in memory.mirrored(calendar).values())


def _not_there(visited: Mirroring) -> bool:
    return any(isinstance(failure.error, NotShared) for failure in visited.failures)
