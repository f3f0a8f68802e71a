"""What every target must keep, so that the reconciler can rely on any of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from connectors.changes import (
    Change,
    EditComment,
    Flag,
    PostComment,
    Receipt,
    RemoveComment,
    ReplyComment,
    SetMarks,
)
from connectors.record import Marks, OwnComment, Record
from rules.model import Ref, Unknown
from sync.wording import mark_of, same_text
from tests.contract.stages import STAGES, TITLES, Stage

FIRST, SECOND, THIRD = TITLES


@pytest.fixture(params=STAGES)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    made = STAGES[request.param](tmp_path)
    yield made
    made.close()


def record(stage: Stage, title: str) -> Record:
    return next(r for r in stage.source.pull("").records if title in r.cells.values())


def ref(stage: Stage, title: str) -> Ref:
    return record(stage, title).ref


def marks(stage: Stage, title: str) -> Marks:
    return record(stage, title).marks


def comment(stage: Stage, title: str) -> OwnComment | None:
    """Return our comment as a new process finds it."""
    where = ref(stage, title)
    shown = marks(stage, title).comment
    if shown is Unknown.UNSEEN:
        return stage.target().find_comments([where], {where.key: mark_of("label", where.key)}).get(where.key)
    assert not isinstance(shown, Unknown)
    return shown


def write(stage: Stage, *changes: Change) -> list[Receipt]:
    return list(stage.target().apply(changes))


def flagged(stage: Stage, title: str, flag: Flag | None, gaps: str | None) -> SetMarks:
    return SetMarks(ref(stage, title), title, flag, gaps)


def posted(stage: Stage, title: str, body: str = "Streetdate: look here.") -> PostComment:
    where = ref(stage, title)
    mark = mark_of("label", where.key)
    return PostComment(where, title, f"{body}\n{mark}", mark)


def needs_comments(stage: Stage) -> None:
    if not stage.target().capabilities.comments:
        pytest.skip("declares that it has no comments")


def changes_of(receipts: Iterable[Receipt]) -> list[Change]:
    return [receipt.change for receipt in receipts]


def test_a_fresh_record_shows_nothing_of_ours(stage: Stage) -> None:
    assert (marks(stage, FIRST).flag or "", marks(stage, FIRST).gaps or "", comment(stage, FIRST)) == ("", "", None)


def test_marks_are_shown_where_they_were_put_and_nowhere_else(stage: Stage) -> None:
    write(stage, flagged(stage, SECOND, Flag.BLOCKED, "Blocker GAT005: two\nWarning PLN003: lines"))
    shown = marks(stage, SECOND)
    assert shown.flag == "Blocked"
    assert same_text(shown.gaps, "Blocker GAT005: two\nWarning PLN003: lines")
    assert not (marks(stage, FIRST).flag or marks(stage, THIRD).flag)


def test_marks_can_be_changed_and_emptied(stage: Stage) -> None:
    write(stage, flagged(stage, FIRST, Flag.BLOCKED, "Blocker GAT005: it"))
    write(stage, flagged(stage, FIRST, Flag.CLEAR, None))
    assert (marks(stage, FIRST).flag, marks(stage, FIRST).gaps or "") == ("Clear", "")
    write(stage, flagged(stage, FIRST, None, None))
    assert (marks(stage, FIRST).flag or "", marks(stage, FIRST).gaps or "") == ("", "")


@pytest.mark.parametrize("text", ["=1+1", "@home", "+49", "-1", "Ümlaut – “quotes” 🎚️ 日本", 'a,b;"c"', "<b>&amp;</b>"])
def test_any_text_comes_back_as_the_text_that_it_was(stage: Stage, text: str) -> None:
    gaps = f"Blocker GAT005: {text}"
    write(stage, flagged(stage, FIRST, Flag.BLOCKED, gaps))
    assert same_text(marks(stage, FIRST).gaps, gaps)


def test_what_people_wrote_stays(stage: Stage) -> None:
    before = {r.ref.key: dict(r.cells) for r in stage.source.pull("").records}
    write(stage, *(flagged(stage, title, Flag.ATTENTION, "Warning PLN003: it") for title in TITLES))
    if stage.target().capabilities.comments:
        write(stage, *(posted(stage, title) for title in TITLES))
    assert {r.ref.key: dict(r.cells) for r in stage.source.pull("").records} == before


def test_receipts_come_in_the_order_of_the_changes(stage: Stage) -> None:
    changes = [flagged(stage, title, Flag.ATTENTION, "Warning PLN003: it") for title in (THIRD, FIRST, SECOND)]
    assert changes_of(write(stage, *changes)) == changes


def test_a_record_that_vanished_gets_no_receipt_and_the_others_go_on(stage: Stage) -> None:
    lost, kept = flagged(stage, FIRST, Flag.BLOCKED, "x"), flagged(stage, SECOND, Flag.BLOCKED, "x")
    stage.remove(FIRST)
    target = stage.target()
    assert changes_of(target.apply([lost, kept])) == [kept]
    assert marks(stage, SECOND).flag == "Blocked"
    assert [remark for remark in target.remarks if FIRST in remark]


def test_a_target_that_writes_as_expected_has_nothing_to_say(stage: Stage) -> None:
    target = stage.target()
    assert target.notice() == ""
    assert len(list(target.apply([flagged(stage, FIRST, Flag.BLOCKED, "Blocker GAT005: it")]))) == 1
    assert target.remarks == ()


def test_a_comment_is_shown_with_the_id_of_its_receipt(stage: Stage) -> None:
    needs_comments(stage)
    change = posted(stage, FIRST)
    [receipt] = write(stage, change)
    shown = comment(stage, FIRST)
    assert shown is not None
    assert (shown.id, same_text(shown.body, change.body)) == (receipt.remote_id, True)
    assert comment(stage, SECOND) is None


def test_a_comment_posted_again_is_not_doubled(stage: Stage) -> None:
    needs_comments(stage)
    change = posted(stage, FIRST)
    [first] = write(stage, change)
    [again] = write(stage, change)
    assert again.remote_id == first.remote_id
    write(stage, RemoveComment(change.ref, FIRST, first.remote_id))
    assert comment(stage, FIRST) is None


def test_a_comment_is_edited_in_place(stage: Stage) -> None:
    needs_comments(stage)
    change = posted(stage, FIRST)
    [receipt] = write(stage, change)
    write(stage, EditComment(change.ref, FIRST, receipt.remote_id, f"Streetdate: better.\n{change.mark}"))
    shown = comment(stage, FIRST)
    assert shown is not None
    assert (shown.id, "better" in shown.body, "look here" in shown.body) == (receipt.remote_id, True, False)


def test_a_comment_that_is_gone_is_neither_edited_nor_brought_back(stage: Stage) -> None:
    needs_comments(stage)
    change = posted(stage, FIRST)
    [receipt] = write(stage, change)
    write(stage, RemoveComment(change.ref, FIRST, receipt.remote_id))
    assert write(stage, EditComment(change.ref, FIRST, receipt.remote_id, change.body)) == []
    assert comment(stage, FIRST) is None


def test_removing_what_is_gone_already_is_as_good_as_removing_it(stage: Stage) -> None:
    needs_comments(stage)
    change = posted(stage, FIRST)
    [receipt] = write(stage, change)
    removal = RemoveComment(change.ref, FIRST, receipt.remote_id)
    assert changes_of(write(stage, removal)) == changes_of(write(stage, removal)) == [removal]


def test_a_reply_goes_with_the_comment_it_answers(stage: Stage) -> None:
    needs_comments(stage)
    if not stage.target().capabilities.replies:
        pytest.skip("declares that it has no replies")
    change = posted(stage, FIRST)
    [receipt] = write(stage, change)
    reply = ReplyComment(change.ref, FIRST, receipt.remote_id, "Kaya: look\n[sd:00000000]", "[sd:00000000]")
    [first], [again] = write(stage, reply), write(stage, reply)
    assert first.remote_id == again.remote_id != receipt.remote_id
    write(stage, RemoveComment(change.ref, FIRST, receipt.remote_id))
    assert write(stage, reply) == []


def test_comments_of_ours_are_found_by_their_mark_in_a_new_process(stage: Stage) -> None:
    needs_comments(stage)
    change = posted(stage, SECOND)
    [receipt] = write(stage, change)
    refs = [ref(stage, title) for title in TITLES]
    found = stage.target().find_comments(refs, {where.key: mark_of("label", where.key) for where in refs})
    assert {key: comment.id for key, comment in found.items()} == {change.ref.key: receipt.remote_id}


def test_everything_applied_twice_ends_as_applied_once(stage: Stage) -> None:
    changes: list[Change] = [flagged(stage, title, Flag.BLOCKED, f"Blocker GAT005: {title}") for title in TITLES]
    if stage.target().capabilities.comments:
        changes += [posted(stage, title) for title in TITLES]
    write(stage, *changes)
    once = [(r.ref, r.marks) for r in stage.source.pull("").records]
    write(stage, *changes)
    assert [(r.ref, r.marks) for r in stage.source.pull("").records] == once


def test_the_cost_of_nothing_is_nothing(stage: Stage) -> None:
    assert stage.target().cost([]) == 0


def test_a_change_costs_at_least_what_is_said_before_and_asking_writes_nothing(stage: Stage) -> None:
    target, change = stage.target(), flagged(stage, FIRST, Flag.BLOCKED, "x")
    assert target.cost([change]) == stage.first_write
    assert (marks(stage, FIRST).flag or "", target.requests) == ("", 0)
    list(target.apply([change]))
    assert target.requests == stage.first_write


def test_retracting_leaves_nothing_and_a_second_time_finds_nothing(stage: Stage) -> None:
    write(stage, flagged(stage, FIRST, Flag.BLOCKED, "Blocker GAT005: it"))
    write(stage, flagged(stage, FIRST, None, None))
    target = stage.target()
    assert [*target.retract(), *target.remarks]
    assert list(stage.target().retract()) == []
    pull = stage.source.pull("")
    assert stage.keeps_columns or not any(column.ours for table in pull.tables for column in table.columns)
    assert not any(record.marks.flag or record.marks.gaps for record in pull.records)


def test_what_cannot_be_taken_back_is_said(stage: Stage) -> None:
    target = stage.target()
    list(target.retract())
    assert bool(target.remarks) == stage.keeps_columns
