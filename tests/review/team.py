"""A small label over months: its workbook, the days that pass, and the command line on each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sync.demo.settings import write_settings
from tests.cli.calling import Cli, Ended, write_sheets
from tests.label.command_line import command_line

OPEN, DONE = "Not started", "Done"
RELEASES = ("Release", "Artist", "Release Date", "Type", "Distributor")
WORK = ("Deliverable", "Release", "Owner", "Status", "Due date", "Depends on")
HANDOFFS = (
    "Handoff", "Release", "From deliverable", "To deliverable", "Sender", "Receiver", "Sent on", "Received on",
    "File location",
)  # fmt: skip
GATES = ("Gate", "Release", "Deliverable", "Approver", "Decision", "Decided by", "Decided on", "Asked for on")
REVIEWS = ("Review", "Release", "Date", "What worked", "What failed", "What broke")
PEOPLE: Sequence[Sequence[Any]] = (
    ("Name", "Role"),
    ("Kaya Moon", "Artist"),
    ("Sam Okafor", "Manager"),
    ("Jo Park", "Mastering engineer"),
    ("Mara Lind", "Mixing engineer"),
    ("Dee Castro", "Designer"),
    ("Noor Haddad", "Social manager"),
)
STEPS: Sequence[tuple[str, str, int, str]] = (
    ("Mix", "Mara Lind", 49, ""),
    ("Master", "Jo Park", 42, "Mix"),
    ("Artwork", "Dee Castro", 42, ""),
    ("Distributor upload", "Sam Okafor", 30, "Master, Artwork"),
    ("Launch posts", "Noor Haddad", 2, "Artwork"),
)
"""Title, owner, days before the release, needs."""


@dataclass
class Team:
    """The label. `late` days of a step are given by title when a release is lived through."""

    cli: Cli
    folder: Path
    today: date = date(2025, 9, 1)
    hour: int = 9
    _looks: int = field(default=0, init=False)

    @property
    def plan(self) -> Path:
        return self.folder / "plan.xlsx"

    @property
    def config(self) -> Path:
        return self.folder / "streetdate.toml"

    def now(self) -> datetime:
        self._looks += 1
        return datetime(self.today.year, self.today.month, self.today.day, self.hour, tzinfo=UTC) + timedelta(
            milliseconds=self._looks
        )

    def begin(self, titles: Mapping[str, date], **more: Sequence[Sequence[Any]]) -> None:
        """Write the plan of these releases by title and day, with nothing done, and the settings."""
        work = [
            (step, title, owner, OPEN, day - timedelta(days=days), needs)
            for title, day in titles.items()
            for step, owner, days, needs in STEPS
        ]
        sheets: dict[str, Sequence[Sequence[Any]]] = {
            "Releases": (
                RELEASES,
                *((title, "Kaya Moon", day, "Single", "LabelGrid") for title, day in titles.items()),
            ),
            "Deliverables": (WORK, *work),
            "People": PEOPLE,
            **more,
        }
        write_sheets(self.plan, sheets)
        write_settings(self.plan, self.config, "# A test's")

    def edit(self, sheet: str, title: str, release: str = "", **values: Any) -> None:
        """Change cells of a row; columns by name with "_" for a blank."""
        book = openpyxl.load_workbook(self.plan)
        rows = book[sheet]
        names = {str(cell.value): number for number, cell in enumerate(rows[1])}
        for row in rows.iter_rows(min_row=2):
            if row[0].value == title and release in ("", row[1].value):
                for name, value in values.items():
                    row[names[name.replace("_", " ")]].value = value
        book.save(self.plan)

    def run(self) -> Ended:
        ended = self.cli("run", "--config", self.config)
        assert ended.code == 0, ended.err
        return ended

    def on(self, day: date) -> None:
        self.today = day

    def live(self, title: str, out: date, late: Mapping[str, int]) -> None:
        """Let a release happen: each step is done on its due day or so many days later; a run looks the day before
        and on the day."""
        days = [(out - timedelta(days=ahead - late.get(step, 0)), step) for step, _, ahead, _ in STEPS]
        for day, step in sorted(days):
            self.on(day - timedelta(days=1))
            self.run()
            self.on(day)
            self.edit("Deliverables", step, title, Status=DONE)
            self.run()

    def review(self, *arguments: str) -> Ended:
        return self.cli("review", *arguments, "--config", self.config)


@pytest.fixture
def team(capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    made = Team(command_line(capfd), tmp_path)
    monkeypatch.setattr("sync.bootstrap.real_now", made.now)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("TZ", "UTC")
    return made
