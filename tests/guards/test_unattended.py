"""Each guard over whole runs: nothing is written or remembered, everybody is told how to allow it, and once is once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import unescape
from io import StringIO
from pathlib import Path
from typing import TypeAlias
from uuid import uuid4

import pytest
from rich.console import Console

from connectors.calls.budget import Allowance
from connectors.record import Pull
from rules.memory import NOTHING
from rules.policy import Policy
from sync.guard import Guard, Limits
from sync.logs import TODO, LogFormat, logging_to
from sync.report.html.render import render_html
from sync.report.overview import report_page
from sync.report.plan_terminal import print_run
from sync.result import Mode, RunResult
from sync.run import run
from sync.store.sqlite import open_store
from tests.fakes.rules import RULES
from tests.fakes.source import FakeSource
from tests.fakes.tool import OWNER, FakeTool
from tests.fakes.workspace import workspace

START = datetime(2026, 8, 3, 10, tzinfo=UTC)
FREE = Allowance("Airtable's Free plan", 1_000, 24)
EASY = Limits(floor=1, lost_floor=1)


@dataclass
class Scene:
    """A team of one tool with a store in a file; every run is a new process, an hour after the last."""

    file: Path
    tool: FakeTool
    started: datetime = START
    limits: Limits = EASY
    allowance: Allowance | None = None
    behind: timedelta = timedelta(0)

    def go(self, *lifted: Guard) -> RunResult:
        self.started += timedelta(hours=1)
        now = self.started
        with closing(open_store(self.file, "label")) as store:
            made = workspace(
                self.tool,
                store,
                source=AtATime(self.tool, at=now - self.behind) if self.behind else FakeSource(self.tool),
                start=now,
                limits=self.limits,
                lifted=frozenset(lifted),
                allowances={} if self.allowance is None else {"plan": self.allowance},
                clock=lambda: now,
                new_id=lambda: uuid4().hex,
            )
            return run(made, Mode.RUN)

    def remembered(self) -> list[str]:
        """Return everything in the store but the line of each run."""
        with closing(sqlite3.connect(self.file)) as connection:
            return [line for line in connection.iterdump() if not line.startswith(('INSERT INTO "run"',))]


@dataclass
class AtATime(FakeSource):
    """A tool that shows its clock."""

    at: datetime = START

    def pull(self, since: str) -> Pull:
        return replace(super().pull(since), tool_time=self.at)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    tool = FakeTool()
    for number in range(8):
        tool.put(f"work {number}", "blocker:Kaya" if number < 4 else "")
    made = Scene(tmp_path / "store.db", tool)
    assert made.go().exit_code == 0
    return made


def many_changes(scene: Scene) -> None:
    for number in range(4, 8):
        scene.tool.put(f"work {number}", "warning:Ben")


def many_closings(scene: Scene) -> None:
    scene.limits = replace(EASY, changed=1.0)
    for number in range(3):
        scene.tool.put(f"work {number}", "")


def fewer_records(scene: Scene) -> None:
    scene.limits = replace(EASY, closed=1.0, changed=1.0)
    for number in range(4, 8):
        del scene.tool.rows[f"work {number}"]


def missing_columns(scene: Scene) -> None:
    scene.tool.columns = tuple(column for column in scene.tool.columns if column.id != OWNER)


def clock_back(scene: Scene) -> None:
    scene.started -= timedelta(days=2)
    scene.tool.put("work 5", "blocker:Kaya")


def clock_ahead(scene: Scene) -> None:
    scene.started += timedelta(days=400)
    scene.tool.put("work 5", "blocker:Kaya")


def clock_of_the_tool(scene: Scene) -> None:
    scene.behind = timedelta(minutes=11)
    scene.tool.put("work 5", "blocker:Kaya")


Upset: TypeAlias = Callable[[Scene], None]
UPSETS: dict[Upset, tuple[Guard, str]] = {
    many_changes: (Guard.CHANGES, "would write on 4 of 8 records"),
    many_closings: (Guard.CLOSINGS, "would clear 3 of 4 flagged records"),
    fewer_records: (Guard.SHRUNK, 'table "Plan" held 8 records at the last complete read and holds 4 now'),
    missing_columns: (Guard.COLUMNS, 'column "Owner" of table "Plan"'),
    clock_back: (Guard.CLOCK, "the last run was at 2026-08-03 11:00"),
    clock_ahead: (Guard.CLOCK, "400 days without a run is unusual, and no tool confirms the clock"),
    clock_of_the_tool: (Guard.CLOCK, "is 11 minutes ahead of that of plan"),
}


def told(result: RunResult) -> Iterator[str]:
    """Yield what a person reads of a run: in the terminal, and on the page."""
    screen = StringIO()
    print_run(Console(file=screen, width=400), result)
    yield screen.getvalue()
    yield unescape(render_html(report_page(result, Policy(), NOTHING, RULES)))


def logged(result: RunResult) -> str:
    """Return what the last line of the log says is to be done."""
    out = StringIO()
    with logging_to(out, LogFormat.JSON, "run-1", lambda: START) as log:
        log.begin("label", Mode.RUN)
        log.ended(result)
    return str(json.loads(out.getvalue().splitlines()[-1])["todo"])


@pytest.mark.parametrize("upset", UPSETS, ids=lambda upset: upset.__name__)
def test_a_run_that_is_held_changes_nothing_says_why_and_is_let_pass_once(scene: Scene, upset: Upset) -> None:
    guard, reason = UPSETS[upset]
    upset(scene)
    before, shown = scene.remembered(), scene.tool.shown()
    for _ in range(2):
        result = scene.go()
        [held] = result.held
        assert reason in held.reason
        assert (held.option, result.exit_code, result.stopped, result.receipts) == (guard, 4, True, ())
        assert (scene.remembered(), scene.tool.shown()) == (before, shown)
        for text in told(result):
            assert f"held back: {held.reason}" in " ".join(text.split())
            assert f"to allow it once: streetdate run {guard}" in text
        assert logged(result) == TODO[4]
    lifted = scene.go(guard)
    assert (lifted.exit_code, lifted.held) == (0, ())
    assert scene.tool.shown() != shown or upset in (fewer_records, missing_columns)
    scene.behind = timedelta(0)
    again = scene.go()
    assert (again.exit_code, again.held) == (0, ())


def test_a_clock_that_was_trusted_while_it_was_wrong_is_set_right_once(scene: Scene) -> None:
    right = scene.started
    scene.started += timedelta(days=4000)
    assert scene.go(Guard.CLOCK).exit_code == 0
    scene.started = right
    assert [held.option for held in scene.go().held] == [Guard.CLOCK]
    assert scene.go(Guard.CLOCK).exit_code == 0
    for _ in range(3):
        assert scene.go().exit_code == 0


def test_a_run_whose_clock_is_doubted_leaves_no_line_in_the_history(scene: Scene) -> None:
    right = scene.started
    scene.behind = timedelta(days=-3)
    assert scene.go().stopped
    scene.started, scene.behind = right + timedelta(days=4000), timedelta(0)
    assert scene.go().stopped
    scene.started = right
    assert scene.go().exit_code == 0


def test_writes_that_the_month_does_not_carry_wait_and_everything_else_goes_on(tmp_path: Path) -> None:
    tool = FakeTool()
    scene = Scene(tmp_path / "store.db", tool, datetime(2026, 8, 30, 20, tzinfo=UTC), Limits())
    assert scene.go().exit_code == 0
    # 26 runs are left, which need a request each to look, and one is to spare; two were looks: 4 are for writing.
    scene.allowance = replace(FREE, limit=2 + 27 + 4)
    for number in range(4):
        tool.put(f"warned {number}", "warning:Ben")
    tool.put("work", "blocker:Kaya")
    result = scene.go()
    assert (result.exit_code, result.stopped, len(result.receipts)) == (4, False, 4)
    assert tool.flags["work"] == "Blocked"
    [held] = result.held
    assert held.reason == (
        "plan: 6 of 10 writes must wait: all would take 10 requests, and of the 33 requests that Airtable's Free plan "
        "allows in a month, 2 used and 27 kept for the 26 runs until its end to look leave 4 for writing"
    )
    for text in told(result):
        assert f"held back: {held.reason}" in " ".join(text.split())
        assert "to allow it once: streetdate run --allow-over-budget" in text
    assert logged(result) == TODO[4]
    with closing(open_store(scene.file, "label")) as store:
        assert len(store.lives()) == 5
        assert store.runs(1)[0].outcome == "incomplete"
        assert store.runs(1)[0].counts["waiting"] == 3
    assert scene.go().exit_code == 4
    assert scene.go(Guard.BUDGET).held == ()
    assert scene.go().exit_code == 0


def test_what_waited_is_written_when_the_next_month_begins(tmp_path: Path) -> None:
    tool = FakeTool()
    scene = Scene(tmp_path / "store.db", tool, datetime(2026, 8, 31, 18, tzinfo=UTC), allowance=replace(FREE, limit=2))
    assert scene.go().held == ()
    for number in range(4):
        tool.put(f"more {number}", "blocker:Kaya")
    for _ in range(2):
        assert [held.option for held in scene.go().held] == [Guard.CHANGES, Guard.BUDGET]
    scene.limits = Limits()
    assert (scene.go().stopped, tool.flags) == (False, {})
    # What waited is no surprise when the month can carry it.
    scene.limits, scene.allowance = EASY, FREE
    assert (scene.go().exit_code, len(tool.flags)) == (0, 4)
