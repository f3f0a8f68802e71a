"""Milestones over whole runs: published with the rest, held back with the rest, kept when not everything was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from connectors.record import Column, ColumnType
from sync.calendar_file.file import CalendarFile
from sync.report.plan_document import PlanDocument, RunDocument, plan_document, run_document
from sync.result import Mode, RunResult
from sync.run import run
from sync.store.base import Store
from sync.store.sqlite import open_store
from sync.undo import undo
from sync.workspace import Workspace
from tests.fakes.source import FakeSource
from tests.fakes.store import dying
from tests.fakes.tool import COLUMNS, WHEN, FakeTool, Killed
from tests.fakes.workspace import BINDING, workspace
from tests.milestones.clients import events_of

DUE = "Due date"


@pytest.fixture
def tool() -> FakeTool:
    tool = FakeTool(columns=(*COLUMNS, Column(DUE, DUE, ColumnType.DATE)))
    tool.put("r1", name="Final master")
    tool.put("r2", "blocker:Kaya", name="Cover artwork")
    tool.rows["r1"][DUE] = date(2026, 9, 4)
    tool.rows["r2"][DUE] = date(2026, 9, 11)
    return tool


@pytest.fixture
def store() -> Store:
    return open_store(":memory:", "label")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "milestones.ics"


@pytest.fixture
def team(tool: FakeTool, store: Store, path: Path) -> Workspace:
    return over(tool, store, path)


def over(tool: FakeTool, store: Store, path: Path, source: FakeSource | None = None, hours: int = 0) -> Workspace:
    made = workspace(
        tool, store, source=source, start=WHEN + timedelta(hours=hours), calendar=CalendarFile(path, "label")
    )  # fmt: skip
    binding = replace(BINDING, columns={**BINDING.columns, "due": DUE})
    return replace(made, bindings={"plan": (binding,)})


def shown(path: Path) -> dict[str, tuple[str, date, int]]:
    """Return what stands in the file: title, then status, day and sequence."""
    events = events_of(path.read_bytes()).values()
    return {str(e.summary): (e.status.value if e.status else "", e.start, e.sequence or 0) for e in events}


def counts(result: RunResult) -> tuple[int, int, int]:
    assert result.publication is not None
    return result.publication.new, result.publication.changed, result.publication.cancelled


def test_a_run_publishes_the_days_and_the_trouble_of_the_plan(team: Workspace, path: Path) -> None:
    assert counts(run(team, Mode.RUN)) == (2, 0, 0)
    assert shown(path) == {
        "Due: Final master · Night Bus": ("CONFIRMED", date(2026, 9, 4), 0),
        "Blocked: Due: Cover artwork · Night Bus": ("CONFIRMED", date(2026, 9, 11), 0),
    }


def test_a_second_run_leaves_the_file_as_it_is(team: Workspace, path: Path) -> None:
    run(team, Mode.RUN)
    before = path.stat()
    assert counts(run(team, Mode.RUN)) == (0, 0, 0)
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize("mode", [Mode.CHECK, Mode.PLAN])
def test_only_a_run_writes(team: Workspace, store: Store, path: Path, mode: Mode) -> None:
    result = run(team, mode)
    assert not path.exists()
    assert not store.published()
    assert (result.publication is not None) is (mode is Mode.PLAN)


def test_a_plan_says_what_a_run_would_publish(team: Workspace) -> None:
    assert counts(run(team, Mode.PLAN)) == (2, 0, 0)


def told(document: PlanDocument | RunDocument) -> tuple[int, ...] | None:
    found = document.milestones
    return (found.new, found.changed, found.cancelled, found.unchanged) if found else None


def test_the_documents_for_machines_count_what_is_published(team: Workspace, tool: FakeTool) -> None:
    assert told(plan_document(run(team, Mode.PLAN))) == (2, 0, 0, 0)
    assert told(run_document(run(team, Mode.RUN))) == (2, 0, 0, 0)
    assert told(run_document(run(team, Mode.RUN))) == (0, 0, 0, 2)
    tool.rows["r1"][DUE] = date(2026, 10, 1)
    tool.remove("r2")
    assert told(plan_document(run(team, Mode.PLAN))) == (0, 1, 1, 0)
    assert told(run_document(run(team, Mode.RUN))) == (0, 1, 1, 0)
    assert told(run_document(run(team, Mode.RUN))) == (0, 0, 0, 1)


def test_the_documents_count_nothing_where_nothing_is_published(team: Workspace) -> None:
    assert told(plan_document(run(replace(team, calendar=None), Mode.PLAN))) is None
    assert told(run_document(run(team, Mode.RUN, expected_digest="another plan"))) is None


def test_a_deliverable_that_was_deleted_is_cancelled(team: Workspace, tool: FakeTool, path: Path) -> None:
    run(team, Mode.RUN)
    tool.remove("r1")
    assert counts(run(team, Mode.RUN)) == (0, 0, 1)
    assert shown(path)["Cancelled: Due: Final master · Night Bus"] == ("CANCELLED", date(2026, 9, 4), 1)


@pytest.mark.parametrize("blind", [{"down": "no answer"}, {"only": 1}])
def test_nothing_is_cancelled_because_the_tool_did_not_answer(
    tool: FakeTool, store: Store, path: Path, blind: dict[str, str]
) -> None:
    run(over(tool, store, path), Mode.RUN)
    before = path.read_bytes()
    run(over(tool, store, path, FakeSource(tool, **blind)), Mode.RUN)  # type: ignore[arg-type]
    assert path.read_bytes() == before


def test_a_run_that_is_held_back_publishes_nothing(team: Workspace, tool: FakeTool, path: Path) -> None:
    run(team, Mode.RUN)
    before = path.read_bytes()
    tool.remove("r1")
    assert run(team, Mode.RUN, expected_digest="another plan").held
    assert path.read_bytes() == before


def test_a_calendar_that_cannot_be_written_is_said_and_everything_else_is_written(
    team: Workspace, tool: FakeTool, path: Path
) -> None:
    path.write_bytes(b"somebody's notes")
    result = run(team, Mode.RUN)
    assert result.exit_code == 3
    assert [failure.source for failure in result.failures] == ["milestones.ics"]
    assert tool.flags["r2"] == "Blocked"
    assert path.read_bytes() == b"somebody's notes"


@pytest.mark.parametrize("committed", [False, True])
def test_a_run_killed_anywhere_is_finished_by_the_next_with_nothing_doubled(
    tool: FakeTool, store: Store, path: Path, committed: bool
) -> None:
    for step in range(30):
        tool.rows["r1"][DUE] = date(2026, 10, 1) + timedelta(days=step)
        try:
            run(over(tool, dying(store, step, committed=committed), path, hours=step), Mode.RUN)
        except Killed:
            run(over(tool, store, path, hours=step), Mode.RUN)
        master = shown(path)["Due: Final master · Night Bus"]
        assert master == ("CONFIRMED", date(2026, 10, 1) + timedelta(days=step), step)
        assert len(shown(path)) == 2


def test_undo_cancels_every_milestone(team: Workspace, path: Path) -> None:
    run(team, Mode.RUN)
    assert undo(team, write=True).cancelled == 2
    assert {status for status, _, _ in shown(path).values()} == {"CANCELLED"}


def test_undo_says_first_what_it_would_cancel(team: Workspace, store: Store, path: Path) -> None:
    run(team, Mode.RUN)
    before = (path.read_bytes(), store.published())
    assert undo(team, write=False).cancelled == 2
    assert (path.read_bytes(), store.published()) == before


def test_undo_says_first_that_the_calendar_cannot_be_used(team: Workspace, path: Path) -> None:
    path.write_bytes(b"somebody's notes")
    result = undo(team, write=False)
    assert (result.exit_code, [failure.source for failure in result.failures]) == (3, ["milestones.ics"])


def test_undo_makes_no_file_where_nothing_was_published(team: Workspace, path: Path) -> None:
    undo(team, write=True)
    assert not path.exists()


def test_without_a_calendar_nothing_is_published(team: Workspace, path: Path) -> None:
    assert run(replace(team, calendar=None), Mode.RUN).publication is None
    undo(replace(team, calendar=None), write=True)
    assert not path.exists()
