"""A month of hourly runs on the Free plan, through the real SDK, counted by the stand-in: five tables, 200 records.

Every run is a whole one: reads, judges, plans, writes flags and comments, remembers. People change ten records a day,
in working hours; one change in four opens a gap, turns one into another or closes it. Every table but the releases
shows the release's date by a lookup.

python -m tests.benchmarks.airtable_month
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from typing import Final

from connectors.airtable.budget import allowance_of
from connectors.airtable.target import AirtableTarget
from connectors.changes import Flag
from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import Subject
from connectors.record import Record
from rules.model import Budget, Unknown
from rules.policy import Policy
from sync.result import Mode, RunResult
from sync.run import run
from sync.store.sqlite import open_store
from sync.workspace import Workspace
from tests.connectors.airtable.reading import Team, team
from tests.fakes.rules import RULES
from tests.standins.airtable import FREE, NewField
from tests.standins.airtable.table import Table

DAYS = 31
CHANGES = 10
RECORDS = 40
"""In each of the five tables."""
GAPS = 1 / 5
"""Of the changes."""
WORKING = range(9, 18)
START = datetime(2026, 12, 1, tzinfo=UTC)
OWN = (NewField("Flag", "singleSelect", tuple(Flag)), NewField("Gaps", "multilineText"))
STATES = ("Not started", "In progress", "Done")
SHOWS: Final = {"": (None, Flag.CLEAR), "warning:Ben": (Flag.ATTENTION,), "blocker:Kaya": (Flag.BLOCKED,)}
"""What notes may say, and the flags that are right for it."""


@dataclass(frozen=True, slots=True)
class Month:
    """What a month took. `calls` is what the plan counts."""

    calls: int
    by_endpoint: Counter[str]
    writes: int
    told: Budget | None
    """What the report of the last run says of the month."""
    exact: bool
    """Whether the picture at the end is what a full read shows."""
    wrong: tuple[str, ...]
    """Records whose flag or comment at the end is not what their notes ask for."""


@dataclass(slots=True)
class _Label:
    """The base, and everything that one settings file makes of it."""

    team: Team
    chance: random.Random
    tables: list[Table] = field(default_factory=list)
    today: Counter[int] = field(default_factory=Counter)
    """How many of the day's changes fall into which hour."""

    def workspace(self) -> Workspace:
        bindings = tuple(_binding(table) for table in self.tables)
        allowance, numbers = allowance_of("free", None, 24), count(1)
        return Workspace(
            name="label",
            sources=(self.team.source(*bindings, allowance=allowance),),
            targets={"plan": AirtableTarget("plan", self.team.airtable, bindings, clock=self.team.clock.now)},
            bindings={"plan": bindings},
            policy=Policy(),
            rules=RULES,
            store=open_store(":memory:", "label"),
            clock=self.team.clock.now,
            new_id=lambda: f"run-{next(numbers)}",
            allowances={"plan": allowance},
        )

    def people_work(self, hour: int) -> None:
        """Make those of the day's changes that fall into this hour."""
        if hour == WORKING[0]:
            self.today = Counter(self.chance.choices(WORKING, k=CHANGES))
        for _ in range(self.today[hour]):
            self._change()

    def _change(self) -> None:
        if self.chance.random() < GAPS:
            self._turn_a_gap()
            return
        table = self.chance.choice(self.tables)
        record = self.chance.choice(list(table.records))
        if table is self.tables[0]:
            table.edit(record, {"Date": f"2027-01-{self.chance.randint(1, 28):02d}"})
        else:
            table.edit(record, {"State": self.chance.choice(STATES)})

    def _turn_a_gap(self) -> None:
        """Open a gap where there is none, or turn one into another or close it."""
        table = self.chance.choice(self.tables[1:])
        gaps = [record for record in table.records if table.cell(record, "Notes")]
        record = self.chance.choice(gaps if gaps and self.chance.random() < 2 / 3 else list(table.records))
        others = [notes for notes in SHOWS if notes != (table.cell(record, "Notes") or "")]
        table.edit(record, {"Notes": self.chance.choice(others)})

    def wrong(self) -> tuple[str, ...]:
        """Return what does not show what its notes ask for."""
        return tuple(
            f"{table.name} {table.row(record)}"
            for table in self.tables[1:]
            for record, row in table.records.items()
            if table.cell(record, "Flag") not in SHOWS[notes := table.cell(record, "Notes") or ""]
            or bool(row.comments) != bool(notes)
        )


def month(seed: int = 5, days: int = DAYS) -> Month:
    """Live through a month, or its first days."""
    with team(plan=FREE) as base:
        base.pass_time(seconds=(START - base.clock.now()).total_seconds())
        label = _Label(base, random.Random(seed))
        label.tables = _tables(base)
        writes = 0
        with closing(label.workspace()) as workspace:
            for hour in range(days * 24):
                label.people_work(hour % 24)
                ended = run(workspace, Mode.RUN)
                assert ended.exit_code < 2, (ended.failures, ended.unread, ended.held)
                writes += len(ended.receipts)
                base.clock.advance(_until(hour + 1, base))
            calls, counted = base.base.workspace.calls[f"{START:%Y-%m}"], base.server.counts()
            base.base.workspace.calls.clear()
            picture = workspace.store.picture("plan")
            everything = base.source(*workspace.bindings["plan"], webhook=False).pull("")
        exact = picture is not None and _shown(picture.records) == _shown(everything.records)
        return Month(calls, counted, writes, _told(ended), exact, label.wrong())


def main() -> None:
    """Print three lines for each seed."""
    for seed in range(4):
        lived = month(seed)
        told = lived.told or Budget(0, 0, 0)
        print(f"seed {seed}: {lived.calls} of 1,000 calls in {DAYS} days, {told.used} by the last report; ", end="")
        print(f"{DAYS * CHANGES} records changed by people, {lived.writes} writes by us")
        print("  " + ", ".join(f"{name} {number}" for name, number in lived.by_endpoint.most_common()))
        picture = "what a full read shows" if lived.exact else "NOT what a full read shows"
        print(f"  the picture at the end is {picture}; {len(lived.wrong)} flags or comments are wrong", flush=True)


def _until(hour: int, base: Team) -> float:
    return START.timestamp() + hour * 3600 - base.clock.now().timestamp()


def _shown(records: Iterable[Record]) -> Mapping[str, Record]:
    """Return the records by key, without what a delta does not tell of comments."""
    return {each.ref.key: replace(each, marks=replace(each.marks, comment=Unknown.UNSEEN)) for each in records}


def _told(result: RunResult) -> Budget | None:
    return next((read.budget for read in result.slate.sources), None)


def _binding(table: Table) -> TableBinding:
    releases = table.name == "Releases"
    named = {"date": "Date"} if releases else {"notes": "Notes", "state": "State", "due": "Date"}
    return TableBinding(
        table.id,
        Subject.RELEASES if releases else Subject.DELIVERABLES,
        {meaning: table.field(name).id for meaning, name in {"title": "Title", **named}.items()},
        release="" if releases else "Release 1",
        called=table.name,
        flag=table.field("Flag").id,
        gaps=table.field("Gaps").id,
    )


def _tables(label: Team) -> list[Table]:
    releases = label.base.add_table("Releases", [NewField("Title"), NewField("Date", "date"), *OWN])
    for number in range(RECORDS):
        releases.add({"Title": f"Release {number}", "Date": "2026-12-04"})
    tables = [releases]
    for name in ("Tracks", "Tasks", "Assets", "Approvals"):
        fields: Sequence[NewField] = (
            NewField("Title"),
            NewField("Notes"),
            NewField("State", "singleSelect", STATES),
            NewField("Release", "multipleRecordLinks", to="Releases"),
            NewField("Date", "multipleLookupValues", link="Release", of="Date"),
        )
        table = label.base.add_table(name, [*fields, *OWN])
        for number, release in enumerate(list(releases.records)):
            table.add({"Title": f"{name} {number}", "Release": [release]})
        tables.append(table)
    return tables


if __name__ == "__main__":
    main()
