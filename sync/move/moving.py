"""What a moved release date drags along: dates that a template gave move, those set by hand stay and are told. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from connectors.mapping.binding import TableBinding
from connectors.record import Pull
from connectors.redating import DateToSet
from rules.model import Deliverable, Gate, Handoff, Kind, Link, Maybe, Ref, Release, State, Unknown
from rules.policy import Policy
from rules.templates.schedule import Planned, first_day_for, notes_on, past, schedule
from rules.templates.template import Template
from rules.vocabulary.words import folded
from sync.assembly.date_rows import is_date_row

_FILE = "workbook"


@dataclass(frozen=True, slots=True)
class Staying:
    """A date that stays: set by hand, or that of work which no template knows."""

    title: str
    day: date
    template_day: date | None
    """What the template would have given for the new release day; `None` where it knows no such work."""


@dataclass(frozen=True, slots=True)
class Moving:
    """What one source changes when a release moves, what stays, and what somebody has to change by hand.

    `dates` is in the order to write: the release's own comes last, so that a move that was cut off is finished by the
    same call, which counts the template's days from it.
    """

    dates: tuple[DateToSet, ...]
    staying: tuple[Staying, ...] = ()
    by_hand: tuple[str, ...] = ()


def moving(
    release: Release,
    old: date,
    day: date,
    template: Template | None,
    policy: Policy,
    pull: Pull,
    bindings: Sequence[TableBinding],
) -> Moving:
    """Return what moves in one source when its release goes to another day.

    `old` is the release date elsewhere, for a source that has the work of a release and not its date.
    """
    return _Moving(release, old, day, template, policy, pull, bindings).result()


def by_hand(moved: Moving) -> Moving:
    """Return the same for a source into which nothing may be written: somebody changes every date."""
    told = tuple(f"{each.title}: from {each.was} to {each.day}" for each in moved.dates)
    return Moving((), moved.staying, (*moved.by_hand, *told))


def scheduled(release: Release, out: date, template: Template, policy: Policy) -> Mapping[str, Planned]:
    """Return what the template gives for a release day, by folded title."""
    tracks = () if isinstance(release.tracks, Unknown) else tuple(track.title for track in release.tracks)
    rows = schedule(
        template,
        out,
        policy.calendar(),
        tracks=tracks,
        lead=policy.lead_time(release.distributor),
        optional=not policy.team_of_one,
        solo=policy.thresholds.overload_per_week if policy.team_of_one else 0,
    )
    return {folded(row.title): row for row in rows}


def too_late(moved: Iterable[DateToSet], today: date) -> tuple[DateToSet, ...]:
    """Return the dates that would have passed already where they are moved to."""
    return tuple(each for each in moved if each.day < today)


def first_day(release: Release, day: date, template: Template, policy: Policy, today: date) -> date:
    """Return the first Friday from `day` on on which what is still open would not be due before today."""
    still = {folded(item.title) for item in release.deliverables if item.open}
    rows = [row for title, row in scheduled(release, day, template, policy).items() if title in still]
    return first_day_for(rows, day, today) if past(rows, today) else day


def notes(release: Release, day: date, template: Template | None, policy: Policy, today: date) -> Iterator[str]:
    """Yield what is worth knowing before a release moves, each in a sentence."""
    rows = scheduled(release, day, template, policy).values() if template else ()
    yield from notes_on(day, rows, policy.lead_time(release.distributor), today)
    if any(item.kind is Kind.UPLOAD and item.finished for item in release.deliverables):
        yield "the upload is done: the distributor has to change the date too, which takes 5 to 10 working days at AWAL"
    if release.locked_at is not None and not isinstance(release.locked_at, Unknown):
        yield "the plan was locked: that its date moved is a gap from now on (PLN008)"


class _Moving:
    def __init__(
        self,
        release: Release,
        old: date,
        day: date,
        template: Template | None,
        policy: Policy,
        pull: Pull,
        bindings: Sequence[TableBinding],
    ) -> None:
        self._release = release
        self._day = day
        self._old = release.date if isinstance(release.date, date) else old
        self._before = scheduled(release, self._old, template, policy) if template else {}
        self._after = scheduled(release, day, template, policy) if template else {}
        named = {table.title: table.id for table in reversed(pull.tables)}
        named |= {table.id: table.id for table in pull.tables}
        self._bindings = {named[b.table]: b for b in bindings if b.table in named}
        self._computed = {c.id for table in pull.tables for c in table.columns if c.computed}
        self._cells = {record.ref.key: record.cells for record in pull.records}
        self._dates: list[DateToSet] = []
        self._out: list[DateToSet] = []
        self._staying: list[Staying] = []
        self._by_hand: list[str] = []

    def result(self) -> Moving:
        release = self._release
        if isinstance(release.date, date) and not self._stands_in_a_row():
            self._set(release.ref, release.title, "date", self._old, self._day, self._out)
        moved = {item.key: days for item in release.deliverables if (days := self._moved(item))}
        handoffs = () if isinstance(release.handoffs, Unknown) else release.handoffs
        gates = () if isinstance(release.gates, Unknown) else release.gates
        hanging: list[tuple[Handoff | Gate, Maybe[Link]]] = [(handoff, handoff.work) for handoff in handoffs]
        hanging += [(gate, gate.on) for gate in gates]
        for entity, link in hanging:
            days = moved.get(link.key) if isinstance(link, Link) else None
            if days and not entity.inline and entity.due == days[0]:
                self._set(entity.ref, entity.title, "due", *days, self._dates)
        self._dates.sort(key=lambda each: (each.table, each.day))
        return Moving((*self._dates, *self._out), tuple(self._staying), tuple(self._by_hand))

    def _stands_in_a_row(self) -> bool:
        """Whether a row of the plan is the release date, because the release itself has no column for it."""
        binding = self._bindings.get(self._release.ref.container)
        own = binding is not None and "date" in binding.columns
        return not own and any(is_date_row(item) and item.due == self._old for item in self._release.deliverables)

    def _moved(self, item: Deliverable) -> tuple[date, date] | None:
        """Move the due date of open work where a template gave it; return both days."""
        due = item.due
        if not isinstance(due, date) or not item.open or item.ref.container not in self._bindings:
            return None
        if is_date_row(item) and due == self._old:
            self._set(item.ref, item.title, "due", due, self._day, self._out)
            return None
        before, after = self._before.get(folded(item.title)), self._after.get(folded(item.title))
        given = (before.due, after.due) if before and after else ()
        if before is None or after is None or due not in given or item.state is State.SCHEDULED:
            self._staying.append(Staying(item.title, due, after.due if after else None))
            return None
        self._set(item.ref, item.title, "due", due, after.due, self._dates)
        return before.due, after.due

    def _set(self, ref: Ref, title: str, meaning: str, was: date, day: date, dates: list[DateToSet]) -> None:
        binding = self._bindings.get(ref.container)
        column = binding.columns.get(meaning, "") if binding else ""
        cell = self._cells.get(ref.key, {}).get(column)
        if was == day:
            return
        # A file's dates may be texts; in any other column a text is no date that could be set.
        plain = isinstance(cell, str) if ref.tool == _FILE else False
        plain = plain or (isinstance(cell, date) and not isinstance(cell, datetime))
        if binding is None or not plain or column in self._computed:
            self._by_hand.append(f"{title}: from {was} to {day}")
        else:
            dates.append(DateToSet(ref, binding.table, column, title, was, day))
