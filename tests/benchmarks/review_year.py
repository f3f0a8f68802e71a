"""How long a review takes over a year of hourly runs with 1,000 deliverables.

python -m tests.benchmarks.review_year
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

from rules.memory import DateSeen, Memory, moment_key
from rules.model import Ref, Release, Slate
from rules.policy import Policy, Severity
from rules.samples import needs, release, work
from rules.samples import slate as slate_of
from sync.gap import Gap
from sync.life import Event, Life, Turn
from sync.review.gather import past_of
from sync.review.lead_times import propose
from sync.review.measures import measures_of
from sync.review.month_review import review_month
from sync.review.months import Month
from sync.review.release_review import review_release
from sync.store.base import RunRecord, Store
from sync.store.sqlite import open_store
from tests.fakes.tool import FakeTool
from tests.fakes.workspace import workspace
from tests.rules.templates.shipped import TEMPLATES

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
RELEASES, STEPS, GAPS = 34, 30, 3
START = NOW - timedelta(days=365)


def releases() -> list[Release]:
    found = []
    for number in range(RELEASES):
        out = (START + timedelta(days=60 + 9 * number)).date()
        title = f"Release {number}"
        items = [
            replace(
                work(f"Step {n}" if n else "Master", "Jo", due=f"{out - timedelta(days=60 - 2 * n)}", state="done",
                     needs=needs(f"Step {n - 1}") if n > 1 else ()),
                key=f"{title}/{n}", ref=Ref("plan", "work", f"{title}/{n}"),
            )
            for n in range(STEPS)
        ]  # fmt: skip
        found.append(replace(release(*items, title=title, date=out, type="Single"), key=title))
    return found


def remember(store: Store, slate: Slate) -> Memory:
    """Write a year of hourly runs and of gaps that opened and closed; return the memory."""
    moments: dict[str, datetime] = {}
    dates: dict[str, tuple[DateSeen, ...]] = {}
    for hour in range(365 * 24):
        at = START + timedelta(hours=hour)
        store.save_run(RunRecord(f"r{hour}", at, at, at, "done"))
    lives: list[Life] = []
    events: list[Event] = []
    for one in slate.releases:
        dates[one.key] = (DateSeen(one.date if isinstance(one.date, date) else START.date(), START),)
        for n, item in enumerate(one.deliverables):
            done = START + timedelta(days=30 + n, hours=9)
            moments[moment_key(item.key, "done")] = done
            for g in range(GAPS):
                mark, opened = f"{item.key}/{g}", done - timedelta(days=g + 1)
                gap = Gap(mark, f"HND00{g + 1}", "gap", Severity.WARNING, "m", "f", "", "", item.ref, "work",
                          item.key, item.title, one.title, one.key)  # fmt: skip
                lives.append(Life(gap, "plan", opened, opened, closed_at=done))
                events += [
                    Event(mark, opened, Turn.OPENED, "warning", "m"),
                    Event(mark, done, Turn.CLOSED, "warning", "m"),
                ]
    events.sort(key=lambda event: event.at)
    store.save_lives("r1", lives, events)
    return Memory(moments=moments, dates=dates)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "store.db", "label")
        slate = slate_of(*releases())
        memory = remember(store, slate)
        policy = Policy(templates=tuple(TEMPLATES.values()))
        team = replace(workspace(FakeTool()), store=store, policy=policy)
        begun = perf_counter()
        past = past_of(team, slate, memory, NOW)
        read = perf_counter()
        review_month(Month(2026, 10), past)
        review_release(slate.releases[-3], past)
        measures_of(past, past.today)
        for template in policy.templates:
            if template.release:
                propose(template, past)
        done = perf_counter()
        store.close()
    count = sum(len(one.deliverables) for one in slate.releases)
    print(f"{count} deliverables, {len(past.looks)} runs, {len(past.spans)} gaps")
    print(f"reading the store {read - begun:.2f} s, month, release, figures and proposals {done - read:.2f} s")


if __name__ == "__main__":
    main()
