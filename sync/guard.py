"""Reasons to stop before anything is written, each lifted by an option of its own. Pure.

A plan that would touch an unusual share of the records, or that follows from a pull which lost records or columns, is
more often a mistake upstream than a busy day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from connectors.changes import Flag, SetMarks
from sync.plan import Plan


class Guard(StrEnum):
    """The command-line option that lifts each guard."""

    CHANGES = "--allow-many-changes"
    CLOSINGS = "--allow-many-closings"
    SHRUNK = "--allow-fewer-records"
    COLUMNS = "--allow-missing-columns"
    CLOCK = "--allow-clock-back"
    DIGEST = "--digest"


@dataclass(frozen=True, slots=True)
class Held:
    """One reason to stop, and the option that lifts it."""

    option: Guard
    reason: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is unusual. Nothing up to a floor ever stops a run, however large its share is."""

    floor: int = 25
    """Records."""
    changed: float = 0.3
    """Share of all records that one run may write on."""
    closed: float = 0.5
    """Share of the flagged records that one run may clear."""
    lost: float = 0.3
    """Share of a table's records that may be missing since the last complete read."""
    lost_floor: int = 5
    """Missing records of one table."""


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
    expected_digest: str = ""
    """The digest of the plan that a person reviewed; "" when none was."""


def held(plan: Plan, situation: Situation, limits: Limits, lifted: Collection[str] = ()) -> tuple[Held, ...]:
    """Return the reasons not to write this plan; empty when there are none, or all of them are lifted."""
    found = [*_clock(situation), *_shrunk(situation, limits), *_columns(situation), *_digest(plan, situation)]
    if not situation.first_run:
        found += [*_changes(plan, situation, limits), *_closings(plan, situation, limits)]
    return tuple(reason for reason in found if reason.option not in lifted)


def _changes(plan: Plan, situation: Situation, limits: Limits) -> Iterator[Held]:
    touched = len({change.ref.key for change in plan.changes})
    if touched > limits.floor and touched > limits.changed * situation.records:
        yield Held(
            Guard.CHANGES,
            f"this run would write on {touched} of {situation.records} records; more than {limits.changed:.0%} is "
            "unusual after the first run",
        )


def _closings(plan: Plan, situation: Situation, limits: Limits) -> Iterator[Held]:
    cleared = sum(isinstance(change, SetMarks) and change.flag is Flag.CLEAR for change in plan.changes)
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


def _clock(situation: Situation) -> Iterator[Held]:
    if situation.now is not None and situation.last_run is not None and situation.now < situation.last_run:
        yield Held(
            Guard.CLOCK,
            f"the clock says {situation.now:%Y-%m-%d %H:%M} and the last run was at "
            f"{situation.last_run:%Y-%m-%d %H:%M}: moments would be stored in the wrong order",
        )


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
