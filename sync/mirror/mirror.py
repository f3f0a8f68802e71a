"""The calendars of one workspace, brought up to date with its milestones.

A calendar that cannot be used is a failure of its own; the others, and everything else of the run, go on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

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
from sync.mirror.wording import sentences
from sync.mirror.writing import Done, Memory, carry_out

_FLAGS = {Severity.BLOCKER: Flag.BLOCKED, Severity.WARNING: Flag.ATTENTION}


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
        self, milestones: Milestones, memory: Memory, alive: Callable[[], None] = lambda: None, *, write: bool = True
    ) -> tuple[Mirroring, ...]:
        """Bring every calendar up to date, one after the other; without `write`, only say what would be done.

        Raises `StoreError` when the memory cannot be used.
        """
        shown = self.routes.spread(m for m in milestones.found if m.sort in self.sorts and not m.cancelled)
        seen = {milestone.key for milestone in milestones.found}
        calendars = dict.fromkeys((*shown, *memory.mirrors()))
        return tuple(
            self._one(calendar, shown.get(calendar), seen, milestones, memory, alive, write=write)
            for calendar in calendars
        )

    def withdraw(self, memory: Memory, alive: Callable[[], None] = lambda: None) -> tuple[Mirroring, ...]:
        """Take all our events out of every calendar, and calendars that we made where nothing else is in them."""
        found: list[Mirroring] = []
        for id_ in dict.fromkeys((*self.routes.calendars, *memory.mirrors())):
            calendar = self.open(id_)
            done, before, failures, lines = Done(), calendar.requests, [], []
            try:
                look = calendar.look("")
                picture = picture_after(memory.mirrored(id_), look)
                memory.save_mirrored(id_, picture.news)
                course = course_for({}, picture, lambda _: True, self.customs)
                carry_out(calendar, course, picture.events, memory, self.customs, alive, done)
                if self.drop is not None and not look.others:
                    lines.append(self.drop(id_, calendar.name))
                memory.forget_mirror(id_)
            except NotShared as error:
                # Of a calendar that is no more nothing is left to take back.
                memory.forget_mirror(id_)
                lines.append(error.message)
            except ConnectorError as error:
                failures.append(Failure(calendar.name, error, 0))
            found.append(
                Mirroring(id_, calendar.name, tuple(done.steps), 0, tuple(lines), tuple(failures),
                          calendar.requests - before)
            )  # fmt: skip
        return tuple(found)

    def _one(
        self,
        id_: str,
        shown: Mapping[str, Milestone] | None,
        seen: set[str],
        milestones: Milestones,
        memory: Memory,
        alive: Callable[[], None],
        *,
        write: bool,
    ) -> Mirroring:
        calendar = self.open(id_)
        before, done, course = calendar.requests, Done(), Course(())
        wanted = {key: event_of(milestone) for key, milestone in (shown or {}).items()}
        failures: list[Failure] = []
        try:
            known = memory.mirrored(id_)
            look = calendar.look(memory.mirrors().get(id_, ""))
            picture = picture_after(known, look)
            course = course_for(wanted, picture, lambda key: key in seen or milestones.gone(key), self.customs)
            course, held = self._guarded(calendar.name, course, picture)
            failures.extend(held)
            if write:
                memory.save_mirrored(id_, picture.news, look.cursor)
                carry_out(calendar, course, picture.events, memory, self.customs, alive, done)
                if shown is None and all(e.standing.gone for e in memory.mirrored(id_).values()):
                    memory.forget_mirror(id_)
        except NotShared as error:
            if shown is not None:
                failures.append(Failure(calendar.name, error, len(course.steps) - len(done.steps)))
            elif write:
                memory.forget_mirror(id_)
        except ConnectorError as error:
            failures.append(Failure(calendar.name, error, len(course.steps) - len(done.steps)))
        if not write:
            done = Done(list(course.steps), list(course.remarks), right=course.right)
        refused = tuple(f"{calendar.name}: {error.message}" for error in done.refused)
        return Mirroring(
            id_,
            calendar.name,
            tuple(done.steps),
            done.right,
            sentences(calendar.name, done.remarks) + refused,
            tuple(failures),
            calendar.requests - before,
        )

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
