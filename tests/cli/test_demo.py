"""`demo`: needs nothing, leaves a plan that people can try, and touches no folder of somebody else's."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from sync.cli.demo import MARK
from sync.demo.settings import write_settings
from sync.demo.workbook import write_plan
from tests.cli.calling import Cli, cells_of

LEAVES = {"plan.xlsx", "streetdate.toml", "streetdate.db"}


def test_the_job_is_done_twice_and_the_second_time_writes_nothing(cli: Cli, tmp_path: Path) -> None:
    ended = cli("demo")
    assert (ended.code, ended.err) == (0, "")
    assert {path.name for path in (tmp_path / "streetdate-demo").iterdir()} >= LEAVES
    said = " ".join(ended.out.split())
    assert "made streetdate-demo/plan.xlsx: a label's plan with four releases" in said
    assert "gaps and wrote nothing" in said
    assert "streetdate run --config streetdate-demo/streetdate.toml" in said
    assert all(line == line.rstrip() for line in ended.out.splitlines())


def test_the_healthy_releases_are_silent_and_the_unhealthy_one_is_not(cli: Cli) -> None:
    cli("demo", "--dir", "d")
    document = cli("check", "--config", "d/streetdate.toml", "--format", "json").json
    loud = {
        violation["subject"]["release"]
        for violation in document["violations"]
        if violation["severity"] in ("blocker", "warning")
    }
    assert loud == {"Glass Hours"}
    assert {violation["code"][:3] for violation in document["violations"]} == {"OWN", "HND", "GAT", "PLN", "PRO", "AUD"}
    assert all(violation["who"] for violation in document["violations"])


def test_what_demo_leaves_goes_on_with_run_and_can_be_undone(cli: Cli) -> None:
    cli("demo", "--dir", "d")
    assert "wrote nothing: every record" in cli("run", "--config", "d/streetdate.toml").out
    assert cli("undo", "--config", "d/streetdate.toml", "--yes").code == 0
    for rows in cells_of(Path("d/plan.xlsx")).values():
        assert not [cell for cell in rows if "Streetdate" in str(cell[1]) or cell[3]]


def test_flags_stand_on_their_rows_and_the_articles_table_is_as_typed(cli: Cli) -> None:
    cli("demo", "--dir", "d")
    book = openpyxl.load_workbook("d/plan.xlsx")
    sheet = book["Deliverables"]
    flag = next(cell.column for cell in sheet[3] if cell.value == "Streetdate flag")
    flags = {(row[0].value, row[1].value): row[flag - 1].value for row in sheet.iter_rows(min_row=4)}
    assert flags["Launch posts", "Glass Hours"] == "Blocked"
    assert not [title for title, value in flags.items() if value and title[1] != "Glass Hours"]
    assert [cell.value for cell in book["First Light"][2]][:4] == [
        "Final master", "Producer", "Mix approval from Artist", "Artist signs off",
    ]  # fmt: skip


def test_a_second_demo_makes_the_folder_anew(cli: Cli) -> None:
    first = cli("demo", "--dir", "d")
    Path("d/mine.txt").write_text("keep me")
    again = cli("demo", "--dir", "d")
    assert again.code == 0
    assert again.out.splitlines()[-8:] == first.out.splitlines()[-8:]
    assert Path("d/mine.txt").read_text() == "keep me"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"streetdate.toml": "# mine"}, "streetdate.toml is there already, and is not the demonstration's"),
        ({"plan.xlsx": "mine"}, "plan.xlsx is there already"),
        ({"streetdate.db": "mine"}, "streetdate.db is there already"),
    ],
)
def test_a_folder_of_somebody_elses_is_refused_and_left_as_it_is(cli: Cli, files: dict[str, str], said: str) -> None:
    Path("d").mkdir()
    for name, text in files.items():
        Path("d", name).write_text(text)
    ended = cli("demo", "--dir", "d")
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert "hint: choose another folder" in ended.err
    assert {path.name: path.read_text() for path in Path("d").iterdir()} == files


@pytest.mark.parametrize("place", ["plan.xlsx", "plan.xlsx/d"])
def test_a_place_that_is_no_folder_is_said(cli: Cli, tmp_path: Path, place: str) -> None:
    (tmp_path / "plan.xlsx").write_text("mine")
    ended = cli("demo", "--dir", place)
    assert ended.code == 2
    assert "Traceback" not in ended.err
    assert "bug" not in ended.err


@pytest.mark.parametrize("day", [date(2026, 8, 3) + timedelta(days=17 * step) for step in range(8)], ids=str)
def test_on_any_day_the_demonstration_tells_the_same_story(cli: Cli, day: date) -> None:
    Path("d").mkdir()
    write_plan(Path("d/plan.xlsx"), day)
    write_settings(Path("d/plan.xlsx"), Path("d/streetdate.toml"), MARK)
    ended = cli("check", "--config", "d/streetdate.toml", "--format", "json", "--as-of", f"{day}T10:00")
    gaps = [violation for violation in ended.json["violations"] if violation["severity"] != "note"]
    assert {violation["subject"]["release"] for violation in gaps} == {"Glass Hours"}
    assert len({violation["code"] for violation in gaps}) >= 15
