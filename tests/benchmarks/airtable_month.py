"""A month of hourly runs on the Free plan, through the real SDK, counted by the stand-in: five tables, 200 records.

Ten records change a day, in working hours; of three that change one gets another flag, and of two of those one a
comment. Every table but the releases shows the release's date by a lookup.

python -m tests.benchmarks.airtable_month
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from connectors.airtable.budget import allowance_of
from tests.connectors.airtable.reading import Following, Team, bound, by_id, team
from tests.standins.airtable import FREE, NewField
from tests.standins.airtable.table import Table

DAYS = 30
CHANGES = 10
RECORDS = 40
"""In each of the five tables."""
WORKING = range(9, 18)
START = datetime(2026, 12, 1, tzinfo=UTC)
OWN = (NewField("Flag", "singleSelect", ("Clear", "Attention", "Blocked")), NewField("Gaps", "multilineText"))


@dataclass(frozen=True, slots=True)
class Month:
    """What a month took. `calls` is what the plan counts."""

    calls: int
    by_endpoint: Counter[str]
    full_reads: int
    exact: bool
    """Whether the picture at the end is what a full read shows."""


def month(seed: int = 5) -> Month:
    """Live through a month."""
    chance = random.Random(seed)
    with team(plan=FREE) as label:
        label.pass_time(seconds=(START - label.clock.now()).total_seconds())
        tables = _tables(label)
        bindings = [
            bound(table, "Title", *(("Release", "Date") if place else ("Date",)), flag="Flag", gaps="Gaps")
            for place, table in enumerate(tables)
        ]
        source = label.source(*bindings, allowance=allowance_of("free", None, 24))
        following, full_reads = Following(source), 1
        for hour in range(1, DAYS * 24):
            label.pass_time(hours=1)
            changed = _people_work(label, tables, hour % 24, chance)
            following.read()
            full_reads += not following.brought.delta
            _write(label, changed, chance)
        following.read()
        calls, counted = label.base.workspace.calls[f"{START:%Y-%m}"], label.server.counts()
        everything = label.source(*bindings, webhook=False)
        label.base.workspace.calls.clear()
        return Month(calls, counted, full_reads, following.read() == by_id(everything.pull("")))


def main() -> None:
    for seed in range(3):
        found = month(seed)
        print(f"seed {seed}: {found.calls} of 1,000 calls in {DAYS} days; {found.full_reads} full reads; ", end="")
        print(
            "the picture at the end is " + ("what a full read shows" if found.exact else "NOT what a full read shows")
        )
        print("  " + ", ".join(f"{name} {count}" for name, count in found.by_endpoint.most_common()))


def _tables(label: Team) -> list[Table]:
    releases = label.base.add_table("Releases", [NewField("Title"), NewField("Date", "date"), *OWN])
    for number in range(RECORDS):
        releases.add({"Title": f"Release {number}", "Date": "2026-12-04"})
    tables = [releases]
    for name in ("Tracks", "Tasks", "Assets", "Approvals"):
        table = label.base.add_table(
            name,
            [
                NewField("Title"),
                NewField("Release", "multipleRecordLinks", to="Releases"),
                NewField("Date", "multipleLookupValues", link="Release", of="Date"),
                *OWN,
            ],
        )
        for number, release in enumerate(list(releases.records)):
            table.add({"Title": f"{name} {number}", "Release": [release]})
        tables.append(table)
    return tables


def _people_work(label: Team, tables: list[Table], hour: int, chance: random.Random) -> list[tuple[Table, str]]:
    """Edit about ten records a day, and return those of this hour."""
    if hour not in WORKING:
        return []
    times = sum(chance.random() < CHANGES / len(WORKING) / 4 for _ in range(4))
    changed = []
    for _ in range(times):
        table = chance.choice(tables)
        record = chance.choice(list(table.records))
        if table is tables[0]:
            table.edit(record, {"Date": f"2026-12-{chance.randint(1, 28):02d}"})
        else:
            table.edit(record, {"Title": f"Edited {chance.random()}"})
        changed.append((table, record))
    return changed


def _write(label: Team, changed: list[tuple[Table, str]], chance: random.Random) -> None:
    """Flag and comment, as a run would for some of what changed."""
    for table in {id(table): table for table, _ in changed}.values():
        records = sorted({record for where, record in changed if where is table and chance.random() < 1 / 3})
        if not records:
            continue
        flag = table.field("Flag").id
        flags = [
            {"id": record, "fields": {flag: chance.choice(["Clear", "Attention", "Blocked"])}} for record in records
        ]
        label.airtable.change(f"{label.base.id}/{table.id}", {"records": flags})
        for record in records:
            if chance.random() < 1 / 2:
                label.airtable.create(f"{label.base.id}/{table.id}/{record}/comments", {"text": "A gap."})


if __name__ == "__main__":
    main()
