"""Two tools that disagree, one of which cannot be read for a while: nothing is decided, moved, closed or told anew."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook

from sync.cli.root import root
from tests.milestones.clients import events_of

SETTINGS = """
workspace = "label"
time_zone = "UTC"
{facts}
[calendar]
file = "milestones.ics"
{sources}
"""
SOURCE = """
[sources.{name}]
tool = "workbook"
file = "{name}.xlsx"

[sources.{name}.tables."{name} releases"]
subject = "releases"
columns = {{ title = "Release", date = "Date", owners = "Manager", brief = "Brief" }}

[sources.{name}.tables."{name} work"]
subject = "deliverables"
columns = {{ title = "Deliverable", release = "Release", owners = "Owner", due = "Due", state = "Status" }}
"""
FOURTH, ELEVENTH, EIGHTEENTH = date(2027, 2, 4), date(2027, 2, 11), date(2027, 2, 18)
BRIEF = "A single. The goal is 500 pre-saves. The message: the last bus home is a party."
DAY = "Release day · Night Bus"
DUE = "Due: Cover artwork · Night Bus"


@dataclass
class Label:
    """A label with a plan and a board, each a workbook."""

    folder: Path

    def settings(self, *names: str, right: str = "") -> None:
        sources = "\n".join(SOURCE.format(name=name) for name in names)
        facts = f'facts = {{ date = "{right}" }}' if right else ""
        (self.folder / "streetdate.toml").write_text(SETTINGS.format(facts=facts, sources=sources), encoding="utf-8")

    def write(self, name: str, day: date | None, due: date, state: str = "In progress") -> None:
        book = Workbook()
        releases = book.active
        assert releases is not None
        releases.title = f"{name} releases"
        releases.append(("Release", "Date", "Manager", "Brief"))
        releases.append(("Night Bus", day, "Sam Okafor", BRIEF))
        work = book.create_sheet(f"{name} work")
        work.append(("Deliverable", "Release", "Owner", "Due", "Status"))
        work.append(("Cover artwork", "Night Bus", "Dee Castro", due, state))
        book.save(self.folder / f"{name}.xlsx")

    def move(self, name: str, day: date) -> None:
        """A person types another release date."""
        self.type(name, "B2", day)

    def type(self, name: str, cell: str, value: object) -> None:
        """A person types into the sheet of releases."""
        path = self.folder / f"{name}.xlsx"
        book = load_workbook(path)
        book[f"{name} releases"][cell].value = value  # type: ignore[index]
        book.save(path)

    def lose_store(self) -> None:
        for path in self.folder.glob("*.db*"):
            path.unlink()

    def sheet(self) -> list[Any]:
        """Return the lines of the release's fact sheet."""
        (release,) = self.call("report", "--out", "-")["releases"]
        return list(release["facts"])

    def down(self, name: str) -> None:
        (self.folder / f"{name}.xlsx").rename(self.folder / f"{name}.away")

    def back(self, name: str) -> None:
        (self.folder / f"{name}.away").rename(self.folder / f"{name}.xlsx")

    def call(self, command: str, *words: str) -> Any:
        config = str(self.folder / "streetdate.toml")
        shown = CliRunner().invoke(root, (command, "--config", config, "--format", "json", *words))
        assert shown.stdout, shown.output
        return json.loads(shown.stdout)

    def run(self, day: int) -> Any:
        return self.call("run", "--as-of", f"2027-01-{day:02}T10:00")

    def milestones(self) -> dict[str, date]:
        """Return the day of every milestone that stands in the calendar, by title without what is wrong with it."""
        events = events_of((self.folder / "milestones.ics").read_bytes()).values()
        standing = (event for event in events if event.status and event.status.value != "CANCELLED")
        return {str(e.summary).removeprefix("Blocked: ").removeprefix("Attention: "): e.start for e in standing}


@pytest.fixture
def label(tmp_path: Path) -> Label:
    label = Label(tmp_path)
    label.settings("plan", "board")
    label.write("plan", FOURTH, FOURTH)
    label.write("board", FOURTH, FOURTH)
    return label


def disputes(found: Any) -> list[str]:
    return [gap["message"] for gap in found["check"]["violations"] if gap["code"] == "FCT001"]


def disputed(label: Label) -> Any:
    """Publish a date on which both agree, then let them disagree."""
    label.run(4)
    label.move("board", ELEVENTH)
    found = label.run(5)
    assert disputes(found) == ["Night Bus: the release date is 2027-02-04 in plan, but 2027-02-11 in board"]
    assert label.milestones()[DAY] == FOURTH
    return found


@pytest.mark.parametrize("tool", ["plan", "board"])
def test_a_dispute_outlives_an_outage(label: Label, tool: str) -> None:
    before = disputed(label)
    shown = label.milestones()
    label.down(tool)
    during = label.run(6)
    assert label.milestones() == shown
    assert during["closed"] == []
    assert (during["new"], during["still"]) == ([], [])
    assert set(during["kept"]) == {gap["fingerprint"] for gap in before["check"]["violations"]}
    label.back(tool)
    after = label.run(7)
    assert after["written"] == []
    assert (after["new"], after["closed"]) == ([], [])
    assert disputes(after) == disputes(before)
    assert label.milestones() == shown


def test_a_date_that_only_one_tool_has_moved_moves_nothing_until_the_other_agrees(label: Label) -> None:
    label.run(4)
    label.down("plan")
    label.move("board", ELEVENTH)
    during = label.run(5)
    assert label.milestones()[DAY] == FOURTH
    assert (during["new"], during["closed"]) == ([], [])
    assert "PLN008" not in str(during["check"]["violations"])
    label.back("plan")
    label.move("plan", ELEVENTH)
    assert disputes(label.run(6)) == []
    assert label.milestones()[DAY] == ELEVENTH


def test_while_the_tool_that_is_right_is_down_its_day_stands_and_while_the_other_is_its_day_moves(label: Label) -> None:
    label.settings("plan", "board", right="plan")
    label.move("board", ELEVENTH)
    label.run(4)
    label.down("plan")
    label.run(5)
    assert label.milestones()[DAY] == FOURTH
    label.back("plan")
    label.down("board")
    label.move("plan", EIGHTEENTH)
    label.run(6)
    assert label.milestones()[DAY] == EIGHTEENTH


def test_a_dispute_with_a_tool_that_was_taken_out_of_the_settings_is_over(label: Label) -> None:
    disputed(label)
    label.settings("board")
    found = label.run(6)
    assert disputes(found) == []
    assert label.milestones()[DAY] == ELEVENTH


def test_a_record_deleted_in_the_tool_at_hand_neither_settles_nor_closes_anything(label: Label) -> None:
    before = disputed(label)
    shown = label.milestones()
    label.down("plan")
    for cell in ("A2", "B2", "C2", "D2"):
        label.type("board", cell, None)
    assert label.run(6)["closed"] == []
    assert label.milestones() == shown
    label.back("plan")
    label.write("board", ELEVENTH, FOURTH)
    assert disputes(label.run(7)) == disputes(before)
    assert label.milestones() == shown


def test_after_a_lost_store_the_calendar_waits_for_both_tools(label: Label) -> None:
    disputed(label)
    shown = label.milestones()
    label.down("plan")
    label.lose_store()
    during = label.run(6)
    assert label.milestones() == shown
    assert any("the calendar waits until plan and board were read together once" in told for told in during["failures"])
    label.back("plan")
    after = label.run(7)
    assert after["failures"] == []
    assert label.milestones()[DUE] == FOURTH


def test_two_briefs_are_both_shown_and_asked_about(label: Label) -> None:
    label.type("board", "D2", "An EP. The goal is a sold-out tour. The message: the first train home.")
    found = label.run(4)
    (told,) = disputes(found)
    assert told.startswith("Night Bus: the brief is A single. The goal is 500 pre-saves.")
    label.down("plan")
    (sheet,) = [line for line in label.sheet() if line["name"] == "brief"]
    assert sheet["disputed"]
    assert [(said["source"], said["value"][:9], said["last_seen"]) for said in sheet["said"]] == [
        ("plan", "A single.", "2026-08-03"),
        ("board", "An EP. Th", None),
    ]
