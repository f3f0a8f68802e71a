"""A delta laid over the last complete picture, and columns that vanished since."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import Subject
from connectors.record import Column, Marks, OwnComment, Pull, Record, Table
from rules.model import Ref, Unknown
from sync.pictures import laid_over, picture_of, vanished_columns

NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)
TABLE = Table("t1", "Tasks", (Column("c1", "Name"), Column("c2", "Owner")))
BINDING = TableBinding("t1", Subject.DELIVERABLES, {"title": "c1", "owners": "c2"})


def record(name: str, flag: str | None = None) -> Record:
    return Record(Ref("fake", "t1", name), {"c1": name}, Marks(flag, None, OwnComment("c", "body")))


def pull(*records: Record, tables: tuple[Table, ...] = (TABLE,), delta: bool = False, complete: bool = True) -> Pull:
    return Pull(tables, records, NOON, complete=complete, cursor="2", delta=delta)


def test_what_changed_replaces_and_what_did_not_stays() -> None:
    before = picture_of(pull(record("a"), record("b")))
    whole = laid_over(before, pull(record("b", "Blocked"), record("c"), delta=True))
    assert [(r.ref.record, r.marks.flag) for r in whole.records] == [("a", None), ("b", "Blocked"), ("c", None)]
    assert (whole.cursor, whole.delta) == ("2", False)


def test_a_container_that_a_delta_read_whole_loses_what_is_gone_and_the_others_keep_theirs() -> None:
    elsewhere = Record(Ref("fake", "t2", "z"), {})
    before = picture_of(pull(record("a"), record("b"), elsewhere))
    delta = replace(pull(record("b", "Blocked"), delta=True), whole=frozenset({"t1"}))
    whole = laid_over(before, delta)
    assert [(r.ref.container, r.ref.record, r.marks.flag) for r in whole.records] == [
        ("t2", "z", None), ("t1", "b", "Blocked"),
    ]  # fmt: skip


def test_a_comment_on_a_record_that_was_not_read_again_is_not_known() -> None:
    whole = laid_over(picture_of(pull(record("a"))), pull(delta=True))
    assert whole.records[0].marks.comment is Unknown.UNSEEN


def test_a_full_read_drops_what_is_gone() -> None:
    assert laid_over(picture_of(pull(record("a"))), pull(record("b"))).records == (record("b"),)


def test_what_a_delta_says_is_gone_does_not_stand() -> None:
    before = picture_of(pull(record("a"), record("b")))
    whole = laid_over(before, replace(pull(delta=True), gone=frozenset({record("a").ref.key})))
    assert [r.ref.record for r in whole.records] == ["b"]


@pytest.mark.parametrize(
    ("tables", "complete", "said"),
    [
        pytest.param((TABLE,), True, [], id="all there"),
        pytest.param((Table("t1", "Tasks", (Column("c2", "Who"), Column("c1", "Name"))),), True, [], id="renamed"),
        pytest.param(
            (Table("t1", "Tasks", (Column("c1", "Name"),)),),
            True,
            ['plan: column "Owner" of table "Tasks", which says the owners, was there at the last run and is gone'],
            id="a column gone",
        ),
        pytest.param((), True, ['plan: table "Tasks" was there at the last run and is gone'], id="the table gone"),
        pytest.param((), False, [], id="read in part"),
    ],
)
def test_bound_columns_that_vanished_are_named(tables: tuple[Table, ...], complete: bool, said: list[str]) -> None:
    now = pull(tables=tables, complete=complete)
    assert list(vanished_columns("plan", picture_of(pull()), now, [BINDING])) == said
    assert list(vanished_columns("plan", None, now, [BINDING])) == []
