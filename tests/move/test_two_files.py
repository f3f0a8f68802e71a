"""A release whose date stands in one file and whose work in another, moved with one call."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.cli.calling import Cli, write_sheets
from tests.label.command_line import command_line
from tests.label.command_line import now as now

SETTINGS = """
[sources.dates]
tool = "workbook"
file = "dates.xlsx"

[sources.dates.tables.Releases]
subject = "releases"

[sources.dates.tables.Releases.columns]
title = "Release"
date = "Release Date"
type = "Type"
distributor = "Distributor"

[sources.dates.tables.Tracks]
subject = "tracks"

[sources.dates.tables.Tracks.columns]
title = "Track"
release = "Release"
"""


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Cli:
    call = command_line(capfd)
    work = [
        ("Mix: Harbour", "Long Way Home", "Mara Lind", "Not started", date(2026, 12, 18)),
        ("Mix: Low Tide", "Long Way Home", "Mara Lind", "Not started", date(2027, 1, 20)),
        ("Distributor upload", "Long Way Home", "Sam Okafor", "Not started", date(2027, 1, 8)),
    ]
    columns = ("Deliverable", "Release", "Owner", "Status", "Due date")
    write_sheets(tmp_path / "work.xlsx", {"Deliverables": (columns, *work)})
    assert call("init", "workbook", "work.xlsx", "--yes", "--time-zone", "UTC").code == 0
    home = ("Long Way Home", date(2027, 3, 5), "Single", "The Orchard")
    tracks = (("Track", "Release"), ("Harbour", home[0]), ("Low Tide", home[0]))
    releases = (("Release", "Release Date", "Type", "Distributor"), home)
    write_sheets(tmp_path / "dates.xlsx", {"Releases": releases, "Tracks": tracks})
    with (tmp_path / "streetdate.toml").open("a") as settings:
        settings.write(SETTINGS)
    return call


def test_the_work_moves_with_the_date_tracks_and_distributor_that_stand_elsewhere(cli: Cli) -> None:
    moved = cli("move", "Long Way Home", "--release-date", "2027-03-19", "--yes")
    assert moved.code == 0, moved.err
    assert "2026-12-18 → 2027-01-01  Mix: Harbour" in moved.out, moved.out
    assert "2027-01-20  Mix: Low Tide (the template gives 2027-01-01)" in moved.out
    assert "2027-01-08 → 2027-01-22  Distributor upload" in moved.out
    assert moved.out.index("in “plan” move") < moved.out.index("in “dates” move")
    dates = openpyxl.load_workbook("dates.xlsx")
    assert dates["Releases"]["B2"].value.date() == date(2027, 3, 19)
    dates.close()
    again = cli("move", "Long Way Home", "--release-date", "2027-03-19", "--yes")
    assert "Long Way Home: stands on Friday 2027-03-19" in again.out
    assert " → " not in again.out
