"""`undo`: every trace goes, and nothing that is not ours."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.calling import NOBODY, Cli, MakePlan, cells_of


def test_undo_alone_only_shows_what_would_go(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    plan(NOBODY)
    cli("run")
    before = (tmp_path / "plan.xlsx").read_bytes()
    ended = cli("undo")
    assert (ended.code, ended.err) == (0, "")
    said = "1 flag, 1 comment, 10 milestones of the calendar to take back. Nothing was written; add --yes to do it."
    assert " ".join(ended.out.split()).endswith(said)
    assert (tmp_path / "plan.xlsx").read_bytes() == before


@pytest.mark.parametrize("store_lost", [False, True])
def test_undo_leaves_the_workbook_as_it_was(cli: Cli, plan: MakePlan, tmp_path: Path, store_lost: bool) -> None:
    plan({**NOBODY, ("Cover artwork", "Due date"): ""})
    before = cells_of(tmp_path / "plan.xlsx")
    cli("run")
    assert cells_of(tmp_path / "plan.xlsx") != before
    if store_lost:
        (tmp_path / "streetdate.db").unlink()
    ended = cli("undo", "--yes")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith("took back 2 flags, 2 comments, 9 milestones of the calendar\n")
    assert cells_of(tmp_path / "plan.xlsx") == before
    assert cli("undo", "--yes").out == "took back nothing\n"


def test_what_somebody_typed_into_our_columns_stays_and_is_said(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    plan(NOBODY)
    cli("run")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    book["Deliverables"]["H3"] = "ask Kaya"
    book.save(tmp_path / "plan.xlsx")
    ended = cli("undo", "--yes")
    assert ended.code == 0
    assert "somebody else wrote in our columns there" in " ".join(ended.out.split())
    after = cells_of(tmp_path / "plan.xlsx")["Deliverables"]
    assert ("H3", "ask Kaya", "s", "") in after
    assert "G2" not in {place for place, *_ in after}


def test_after_undo_a_run_begins_anew(cli: Cli, plan: MakePlan, tmp_path: Path) -> None:
    plan(NOBODY)
    cli("run")
    written = cells_of(tmp_path / "plan.xlsx")
    cli("undo", "--yes")
    assert "wrote 1 flag, 1 comment" in cli("run").out
    assert cells_of(tmp_path / "plan.xlsx") == written


def test_nothing_of_ours_is_nothing_to_undo(cli: Cli, plan: MakePlan) -> None:
    plan(NOBODY)
    assert cli("undo").out == "Nothing of ours is on any record.\n"
