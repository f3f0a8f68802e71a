"""Which changes go together: ten flags of one table, and on each record the order of the plan; pure."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from connectors.airtable.batches import MOST, batches
from connectors.changes import Change, Flag, PostComment, RemoveComment, SetMarks
from rules.model import Ref


def ref(record: int, table: str = "t1") -> Ref:
    return Ref("airtable", table, f"rec{record}")


def mark(record: int, table: str = "t1") -> SetMarks:
    return SetMarks(ref(record, table), "x", Flag.BLOCKED, "gaps")


def post(record: int, table: str = "t1") -> PostComment:
    return PostComment(ref(record, table), "x", "body", "[sd:1]")


def remove(record: int, table: str = "t1") -> RemoveComment:
    return RemoveComment(ref(record, table), "x", "com1")


def test_ten_flags_go_together_and_their_comments_follow() -> None:
    changes: list[Change] = [change for number in range(25) for change in (mark(number), post(number))]
    found = list(batches(changes))
    assert [len(batch.marks) for batch in found] == [10, 10, 5]
    assert [len(batch.after) for batch in found] == [10, 10, 5]
    assert not any(batch.before for batch in found)


def test_a_comment_that_is_taken_back_goes_before_the_flag_that_tells_of_it() -> None:
    changes: list[Change] = [change for number in range(12) for change in (remove(number), mark(number))]
    found = list(batches(changes))
    assert [len(batch.marks) for batch in found] == [10, 2]
    assert [change.ref.record for change in found[0].before] == [f"rec{number}" for number in range(10)]


def test_tables_are_not_mixed() -> None:
    found = list(batches([mark(1), mark(2), mark(1, "t2")]))
    assert [[change.ref.container for change in batch.marks] for batch in found] == [["t1", "t1"], ["t2"]]


def test_a_record_that_is_marked_twice_is_marked_in_two_requests() -> None:
    assert [len(batch.marks) for batch in batches([mark(1), mark(1)])] == [1, 1]


@given(st.lists(st.builds(lambda make, n, t: make(n, t), st.sampled_from((mark, post, remove)), st.integers(0, 12),
                          st.sampled_from(("t1", "t2")))))  # fmt: skip
def test_nothing_is_lost_or_doubled_and_each_record_keeps_its_order(changes: list[Change]) -> None:
    sent: list[Change] = []
    for batch in batches(changes):
        sent += [*batch.before, *batch.marks, *batch.after]
        assert len(batch.marks) <= MOST
        assert len({change.ref.key for change in batch.marks}) == len(batch.marks)
    for key in {change.ref.key for change in changes}:
        assert [id(c) for c in sent if c.ref.key == key] == [id(c) for c in changes if c.ref.key == key]
    assert len(sent) == len(changes)
