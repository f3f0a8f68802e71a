"""A piece of content planned into a release that is there: silent by the rules, made once, and under its own name."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from connectors.mapping.meanings import Subject
from sync.errors import UsageError
from tests.cli.calling import write_sheets
from tests.new.plan import LAYOUTS, asked, gaps, label, made, planned

layouts = pytest.mark.parametrize("layout", LAYOUTS)


@layouts
@pytest.mark.parametrize(
    "title", ["Rooftop session", "Backstage clip", "Teaser 2", "Artwork reveal", "Studio post", "Rain, and sun"]
)
@pytest.mark.parametrize("out", [date(2027, 2, 1), date(2027, 4, 8)])
def test_a_piece_of_content_joins_its_release_silently_and_a_second_call_makes_nothing(
    tmp_path: Path, layout: str, title: str, out: date
) -> None:
    with label(tmp_path, layout) as workspace:
        made(workspace)
        before = {r.ref.key: dict(r.cells) for r in workspace.sources[0].pull("").records}
        piece = asked(title, "content", out=out, within="long way home", artist="")
        new = made(workspace, piece)
        assert (new.draft.made[Subject.DELIVERABLES], new.draft.there) == (7, 0)
        assert Subject.RELEASES not in new.draft.made
        assert all(line.title.rstrip('"').endswith(title) and line.due < out for line in new.draft.lines[:-1])
        assert gaps(workspace) == []
        again = planned(workspace, piece)
        assert (again.draft.rows, again.draft.there) == ((), len(new.draft.rows))
        other = planned(workspace, asked("Second", "content", out=out, within="Long Way Home", artist=""))
        assert len(other.draft.rows) == len(new.draft.rows)
        after = {r.ref.key: dict(r.cells) for r in workspace.sources[0].pull("").records}
    assert before.items() <= after.items()


def test_content_that_goes_out_after_the_release_sustains_it(tmp_path: Path) -> None:
    with label(tmp_path, "tables of everything") as workspace:
        made(workspace)
        made(workspace, asked("Rooftop session", "content", out=date(2027, 4, 30), within="Long Way Home", artist=""))
        assert gaps(workspace) == []


@pytest.mark.parametrize("title", ["🎬", "…", "#!"])
def test_a_piece_without_a_word_of_its_own_is_refused(tmp_path: Path, title: str) -> None:
    with label(tmp_path, "tables of everything") as workspace:
        made(workspace)
        with pytest.raises(UsageError, match="neither a letter nor a number by which its work could be told"):
            planned(workspace, asked(title, "content", out=date(2027, 2, 1), within="Long Way Home"))


def test_a_piece_that_differs_from_one_that_is_there_by_signs_alone_is_that_piece(tmp_path: Path) -> None:
    with label(tmp_path, "tables of everything") as workspace:
        made(workspace)
        made(workspace, asked("Clip 2", "content", out=date(2027, 2, 1), within="Long Way Home"))
        again = planned(workspace, asked("clip #2", "content", out=date(2027, 2, 1), within="Long Way Home"))
        assert again.draft.rows == ()
        third = planned(workspace, asked("Clip 3", "content", out=date(2027, 2, 1), within="Long Way Home"))
        assert third.draft.there == 0


@pytest.mark.parametrize(
    "given", [{"goal": "reach"}, {"message": "hi"}, {"folder": "https://x.example"}, {"distributor": "AWAL"},
              {"tracks": ("Home",)}],
)  # fmt: skip
def test_what_only_a_whole_release_has_is_refused_of_a_piece(tmp_path: Path, given: Any) -> None:
    piece = asked("Rooftop", "content", out=date(2027, 2, 1), within="Long Way Home", **given)
    with label(tmp_path, "tables of everything") as workspace:
        made(workspace)
        with pytest.raises(UsageError) as refused:
            planned(workspace, piece)
    [option] = given
    assert refused.value.message == (
        f"--{option.removesuffix('s')} can be said of a whole release only; “Rooftop” is a piece of content"
    )


def test_content_for_a_release_that_is_not_there_is_refused(tmp_path: Path) -> None:
    asked_for = asked("Rooftop", "content", out=date(2027, 2, 1), within="Nowhere")
    with label(tmp_path, "tables of everything") as workspace, pytest.raises(UsageError, match="no release “Nowhere”"):
        planned(workspace, asked_for)


def test_content_after_the_release_needs_a_column_that_says_that_it_is_meant_for_then(tmp_path: Path) -> None:
    work = [row[:6] for row in LAYOUTS["tables of everything"]["Deliverables"]]
    write_sheets(tmp_path / "plan.xlsx", {**LAYOUTS["tables of everything"], "Deliverables": work})
    with label(tmp_path, "tables of everything") as workspace:
        made(workspace)
        before = gaps(workspace)
        with pytest.raises(UsageError, match="“Deliverables” has no column for the phase: Film it with the others for"):
            planned(workspace, asked("Rooftop", "content", out=date(2027, 4, 30), within="Long Way Home"))
        made(workspace, asked("Rooftop", "content", out=date(2027, 4, 6), within="Long Way Home"))
        assert gaps(workspace) == before
