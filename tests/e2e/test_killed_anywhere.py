"""A run may be killed at any moment: the next one ends with the workbook that an undisturbed run would have left."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import openpyxl
import pytest

from tests.cli.calling import HEALTHY, Cli, MakePlan, cells_of
from tests.e2e.killing import AROUND, MOST
from tests.standins.serving import Server
from tests.standins.wire import Request, Response

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


def template(cli: Cli, plan: MakePlan, folder: Path, *, first: bool, room: str = "") -> Path:
    """Make a plan with gaps; unless this is to be its first run, let one go before and edit the plan."""
    config = plan({("Final master", "Owner"): "", ("Cover artwork", "Owner"): "TBD", ("Editorial pitch", "Owner"): ""})
    if room:
        receiver = '\n[notify.room]\nurl_file = "room"\ntell = ["new", "worse", "closed"]\n'
        config.write_text(config.read_text(encoding="utf-8") + receiver, encoding="utf-8")
        (folder / "room").write_text(room, encoding="utf-8")
    if not first:
        assert cli("run", "--as-of", "2026-08-03").code == 0
        changed(folder / "plan.xlsx")
    made = folder / "tried" / "template"
    made.mkdir(parents=True)
    for path in [path for path in folder.iterdir() if path.is_file()]:
        path.rename(made / path.name)
    return made.parent


def kill_everywhere(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.e2e.killing", str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("first", [True, False], ids=["first run", "later run"])
def test_killed_at_any_moment_the_rerun_ends_as_undisturbed(
    cli: Cli, plan: MakePlan, tmp_path: Path, first: bool
) -> None:
    folder = template(cli, plan, tmp_path, first=first)
    tried = kill_everywhere(folder)
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


def test_killed_around_a_message_everything_is_told_and_nothing_twice_without_saying_so(
    cli: Cli, plan: MakePlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: dict[str, list[list[str]]] = defaultdict(list)

    def hear(request: Request) -> Response:
        heard[request.segments[0]].append(str(request.json()["message"]).splitlines())
        return Response(200)

    with Server(hear) as server:
        rooms = server.url.replace("http", "json", 1)
        monkeypatch.setenv("ROOMS", rooms)
        folder = template(cli, plan, tmp_path, first=False, room=f"{rooms}/first/")
        tried = kill_everywhere(folder)
    assert tried.returncode == 0, tried.stderr
    (said,) = heard["undisturbed"]
    expected = {line for line in said if line.startswith("•")}
    assert len(expected) == 3
    moments = [name for name in heard if name.isdigit()]
    assert len(moments) == 2 * AROUND + 1
    repeated = 0
    for moment in moments:
        told = [line for said in heard[moment] for line in said if line.startswith("•")]
        assert set(told) == expected, f"killed at call {moment}"
        again = [said for said in heard[moment] if "may have been said before" in said[0]]
        assert len(told) == len(expected) or len(again) == len(heard[moment]) - 1, f"killed at call {moment}"
        repeated += bool(again)
    assert repeated, "no moment is tried between the sending of a message and the note that it was taken"


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
