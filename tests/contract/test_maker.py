"""What everything that makes rows must keep, so that a plan can be made in any tool, and made again after a failure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from connectors.errors import ConnectorError
from connectors.making import MadeRow, RowLink, RowToMake, Value
from connectors.normalize.cells import words_of
from connectors.record import LinkCell, PersonCell, Record
from tests.contract.making_stages import PRESENT, STAGES, Stage


@pytest.fixture(params=STAGES)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    made = STAGES[request.param](tmp_path)
    yield made
    made.close()


def row(stage: Stage, title: str, **said: Value) -> RowToMake:
    values: dict[str, Value] = {"Deliverable": title, "Due": date(2027, 1, 22), "Notes": "new", **said}
    return RowToMake(title, stage.table, title, {stage.columns[name]: value for name, value in values.items()})


def needing(stage: Stage, title: str, *links: RowLink) -> RowToMake:
    value: Value = links if stage.links else ", ".join(link.title for link in links)
    return row(stage, title, **{"Depends on": value})


def records(stage: Stage) -> list[Record]:
    return list(stage.source().pull("").records)


def shown(stage: Stage, record: Record) -> dict[str, str]:
    return {name: words_of(record.cells.get(id_)) for name, id_ in stage.columns.items()}


def titles(stage: Stage) -> list[str]:
    return [shown(stage, record)["Deliverable"] for record in records(stage)]


def found(stage: Stage, title: str) -> Record:
    [record] = [record for record in records(stage) if shown(stage, record)["Deliverable"] == title]
    return record


def make(stage: Stage, *rows: RowToMake) -> list[MadeRow]:
    return list(stage.maker().make(rows))


def test_a_new_row_says_what_it_was_to_say(stage: Stage) -> None:
    [made] = make(stage, row(stage, "Teaser video", Status="Not started"))
    record = found(stage, "Teaser video")
    assert made.ref.key == record.ref.key
    said = shown(stage, record)
    assert (said["Status"], said["Notes"]) == ("Not started", "new")
    assert "2027-01-22" in said["Due"]


@pytest.mark.parametrize("text", ["=1+1", "@home", "-1", "Ümlaut – “quotes” 🎚️ 日本", 'a,b;"c"', "<b>&amp;</b>"])
def test_any_text_comes_back_as_the_text_that_it_was(stage: Stage, text: str) -> None:
    make(stage, row(stage, "Teaser video", Notes=text))
    assert shown(stage, found(stage, "Teaser video"))["Notes"].removeprefix("'") == text


def test_rows_come_in_order_after_those_that_are_there(stage: Stage) -> None:
    new = [f"Step {number}" for number in range(25)]
    made = make(stage, *(row(stage, title) for title in new))
    assert [each.row.title for each in made] == new
    assert sorted(titles(stage)) == sorted([*PRESENT, *new])
    assert len({each.ref.key for each in made}) == len(new)


def test_nothing_that_is_there_is_touched(stage: Stage) -> None:
    before = {r.ref.key: dict(r.cells) for r in records(stage)}
    options = stage.options()
    make(stage, row(stage, "Teaser video"), row(stage, "Launch posts", Status="Done"))
    assert {r.ref.key: dict(r.cells) for r in records(stage) if r.ref.key in before} == before
    assert stage.options() == options


def test_a_row_links_to_one_that_is_there_and_to_one_that_was_just_made(stage: Stage) -> None:
    master = found(stage, PRESENT[0])
    teaser, posts = make(
        stage,
        needing(stage, "Teaser video", RowLink(PRESENT[0], record=master.ref.record)),
        needing(stage, "Launch posts", RowLink("Teaser video", key="Teaser video")),
    )
    column = stage.columns["Depends on"]
    if not stage.links:
        assert [words_of(found(stage, t).cells[column]) for t in ("Teaser video", "Launch posts")] == [
            PRESENT[0], "Teaser video",
        ]  # fmt: skip
        return
    linked = {r.ref.record: r.cells.get(column) for r in records(stage)}
    assert _ids(linked[teaser.ref.record]) == [master.ref.record]
    assert _ids(linked[posts.ref.record]) == [teaser.ref.record]


def _ids(cell: object) -> list[str]:
    assert isinstance(cell, tuple)
    return [member.id for member in cell if isinstance(member, LinkCell)]


def test_an_account_becomes_the_owner(stage: Stage) -> None:
    if not stage.accounts:
        pytest.skip("a file has no accounts")
    make(stage, row(stage, "Teaser video", Owner=stage.accounts))
    cell = found(stage, "Teaser video").cells[stage.columns["Owner"]]
    assert isinstance(cell, tuple)
    assert [who.id for who in cell if isinstance(who, PersonCell)] == [stage.accounts[0].id]


def test_an_option_that_is_not_there_is_refused_and_not_made(stage: Stage) -> None:
    if not stage.options():
        pytest.skip("keeps no options")
    options, before = stage.options(), titles(stage)
    with pytest.raises(ConnectorError, match="Teaser video"):
        make(stage, row(stage, "Teaser video", Status="Begun"))
    assert (stage.options(), titles(stage)) == (options, before)


def test_a_row_whose_answer_was_lost_is_found_and_not_made_twice(stage: Stage) -> None:
    if stage.lose_answer is None:
        pytest.skip("a file has no answers")
    stage.lose_answer()
    made = make(stage, row(stage, "Teaser video"), row(stage, "Launch posts"))
    assert [each.row.title for each in made] == ["Teaser video", "Launch posts"]
    assert sorted(titles(stage)) == sorted([*PRESENT, "Teaser video", "Launch posts"])
    assert {each.ref.key for each in made} <= {record.ref.key for record in records(stage)}


def test_a_row_that_was_lost_on_its_way_is_made_once(stage: Stage) -> None:
    if stage.lose_request is None:
        pytest.skip("a file has no requests")
    stage.lose_request()
    make(stage, row(stage, "Teaser video"))
    assert sorted(titles(stage)) == sorted([*PRESENT, "Teaser video"])


def test_a_title_that_another_release_has_too_is_not_taken_for_the_lost_one(stage: Stage) -> None:
    if stage.lose_request is None:
        pytest.skip("a file has no requests")
    stage.lose_request()
    [made] = make(stage, row(stage, PRESENT[0], Notes="of another release"))
    assert titles(stage).count(PRESENT[0]) == 2
    assert shown(stage, next(r for r in records(stage) if r.ref.key == made.ref.key))["Notes"] == "of another release"


def test_the_cost_is_said_before_and_asking_makes_nothing(stage: Stage) -> None:
    maker, rows = stage.maker(), [row(stage, f"Step {number}") for number in range(12)]
    assert maker.cost([]) == 0
    cost = maker.cost(rows)
    assert (maker.requests, len(titles(stage))) == (0, len(PRESENT))
    list(maker.make(rows))
    assert maker.requests == cost


def test_what_was_yielded_before_a_failure_stands(stage: Stage) -> None:
    if not stage.options():
        pytest.skip("a file takes all rows or none")
    kept: list[str] = []
    rows = [row(stage, "Teaser video"), needing(stage, "Launch posts", RowLink("Teaser video", key="Teaser video"))]
    bad = RowToMake("bad", stage.table, "Bad", {**rows[1].values, stage.columns["Status"]: "Begun"})
    with pytest.raises(ConnectorError):
        kept.extend(made.row.title for made in stage.maker().make([rows[0], bad]))
    assert kept == ["Teaser video"]
    assert "Teaser video" in titles(stage)
