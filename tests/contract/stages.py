"""What the contract of a source and target is tried on: one row per stage, each over a fresh tool of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from openpyxl import Workbook

from connectors.changes import Source, Target
from connectors.workbook.reader import WorkbookSource, locate
from connectors.workbook.target import WorkbookTarget
from tests.fakes.source import FakeSource
from tests.fakes.target import FakeTarget
from tests.fakes.tool import FakeTool

TITLES = ("Final master", "Cover artwork", "Teaser video")
NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Stage:
    """A tool that holds `TITLES`, one record each, and nothing of ours."""

    source: Source
    target: Callable[[], Target]
    """A new target over the same tool, as a new process would make one."""
    remove: Callable[[str], object]
    """A person deletes the record with this title."""
    first_write: int = 1
    """Requests that a new process needs to put one flag on one record, what it must read before included."""
    keeps_columns: bool = False
    """Whether the tool lets no program delete a column: ours stay, empty, and it is said that they do."""
    close: Callable[[], object] = lambda: None
    """Called when the test is over."""


def fake(_: Path) -> Stage:
    tool = FakeTool()
    for title in TITLES:
        tool.put(title, name=title)
    return Stage(FakeSource(tool), lambda: FakeTarget(tool), tool.remove)


def workbook(folder: Path) -> Stage:
    path = folder / "plan.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Plan"
    for row in (("Deliverable", "Owner", "Notes"), *((title, "Ana", "=1+1") for title in TITLES)):
        sheet.append(row)
    book.save(path)

    def remove(title: str) -> None:
        from openpyxl import load_workbook

        book = load_workbook(path)
        book["Plan"].delete_rows(TITLES.index(title) + 2)
        book.save(path)

    source = WorkbookSource("plan", path, UTC, clock=lambda: NOON)
    return Stage(source, lambda: WorkbookTarget("plan", path, locate, lambda: NOON), remove)


def csv(folder: Path) -> Stage:
    path = folder / "plan.csv"
    path.write_text("Deliverable,Owner\n" + "".join(f"{title},Ana\n" for title in TITLES), encoding="utf-8")

    def remove(title: str) -> None:
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if title not in line), encoding="utf-8")

    source = WorkbookSource("plan", path, UTC, clock=lambda: NOON)
    return Stage(source, lambda: WorkbookTarget("plan", path, locate, lambda: NOON), remove)


def notion(_: Path) -> Stage:
    from tests.connectors.notion.plan import NotionPlan

    plan = NotionPlan(TITLES)
    # A flag is written by the id of its option, which stands in the schema.
    return Stage(plan.source(), plan.target, plan.remove, first_write=2, close=plan.close)


def airtable(_: Path) -> Stage:
    from tests.connectors.airtable.plan import AirtablePlan

    plan = AirtablePlan(TITLES)
    return Stage(plan.source(), plan.target, plan.remove, keeps_columns=True, close=plan.close)


STAGES: Mapping[str, Callable[[Path], Stage]] = {
    "fake": fake,
    "workbook": workbook,
    "csv": csv,
    "notion": notion,
    "airtable": airtable,
}
"""Every connector that writes, by name; a new one adds its line and passes the suite."""
