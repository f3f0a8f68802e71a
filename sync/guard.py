"""Reasons to stop before anything is written, each lifted by an option of its own. Pure.

A plan that would touch an unusual share of the records, or that follows from a pull which lost records or columns, is
more often a mistake upstream than a busy day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from connectors.changes import Flag, SetMarks
from sync.limits import Limits as Limits
from sync.plan import Plan

_NONE = timedelta(0)


class Guard(StrEnum):
    """The command-line option that lifts each guard."""

    CHANGES = "--allow-many-changes"
    CLOSINGS = "--allow-many-closings"
    SHRUNK = "--allow-fewer-records"
    COLUMNS = "--allow-missing-columns"
    CLOCK = "--allow-clock-jump"
    BUDGET = "--allow-over-budget"
    DIGEST = "--digest"


@dataclass(frozen=True, slots=True)
class Held:
    """One reason not to write, and the option that lifts it."""

    option: Guard
    reason: str
    source: str = ""
    """The source of which some writes wait while the rest of the run goes on; "" where nothing at all is written."""

    @property
    def todo(self) -> str:
        """What to do about it, for the person who decides."""
        if self.option is Guard.DIGEST:
            return "look at the plan again: streetdate plan"
        return f"to allow it once: streetdate run {self.option}"


@dataclass(frozen=True, slots=True)
class TableCount:
    """How many records one table held at the last complete read, and how many it holds now."""

    source: str
    table: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Situation:
    """What the guards look at besides the plan."""

    records: int
    flagged: int
    """How many records show Attention or Blocked before this run."""
    first_run: bool
    tables: Sequence[TableCount] = ()
    columns: Sequence[str] = ()
    """One sentence for each bound column that was there at the last complete read and is not now."""
    now: datetime | None = None
    last_run: datetime | None = None
    """When the newest run began that was not held back."""
    ahead: Mapping[str, timedelta] = field(default_factory=dict)
    """How far our clock was ahead of each tool's when that answered, by source."""
    expected_digest: str = ""
    """The digest of the plan that a person reviewed; "" when none was."""
    waited: int = 0
    """How many records the last run left for later, because the month carried no more: writing them is no surprise."""


def held(plan: Plan, situation: Situation, limits: Limits, lifted: Collection[str] = ()) -> tuple[Held, ...]:
    """Return the reasons not to write this plan; empty when there are none, or all of them are lifted."""
    found = [*_clock(situation, limits), *_shrunk(situation, limits), *_columns(situation), *_digest(plan, situation)]
    if not situation.first_run:
        found += [*_changes(plan, situation, limits), *_closings(plan, situation, limits)]
    return tuple(reason for reason in found if reason.option not in lifted)


def _changes(plan: Plan, situation: Situation, limits: Limits) -> Iterator[Held]:
    touched = len({change.ref.key for change in plan.changes}) - situation.waited
    if touched > limits.floor and touched > limits.changed * situation.records:
        yield Held(
            Guard.CHANGES,
            f"this run would write on {touched} of {situation.records} records; more than {limits.changed:.0%} is "
            "unusual after the first run",
        )


def _closings(plan: Plan, situation: Situation, limits: Limits) -> Iterator[Held]:
    cleared = sum(isinstance(change, SetMarks) and change.flag is Flag.CLEAR for change in plan.changes)
    cleared -= situation.waited
    if cleared > limits.floor and cleared > limits.closed * situation.flagged:
        yield Held(
            Guard.CLOSINGS,
            f"this run would clear {cleared} of {situation.flagged} flagged records; more than {limits.closed:.0%} at "
            "once is unusual",
        )


def _shrunk(situation: Situation, limits: Limits) -> Iterator[Held]:
    for table in situation.tables:
        lost = table.before - table.now
        if lost >= limits.lost_floor and lost > limits.lost * table.before:
            yield Held(
                Guard.SHRUNK,
                f'{table.source}: table "{table.table}" held {table.before} records at the last complete read and '
                f"holds {table.now} now",
            )


def _columns(situation: Situation) -> Iterator[Held]:
    for sentence in situation.columns:
        yield Held(Guard.COLUMNS, sentence)


def _clock(situation: Situation, limits: Limits) -> Iterator[Held]:
    for source, ahead in situation.ahead.items():
        if abs(ahead) > limits.clock:
            yield Held(
                Guard.CLOCK,
                f"this machine's clock is {_length(abs(ahead))} {'ahead of' if ahead > _NONE else 'behind'} that of "
                f"{source}: what is due, late or over would be judged wrongly",
            )
    if situation.now is None or situation.last_run is None:
        return
    passed = situation.now - situation.last_run
    said = f"the clock says {situation.now:%Y-%m-%d %H:%M} and the last run was at {situation.last_run:%Y-%m-%d %H:%M}"
    if passed < _NONE:
        yield Held(Guard.CLOCK, f"{said}: moments would be stored in the wrong order")
    elif passed > limits.pause and not situation.ahead:
        yield Held(Guard.CLOCK, f"{said}: {_length(passed)} without a run is unusual, and no tool confirms the clock")


def _length(time: timedelta) -> str:
    if time >= timedelta(days=2):
        return f"{time.days:,} days"
    minutes = time // timedelta(minutes=1)
    return f"{minutes} minutes" if minutes < 120 else f"{minutes // 60} hours"


def _digest(plan: Plan, situation: Situation) -> Iterator[Held]:
    if situation.expected_digest and situation.expected_digest != plan.digest:
        yield Held(
            Guard.DIGEST,
            f"the plan that was reviewed is {situation.expected_digest} and the plan now is {plan.digest}: something "
            "changed in between; look at the plan again",
        )


def counted(before: Mapping[str, int], now: Mapping[str, int], source: str) -> list[TableCount]:
    """Return the counts of one source's tables, by title, at the last complete read and now."""
    return [TableCount(source, table, count, now.get(table, 0)) for table, count in before.items()]
