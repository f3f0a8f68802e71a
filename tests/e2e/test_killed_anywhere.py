"""A run may be killed at any moment: the next one ends with the workbook that an undisturbed run would have left."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.cli.calling import HEALTHY, Cli, MakePlan, cells_of
from tests.e2e.killing import MOST

ROOT = Path(__file__).parents[2]


def changed(path: Path) -> None:
    """A person edits the plan after the first run: one gap closes, one opens, one grows, our comment is deleted."""
    book = openpyxl.load_workbook(path)
    sheet = book["Deliverables"]
    sheet["C2"] = "Jo Park"
    sheet["C4"] = None
    sheet["E3"] = None
    sheet["G5"].comment = None
    book.save(path)


def template(cli: Cli, plan: MakePlan, folder: Path, *, first: bool) -> Path:
    """Make a plan with gaps; unless this is to be its first run, let one go before and edit the plan."""
    plan({("Final master", "Owner"): "", ("Cover artwork", "Owner"): "TBD", ("Editorial pitch", "Owner"): ""})
    if not first:
        assert cli("run", "--as-of", "2026-08-03").code == 0
        changed(folder / "plan.xlsx")
    made = folder / "tried" / "template"
    made.mkdir(parents=True)
    for path in [path for path in folder.iterdir() if path.is_file()]:
        path.rename(made / path.name)
    return made.parent


@pytest.mark.parametrize("first", [True, False], ids=["first run", "later run"])
def test_killed_at_any_moment_the_rerun_ends_as_undisturbed(
    cli: Cli, plan: MakePlan, tmp_path: Path, first: bool
) -> None:
    folder = template(cli, plan, tmp_path, first=first)
    tried = subprocess.run(
        [sys.executable, "-m", "tests.e2e.killing", str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert tried.returncode == 0, tried.stderr
    expected = cells_of(folder / "undisturbed" / "plan.xlsx")
    assert expected != cells_of(folder / "template" / "plan.xlsx")
    assert len(expected["Deliverables"]) > len([cell for row in HEALTHY for cell in row if cell])
    moments = sorted((path for path in folder.iterdir() if path.name.isdigit()), key=lambda path: int(path.name))
    assert len(moments) >= MOST
    for moment in moments:
        assert cells_of(moment / "plan.xlsx") == expected, f"killed at call {moment.name}"
        assert not [path.name for path in moment.iterdir() if ".streetdate-" in path.name]
    again = cli(
        "run", "--as-of", "2026-08-10", "--allow-clock-jump", "--config", moments[len(moments) // 2] / "streetdate.toml"
    )
    assert again.out.endswith("wrote nothing: every record shows what it should\n")


@pytest.mark.parametrize("size", [0, 2_000, 5_000, 9_000, 20_000, 70_000])
def test_where_no_file_may_grow_beyond_a_size_the_run_says_so_and_the_next_one_finishes(
    cli: Cli, plan: MakePlan, tmp_path: Path, size: int
) -> None:
    plan({("Final master", "Owner"): ""})
    before = (tmp_path / "plan.xlsx").read_bytes()
    ended = subprocess.run(
        [sys.executable, "-m", "tests.e2e.limited", str(size), "run", "--as-of", "2026-08-03"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode in (0, 3), ended.stderr
    assert "Traceback" not in ended.stderr
    assert "bug" not in ended.stderr
    if ended.returncode:
        assert "error: " in ended.stderr
    whole = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert whole["Deliverables"]["A2"].value == "Final master"
    if "wrote 1 flag" not in ended.stdout:
        assert (tmp_path / "plan.xlsx").read_bytes() == before
    assert cli("run", "--as-of", "2026-08-03", "--allow-clock-jump").code == 0
    assert ("G2", "Blocked") in [cell[:2] for cell in cells_of(tmp_path / "plan.xlsx")["Deliverables"]]
