"""A release on another day: what a template gave moves with it, what somebody set stays, and both are told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest

from connectors.changes import Source
from connectors.record import Pull
from rules.model import Release
from sync.errors import UsageError
from sync.judge import slate_of
from sync.move.planning import Move, plan_move
from sync.pull import pull_all
from sync.workspace import Workspace
from tests.new.plan import LAYOUTS, NOON, OUT, asked, gaps, label, made

TITLE = "Long Way Home"
LATER = OUT + timedelta(days=14)
layouts = pytest.mark.parametrize("layout", ["tables of everything", "the article's columns"])


def release(workspace: Workspace) -> Release:
    slate = slate_of(workspace, pull_all(workspace, whole=True), NOON)
    return next(each for each in slate.releases if each.title == TITLE)


def dues(workspace: Workspace) -> dict[str, object]:
    return {item.title: item.due for item in release(workspace).deliverables}


def moved(workspace: Workspace, day: date) -> Move:
    move = plan_move(workspace, TITLE, day)
    for name, each in move.by_source.items():
        assert list(workspace.redaters[name]().redate(each.dates)) == list(each.dates)
    return move


def put(folder: Path, title: str, column: str, value: str | date) -> None:
    """Somebody types into the row of one deliverable."""
    path = folder / "plan.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Deliverables"]
    names = [cell.value for cell in sheet[1]]
    [row] = [cell.row for cell in sheet["A"] if cell.value == title and sheet.cell(cell.row, 2).value == TITLE]
    sheet.cell(row, names.index(column) + 1, value)
    book.save(path)


@layouts
def test_a_moved_release_stands_as_if_it_had_been_planned_for_that_day(tmp_path: Path, layout: str) -> None:
    (tmp_path / "there").mkdir()
    with label(tmp_path, layout) as workspace, label(tmp_path / "there", layout) as other:
        made(workspace)
        moved(workspace, LATER)
        made(other, asked(out=LATER))
        assert release(workspace).date == LATER
        assert dues(workspace) == dues(other)
        assert gaps(workspace) == []
        assert plan_move(workspace, TITLE, LATER).by_source["plan"].dates == ()


@layouts
@pytest.mark.parametrize("passing", [1, 5, -1])
def test_a_move_that_was_cut_off_is_finished_by_the_same_call(tmp_path: Path, layout: str, passing: int) -> None:
    (tmp_path / "there").mkdir()
    with label(tmp_path, layout) as workspace, label(tmp_path / "there", layout) as other:
        made(workspace)
        [whole] = plan_move(workspace, TITLE, LATER).by_source.values()
        list(workspace.redaters["plan"]().redate(whole.dates[:passing]))
        [rest] = moved(workspace, LATER).by_source.values()
        assert rest.dates == whole.dates[passing:]
        assert rest.staying == ()
        made(other, asked(out=LATER))
        assert dues(workspace) == dues(other)


@layouts
def test_a_date_that_somebody_set_stays_and_is_told_with_what_the_template_gives(tmp_path: Path, layout: str) -> None:
    with label(tmp_path, layout) as workspace:
        made(workspace)
        put(tmp_path, "Artwork", "Due date", date(2027, 2, 26))
        move = moved(workspace, LATER)
        assert [(each.title, each.day, each.template_day) for each in move.by_source["plan"].staying] == [
            ("Artwork", date(2027, 2, 26), LATER - timedelta(days=42))
        ]
        assert dues(workspace)["Artwork"] == date(2027, 2, 26)


def test_finished_work_keeps_its_date(tmp_path: Path) -> None:
    with label(tmp_path, "the article's columns") as workspace:
        made(workspace)
        put(tmp_path, "Mix", "Status", "Done")
        before = dues(workspace)["Mix"]
        move = moved(workspace, LATER)
        assert dues(workspace)["Mix"] == before
        assert "Mix" not in [each.title for each in move.by_source["plan"].staying]


def test_a_date_in_a_formula_is_left_to_whoever_wrote_it(tmp_path: Path) -> None:
    with label(tmp_path, "the article's columns") as workspace:
        made(workspace)
        path = tmp_path / "plan.xlsx"
        before = path.read_bytes()
        move = plan_move(workspace, TITLE, LATER)
        wrong = [date_ for date_ in move.by_source["plan"].dates if date_.title == "Mix"]
        put(tmp_path, "Mix", "Due date", "=DATE(2027,2,26)")
        assert list(workspace.redaters["plan"]().redate(wrong)) == []
        assert before != path.read_bytes()


def test_a_day_on_which_open_work_would_be_late_at_once_is_refused_with_one_that_fits(tmp_path: Path) -> None:
    with label(tmp_path, "tables of everything") as workspace:
        made(workspace)
        with pytest.raises(UsageError) as refused:
            plan_move(workspace, TITLE, date(2026, 12, 4))
        assert "open steps would have been due before today" in refused.value.message
        assert "the first Friday on which all of it fits is 2027-01-22" in refused.value.hint
        assert plan_move(workspace, TITLE, date(2027, 1, 22)).day == date(2027, 1, 22)


def test_a_release_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    with label(tmp_path, "tables of everything") as workspace, pytest.raises(UsageError) as refused:
        plan_move(workspace, "Nothing", LATER)
    assert "Old One" in refused.value.hint


def test_where_nothing_may_be_written_every_date_is_left_to_somebody(tmp_path: Path) -> None:
    with label(tmp_path, "tables of everything") as workspace:
        made(workspace)
        open_ = plan_move(workspace, TITLE, LATER).by_source["plan"]
        shut = plan_move(replace(workspace, redaters={}), TITLE, LATER).by_source["plan"]
    assert (shut.dates, shut.staying) == ((), open_.staying)
    assert shut.by_hand == tuple(f"{each.title}: from {each.was} to {each.day}" for each in open_.dates)


def test_nothing_moves_while_some_of_it_was_not_seen(tmp_path: Path) -> None:
    @dataclass(frozen=True)
    class Half:
        whole: Source
        name: str = "plan"
        tool: str = "workbook"

        def pull(self, cursor: str = "") -> Pull:
            return replace(self.whole.pull(cursor), complete=False, error="page 3 did not come")

    with label(tmp_path, "tables of everything") as workspace:
        made(workspace)
        half = replace(workspace, sources=(Half(workspace.sources[0]),))
        with pytest.raises(UsageError, match=r"“plan” was not read completely, .*: page 3 did not come"):
            plan_move(half, TITLE, LATER)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_but_dates_of_the_release_changes(tmp_path: Path, layout: str) -> None:
    with label(tmp_path, layout) as workspace:
        made(workspace)
        if layout == "no phases and no release table":
            with pytest.raises(UsageError, match="has no release date yet"):
                plan_move(workspace, TITLE, LATER)
            return
        before = {r.ref.key: dict(r.cells) for r in workspace.sources[0].pull("").records}
        move = moved(workspace, LATER)
        after = {r.ref.key: dict(r.cells) for r in workspace.sources[0].pull("").records}
        spots = {(each.ref.key, each.column): each.day for each in move.by_source["plan"].dates}
        differing = {
            (key, column): cells.get(column)
            for key, cells in after.items()
            for column in cells
            if cells.get(column) != before[key].get(column)
        }
        assert differing == spots
