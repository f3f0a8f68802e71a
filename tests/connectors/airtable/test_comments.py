"""Our comments: posted once, found by their marks, answered in their thread, taken back without anybody's words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from connectors.airtable.comments import Comment, comment_of
from connectors.changes import Change, EditComment, Flag, PostComment, Receipt, RemoveComment, ReplyComment, SetMarks
from connectors.errors import AccessDenied, OutcomeUnknown, WriteFailed
from connectors.wording import CLOSED
from rules.model import Actor, Standing
from sync.wording import same_text
from tests.connectors.airtable.plan import AirtablePlan
from tests.standins import faults
from tests.standins.airtable import SCOPES
from tests.standins.airtable.application import kind
from tests.standins.wire import Request, Response

MASTER, COVER, TEASER = "Final master", "Cover artwork", "Teaser video"
REPLY_MARK = "[sd:00000001]"


def write(plan: AirtablePlan, *changes: Change) -> list[Receipt]:
    return list(plan.target().apply(changes))


def post(
    plan: AirtablePlan, title: str = MASTER, *, looked: bool = True, mention: Actor | None = None, body: str = ""
) -> PostComment:
    mark = plan.mark(title)
    text = f"{body or 'Streetdate: look.'}\n{mark}"
    return PostComment(plan.ref(title), title, text, mark, mention, looked=looked)


def posted(plan: AirtablePlan) -> str:
    [receipt] = write(plan, post(plan))
    return receipt.remote_id


def edit(plan: AirtablePlan, comment: str, body: str = "Streetdate: better.") -> EditComment:
    return EditComment(plan.ref(MASTER), MASTER, comment, f"{body}\n{plan.mark(MASTER)}")


def reply(plan: AirtablePlan, comment: str, mention: Actor | None = None) -> ReplyComment:
    return ReplyComment(plan.ref(MASTER), MASTER, comment, f"Your turn.\n{REPLY_MARK}", REPLY_MARK, mention)


def remove(plan: AirtablePlan, comment: str) -> RemoveComment:
    return RemoveComment(plan.ref(MASTER), MASTER, comment)


def creating(request: Request) -> bool:
    return kind(request) == "create_comment"


def listing(request: Request) -> bool:
    return kind(request) == "list_comments"


def found(plan: AirtablePlan) -> str:
    marks = {plan.ref(title).key: plan.mark(title) for title in plan.records}
    shown = plan.target().find_comments([plan.ref(title) for title in plan.records], marks)
    return next((comment.id for comment in shown.values()), "")


def ana(plan: AirtablePlan) -> Actor:
    return Actor.stated("Ana", tool_id=f"airtable:{plan.ana.id}")


def test_where_it_is_known_that_none_stands_one_request_posts(plan: AirtablePlan) -> None:
    comment = posted(plan)
    assert plan.sent() == ["create_comment"]
    assert [(c.id, c.author, c.text) for c in plan.comments(MASTER)] == [
        (comment, plan.robot, f"Streetdate: look.\n{plan.mark(MASTER)}")
    ]


def test_a_comment_that_nobody_remembers_is_adopted(plan: AirtablePlan) -> None:
    first = posted(plan)
    [receipt] = write(plan, post(plan, looked=False))
    assert (receipt.remote_id, len(plan.said(MASTER))) == (first, 1)


def test_a_person_who_copied_our_words_did_not_write_our_comment(plan: AirtablePlan) -> None:
    plan.comment(MASTER, f"Streetdate: look.\n{plan.mark(MASTER)}")
    assert found(plan) == ""
    write(plan, post(plan, looked=False))
    assert len(plan.said(MASTER)) == 2


def test_comments_beyond_the_first_hundred_are_found(plan: AirtablePlan) -> None:
    first = posted(plan)
    for number in range(120):
        plan.comment(MASTER, f"remark {number}")
    assert found(plan) == first


def test_looking_costs_one_request_for_each_record_and_one_to_learn_who_we_are(plan: AirtablePlan) -> None:
    posted(plan)
    plan.server.forget()
    assert found(plan)
    assert sorted(plan.sent()) == ["list_comments"] * 3 + ["whoami"]


@pytest.mark.parametrize(
    ("trouble", "saved"),
    [
        (faults.saved_and_dropped(), True),
        (faults.dropped(), False),
        (faults.refused(Response(503)), False),
        (faults.not_json(502, saved=True), True),
        (faults.not_json(200), False),
    ],
)
def test_a_post_whose_outcome_is_unknown_is_looked_for_before_it_is_sent_again(
    plan: AirtablePlan, trouble: faults.Fault, saved: bool
) -> None:
    plan.server.faults.when(creating, trouble)
    comment = posted(plan)
    assert [c.id for c in plan.comments(MASTER)] == [comment]
    assert plan.sent().count("create_comment") == (1 if saved else 2)


def test_a_post_that_shows_up_late_is_waited_for(plan: AirtablePlan) -> None:
    nothing_yet = Response.of({"comments": [], "offset": None})
    plan.server.faults.when(creating, faults.saved_and_dropped())
    plan.server.faults.when(listing, faults.refused(nothing_yet))
    posted(plan)
    assert len(plan.said(MASTER)) == 1


def test_a_post_that_never_gets_through_ends_as_unknown(plan: AirtablePlan) -> None:
    plan.server.faults.when(creating, faults.dropped(), times=None)
    with pytest.raises(OutcomeUnknown):
        posted(plan)
    assert plan.said(MASTER) == []


def test_who_must_act_is_mentioned_once_and_never_by_an_edit(plan: AirtablePlan) -> None:
    [receipt] = write(plan, post(plan, mention=ana(plan)))
    assert plan.said(MASTER)[0].startswith(f"@[{plan.ana.id}] Streetdate: look.")
    [shown] = plan.target().find_comments([plan.ref(MASTER)], {plan.ref(MASTER).key: plan.mark(MASTER)}).values()
    assert same_text(shown.body, f"Streetdate: look.\n{plan.mark(MASTER)}")
    write(plan, edit(plan, receipt.remote_id))
    assert plan.said(MASTER) == [f"Streetdate: better.\n{plan.mark(MASTER)}"]


@pytest.mark.parametrize("standing", [Standing.PERSON, Standing.GROUP])
def test_a_group_is_never_mentioned(plan: AirtablePlan, standing: Standing) -> None:
    group = plan.service.group("Design", plan.ana)
    write(plan, post(plan, mention=Actor.stated("Design", tool_id=f"airtable:{group.id}", standing=standing)))
    assert plan.said(MASTER) == [f"Streetdate: look.\n{plan.mark(MASTER)}"]


def test_a_mention_that_airtable_refuses_is_left_out(plan: AirtablePlan) -> None:
    plan.server.faults.when(creating, faults.refused(Response.of({"error": {"type": "INVALID_MENTION"}}, 422)))
    write(plan, post(plan, mention=ana(plan)))
    assert plan.said(MASTER) == [f"Streetdate: look.\n{plan.mark(MASTER)}"]


def test_words_that_imitate_a_mention_ping_nobody_and_come_back_as_they_were(plan: AirtablePlan) -> None:
    body = f"Blocker OWN001: “@[{plan.ana.id}] @[ana@label.example]” has no owner"
    write(plan, post(plan, body=body))
    [shown] = plan.airtable().read(f"{plan.base.id}/{plan.table.id}/{plan.records[MASTER]}/comments")["comments"]
    assert "mentioned" not in shown
    comment = comment_of(shown)
    assert comment is not None
    assert comment.body == f"{body}\n{plan.mark(MASTER)}"


def test_the_longest_comment_fits_with_a_mention(plan: AirtablePlan) -> None:
    plan.service.settings.comment_limit = 2000
    target = plan.target()
    room = target.capabilities.comment_limit - len(plan.mark(MASTER)) - 1
    body = ("🎚" * (room // 2)) + "x" * (room % 2)
    write(plan, post(plan, body=body, mention=ana(plan)))
    [said] = plan.said(MASTER)
    assert said.endswith(plan.mark(MASTER))
    assert body in said


def test_an_edit_of_a_deleted_comment_is_passed_over_and_named(plan: AirtablePlan) -> None:
    comment = posted(plan)
    plan.table.delete_comment(plan.records[MASTER], comment)
    target = plan.target()
    assert list(target.apply([edit(plan, comment), reply(plan, comment)])) == []
    assert target.remarks == (
        f"“{MASTER}” ({plan.ref(MASTER).url}): our comment was deleted in Airtable, and was not brought back",
    )
    assert plan.said(MASTER) == []


def test_a_comment_of_another_account_is_left_alone_and_whose_it_is_is_said(plan: AirtablePlan) -> None:
    comment = posted(plan)
    other = plan.service.service_account("New robot")
    plan.base.share(other, plan.base.role(plan.robot))
    plan.token = plan.service.token(other)
    # What cannot be taken back counts as taken back, or every run would try again.
    for change, receipts in ((edit(plan, comment), 0), (remove(plan, comment), 1)):
        target = plan.target()
        assert len(list(target.apply([change]))) == receipts
        [remark] = target.remarks
        assert MASTER in remark
        assert "Streetdate wrote our comment there, with an earlier token" in remark
    assert len(plan.said(MASTER)) == 1


def test_a_reply_goes_into_the_thread_of_our_comment_and_only_once(plan: AirtablePlan) -> None:
    comment = posted(plan)
    first, again = write(plan, reply(plan, comment, ana(plan))), write(plan, reply(plan, comment, ana(plan)))
    assert first[0].remote_id == again[0].remote_id
    _, answer = plan.comments(MASTER)
    assert (answer.parent, answer.text) == (comment, f"@[{plan.ana.id}] Your turn.\n{REPLY_MARK}")


def test_a_reply_whose_outcome_is_unknown_is_not_doubled(plan: AirtablePlan) -> None:
    comment = posted(plan)
    plan.server.faults.when(creating, faults.saved_and_dropped())
    write(plan, reply(plan, comment))
    assert len(plan.said(MASTER)) == 2


def test_our_comment_is_taken_back_with_our_replies_and_nothing_else(plan: AirtablePlan) -> None:
    plan.comment(MASTER, "theirs, before")
    comment = posted(plan)
    write(plan, reply(plan, comment))
    plan.comment(MASTER, f"theirs, after {REPLY_MARK}")
    write(plan, remove(plan, comment))
    assert plan.said(MASTER) == ["theirs, before", f"theirs, after {REPLY_MARK}"]
    assert len(write(plan, remove(plan, comment))) == 1


def test_a_comment_that_people_answered_is_closed_for_their_words_might_go_with_it(plan: AirtablePlan) -> None:
    comment = posted(plan)
    plan.comment(MASTER, "on it", parent=comment)
    write(plan, reply(plan, comment))
    write(plan, remove(plan, comment))
    assert plan.said(MASTER) == [CLOSED, "on it"]
    assert found(plan) == ""
    write(plan, remove(plan, comment))
    assert plan.said(MASTER) == [CLOSED, "on it"]


def test_replies_are_taken_back_where_somebody_deleted_our_comment_alone(plan: AirtablePlan) -> None:
    comment = posted(plan)
    write(plan, reply(plan, comment))
    plan.table.delete_comment(plan.records[MASTER], comment)
    assert len(write(plan, remove(plan, comment))) == 1
    assert plan.said(MASTER) == []


def test_what_is_to_be_removed_from_a_deleted_record_is_removed(plan: AirtablePlan) -> None:
    comment = posted(plan)
    plan.remove(MASTER)
    assert len(write(plan, remove(plan, comment))) == 1


@pytest.mark.parametrize("trouble", [faults.saved_and_dropped(), faults.refused(Response(503)), faults.dropped()])
def test_a_removal_whose_outcome_is_unknown_ends_as_removed(plan: AirtablePlan, trouble: faults.Fault) -> None:
    comment = posted(plan)
    plan.server.faults.when(lambda request: kind(request) == "delete_comment", trouble)
    assert len(write(plan, remove(plan, comment))) == 1
    assert plan.said(MASTER) == []


@pytest.mark.parametrize("masked", [False, True])
def test_comments_on_a_deleted_record_are_passed_over(plan: AirtablePlan, masked: bool) -> None:
    plan.service.settings.masks_missing = masked
    comment = posted(plan)
    plan.remove(MASTER)
    for change in (post(plan), edit(plan, comment), reply(plan, comment)):
        target = plan.target()
        assert list(target.apply([change])) == []
        assert target.remarks == (f"“{MASTER}” ({plan.ref(MASTER).url}) was deleted in Airtable: nothing was written "
                                  "on it",)  # fmt: skip
    assert found(plan) == ""


@contextmanager
def without(*scopes: str) -> Iterator[AirtablePlan]:
    plan = AirtablePlan((MASTER, COVER, TEASER), scopes=[scope for scope in SCOPES if scope not in scopes])
    try:
        yield plan
    finally:
        plan.close()


def written_before(plan: AirtablePlan, *changes: Change) -> tuple[list[Receipt], AccessDenied]:
    """Return what was written before the refusal was raised at the end."""
    receipts: list[Receipt] = []
    with pytest.raises(AccessDenied) as error:
        receipts.extend(plan.target().apply(changes))
    return receipts, error.value


def test_without_the_right_to_write_comments_the_flags_go_on_and_the_scope_is_named() -> None:
    with without("data.recordComments:write") as plan:
        flags = [SetMarks(plan.ref(title), title, Flag.BLOCKED, "it") for title in plan.records]
        changes = [
            change for title, flag in zip(plan.records, flags, strict=True) for change in (post(plan, title), flag)
        ]
        receipts, error = written_before(plan, *changes)
        assert [receipt.change for receipt in receipts] == flags
        assert "data.recordComments:write" in error.hint
        assert plan.sent().count("create_comment") == 1


def test_an_edit_that_is_not_allowed_does_not_take_the_comment_for_deleted() -> None:
    with without("data.recordComments:write") as plan:
        ours = plan.comment(MASTER, f"Streetdate: look.\n{plan.mark(MASTER)}", by=plan.robot)
        receipts, error = written_before(plan, edit(plan, ours.id), post(plan, COVER))
        assert (receipts, "data.recordComments:write" in error.hint) == ([], True)


def test_without_the_right_to_read_comments_nothing_is_posted_where_one_may_stand() -> None:
    with without("data.recordComments:read") as plan:
        target = plan.target()
        refs = [plan.ref(MASTER), plan.ref(TEASER)]
        assert target.find_comments(refs, {ref.key: "[sd:1]" for ref in refs}) == {}
        assert plan.sent() == ["list_comments", "get_record"]
        receipts: list[Receipt] = []
        with pytest.raises(AccessDenied) as error:
            receipts.extend(target.apply([post(plan), post(plan, COVER), post(plan, TEASER)]))
        assert [receipt.change.title for receipt in receipts] == [COVER]
        assert "data.recordComments:read" in error.value.hint


def test_a_comment_that_airtable_does_not_take_keeps_no_other_from_being_written(plan: AirtablePlan) -> None:
    plan.service.settings.comment_limit = 40
    receipts: list[Receipt] = []
    long = post(plan, body="Streetdate: " + "x" * 100)
    with pytest.raises(WriteFailed, match=f"Airtable takes no comment on “{MASTER}”") as error:
        receipts.extend(plan.target().apply([long, post(plan, COVER)]))
    assert [receipt.change.title for receipt in receipts] == [COVER]
    assert plan.ref(MASTER).url in error.value.message


@pytest.mark.parametrize("odd", [None, 3, [], {}, {"id": 3}, {"id": ""}])
def test_what_is_no_comment_is_none(odd: object) -> None:
    assert comment_of(odd) is None


def test_a_comment_is_read_with_whatever_it_says() -> None:
    assert comment_of({"id": "com1", "author": 3, "text": None}) == Comment("com1")
    full = {"id": "com1", "author": {"id": "usr1", "email": "a@b.example"}, "text": "@[usr2] x", "parentCommentId": "c"}
    assert comment_of(full) == Comment("com1", "usr1", "a@b.example", "x", "c")
