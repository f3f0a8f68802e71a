"""What everything that fills empty cells must keep: nothing that stands there is ever written over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from connectors.filling import TextToFill
from connectors.making import RowToMake, Value
from connectors.normalize.cells import words_of
from connectors.record import Record
from rules.model import Ref
from tests.contract.making_stages import PRESENT, STAGES, Stage


@pytest.fixture(params=STAGES)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    made = STAGES[request.param](tmp_path)
    yield made
    made.close()


def records(stage: Stage) -> dict[str, Record]:
    found = stage.source().pull("").records
    return {words_of(record.cells.get(stage.columns["Deliverable"])): record for record in found}


def notes(stage: Stage, title: str) -> str:
    return words_of(records(stage)[title].cells.get(stage.columns["Notes"])).removeprefix("'")


@pytest.fixture
def empty(stage: Stage) -> Ref:
    """A row without notes."""
    values: dict[str, Value] = {stage.columns["Deliverable"]: "Teaser video", stage.columns["Due"]: date(2027, 1, 22)}
    list(stage.maker().make([RowToMake("new", stage.table, "Teaser video", values)]))
    return records(stage)["Teaser video"].ref


def text(stage: Stage, ref: Ref, said: str = "Late by 4 days: Master", title: str = "Teaser video") -> TextToFill:
    return TextToFill(ref, stage.table, stage.columns["Notes"], title, said)


def fill(stage: Stage, *texts: TextToFill) -> list[TextToFill]:
    return list(stage.filler().fill(texts))


@pytest.mark.parametrize("said", ["Late by 4 days.\nThe date held.", "=1+1", "Ümlaut “quotes” 日本", 'a,b;"c"', "<b>&"])
def test_an_empty_cell_holds_the_text_that_was_meant(stage: Stage, empty: Ref, said: str) -> None:
    wanted = text(stage, empty, said)
    assert fill(stage, wanted) == [wanted]
    assert notes(stage, "Teaser video") == said


def test_a_cell_that_holds_anything_is_left_and_nothing_else_is_touched(stage: Stage, empty: Ref) -> None:
    before = {title: dict(record.cells) for title, record in records(stage).items()}
    taken = [text(stage, records(stage)[title].ref, title=title) for title in PRESENT]
    wanted = text(stage, empty)
    assert fill(stage, *taken, wanted) == [wanted]
    after = {title: dict(record.cells) for title, record in records(stage).items()}
    assert {title: cells for title, cells in after.items() if title in PRESENT} == {
        title: cells for title, cells in before.items() if title in PRESENT
    }
    column = stage.columns["Notes"]
    other = {id_: cell for id_, cell in after["Teaser video"].items() if id_ != column}
    assert other == {id_: cell for id_, cell in before["Teaser video"].items() if id_ != column}


def test_a_second_call_fills_nothing(stage: Stage, empty: Ref) -> None:
    fill(stage, text(stage, empty))
    assert fill(stage, text(stage, empty, "something else")) == []
    assert notes(stage, "Teaser video") == "Late by 4 days: Master"


def test_a_record_that_is_gone_is_passed_over(stage: Stage, empty: Ref) -> None:
    other = "rec00000000000000" if empty.tool == "airtable" else "00000000-0000-4000-8000-000000000000"
    gone = text(stage, replace(empty, record=other), title="Gone")
    wanted = text(stage, empty)
    assert fill(stage, gone, wanted) == [wanted]


def test_nothing_to_fill_is_no_error(stage: Stage) -> None:
    assert fill(stage) == []
