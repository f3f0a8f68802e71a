"""Our comments: posted once, found by their marks, answered where they stand, taken back without anybody's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from connectors.changes import Change, EditComment, Flag, PostComment, Receipt, RemoveComment, ReplyComment, SetMarks
from connectors.errors import OutcomeUnknown, WriteFailed
from connectors.mention import account_of
from connectors.wording import CLOSED
from rules.model import Actor, Person, Ref, Standing
from tests.connectors.notion.plan import NotionPlan
from tests.standins import faults
from tests.standins.notion import ALL, Capability, is_write, kind_of, troubles
from tests.standins.notion.refusals import Refused
from tests.standins.wire import Request, Response

MASTER, COVER = "Final master", "Cover artwork"
REPLY_MARK = "[sd:00000001]"

Touch: TypeAlias = Callable[[NotionPlan, str], Change]
"""Makes a change of our comment with an id."""


def write(plan: NotionPlan, *changes: Change) -> list[Receipt]:
    return list(plan.target().apply(changes))


def post(plan: NotionPlan, title: str = MASTER, *, looked: bool = True, mention: Actor | None = None) -> PostComment:
    mark = plan.mark(title)
    return PostComment(plan.ref(title), title, f"Streetdate: look.\n{mark}", mark, mention, looked=looked)


def posted(plan: NotionPlan) -> str:
    [receipt] = write(plan, post(plan))
    return receipt.remote_id


def edit(plan: NotionPlan, comment: str, body: str = "Streetdate: better.") -> EditComment:
    return EditComment(plan.ref(MASTER), MASTER, comment, f"{body}\n{plan.mark(MASTER)}")


def reply(plan: NotionPlan, comment: str, mention: Actor | None = None) -> ReplyComment:
    return ReplyComment(plan.ref(MASTER), MASTER, comment, f"Your turn.\n{REPLY_MARK}", REPLY_MARK, mention)


def remove(plan: NotionPlan, comment: str) -> RemoveComment:
    return RemoveComment(plan.ref(MASTER), MASTER, comment)


def creating(request: Request) -> bool:
    return kind_of(request) == "comments.create"


def found(plan: NotionPlan) -> str:
    refs = [plan.ref(title) for title in plan.pages]
    shown = plan.target().find_comments(
        refs, {ref.key: plan.mark(title) for ref, title in zip(refs, plan.pages, strict=True)}
    )
    return next((comment.id for comment in shown.values()), "")


def kaya(plan: NotionPlan) -> Actor:
    user = plan.workspace.member("Kaya", "kaya@label.example")
    return Actor.stated("Kaya", tool_id=f"notion:{user.id}")


def test_where_it_is_known_that_none_stands_one_request_posts(plan: NotionPlan) -> None:
    posted(plan)
    assert plan.sent() == ["comments.create"]
    assert plan.said(MASTER) == [f"Streetdate: look.\n{plan.mark(MASTER)}"]


def test_a_comment_that_nobody_remembers_is_adopted(plan: NotionPlan) -> None:
    first = posted(plan)
    [receipt] = write(plan, post(plan, looked=False))
    assert (receipt.remote_id, len(plan.said(MASTER))) == (first, 1)


def test_a_person_who_copied_our_words_did_not_write_our_comment(plan: NotionPlan) -> None:
    plan.workspace.comment(plan.pages[MASTER], f"Streetdate: look.\n{plan.mark(MASTER)}")
    assert found(plan) == ""
    write(plan, post(plan, looked=False))
    assert len(plan.said(MASTER)) == 2


def test_another_connection_did_not_write_our_comment_either(plan: NotionPlan) -> None:
    other = plan.workspace.connect("Other bot")
    list(plan.target(notion=plan.notion(other)).apply([post(plan)]))
    assert found(plan) == ""


def test_comments_beyond_the_first_hundred_are_found(plan: NotionPlan) -> None:
    for number in range(120):
        plan.workspace.comment(plan.pages[MASTER], f"remark {number}")
    first = posted(plan)
    assert found(plan) == first


@pytest.mark.parametrize(
    ("trouble", "saved"),
    [
        (faults.saved_and_dropped(), True),
        (faults.dropped(), False),
        (troubles.saved_but_unavailable(), True),
        (troubles.unavailable(), False),
        (faults.not_json(502, saved=True), True),
        (faults.not_json(200), False),
        (troubles.overloaded(), False),
    ],
)
def test_a_post_whose_outcome_is_unknown_is_looked_for_before_it_is_sent_again(
    plan: NotionPlan, trouble: faults.Fault, saved: bool
) -> None:
    plan.server.faults.when(creating, trouble)
    comment = posted(plan)
    assert [c.id for c in plan.comments(MASTER)] == [comment]
    assert plan.sent().count("comments.create") == (1 if saved else 2)


def test_a_post_that_notion_says_it_saved_is_not_sent_again_even_while_it_is_not_listed(plan: NotionPlan) -> None:
    def saved_and_named(due: Response) -> Response:
        guidance = {"retry_guidance": "Read it back.", "committed_resource_id": due.json()["id"]}
        return Refused(503, "service_unavailable", "Unavailable.", guidance).response("r")

    def nothing_yet(due: Response) -> Response:
        return Response.of({**due.json(), "results": []})

    plan.server.faults.when(creating, faults.saved_but(saved_and_named))
    plan.server.faults.when(lambda request: kind_of(request) == "comments.list", faults.saved_but(nothing_yet), times=2)
    comment = posted(plan)
    assert [c.id for c in plan.comments(MASTER)] == [comment]


def test_a_post_that_shows_up_late_is_waited_for(plan: NotionPlan) -> None:
    def nothing_yet(due: Response) -> Response:
        return Response.of({**due.json(), "results": []})

    plan.server.faults.when(creating, faults.saved_and_dropped())
    plan.server.faults.when(lambda request: kind_of(request) == "comments.list", faults.saved_but(nothing_yet))
    posted(plan)
    assert len(plan.said(MASTER)) == 1


def test_a_post_that_never_gets_through_ends_as_unknown(plan: NotionPlan) -> None:
    plan.server.faults.when(creating, faults.dropped(), times=None)
    with pytest.raises(OutcomeUnknown):
        posted(plan)
    assert plan.said(MASTER) == []


def test_a_long_comment_is_sent_in_items_and_comes_back_whole(plan: NotionPlan) -> None:
    mark = plan.mark(MASTER)
    body = "🎚️ line\n" * 600 + mark
    write(plan, PostComment(plan.ref(MASTER), MASTER, body, mark, looked=True))
    [item] = plan.target().find_comments([plan.ref(MASTER)], {plan.ref(MASTER).key: mark}).values()
    assert item.body == body


def test_who_must_act_is_mentioned_once_and_never_by_an_edit(plan: NotionPlan) -> None:
    who = kaya(plan)
    [receipt] = write(plan, post(plan, mention=who))
    assert plan.said(MASTER)[0].startswith(f"@{account_of(who, 'notion')} Streetdate: look.")
    write(plan, edit(plan, receipt.remote_id))
    assert plan.said(MASTER) == [f"Streetdate: better.\n{plan.mark(MASTER)}"]


def test_somebody_who_left_is_named_without_a_mention(plan: NotionPlan) -> None:
    who = kaya(plan)
    plan.workspace.remove_member(next(u for u in plan.workspace.users.values() if u.name == "Kaya"))
    write(plan, post(plan, mention=who))
    assert plan.said(MASTER) == [f"Streetdate: look.\n{plan.mark(MASTER)}"]


@pytest.mark.parametrize(
    ("actor", "user"),
    [
        (None, ""),
        (Actor.stated("Kaya"), ""),
        (Actor.stated("Kaya", tool_id="notion:u1"), "u1"),
        (Actor.stated("Kaya", tool_id="airtable:u1"), ""),
        (Actor.stated("Kaya", tool_id="0b0c-page"), ""),
        (Actor.stated("Everybody", tool_id="notion:g1", standing=Standing.GROUP), ""),
        (
            Actor(
                "person:k",
                "Kaya",
                person=Person("k", "Kaya", Ref("notion", "people", "k"), tool_ids=(("airtable", "a"), ("notion", "n"))),
            ),
            "n",
        ),
    ],
)
def test_only_a_user_of_this_tool_can_be_mentioned(actor: Actor | None, user: str) -> None:
    assert account_of(actor, "notion") == user


def test_an_edit_of_a_deleted_comment_is_passed_over_and_named(plan: NotionPlan) -> None:
    comment = posted(plan)
    plan.workspace.delete_comment(plan.workspace.comments[comment])
    target = plan.target()
    assert list(target.apply([edit(plan, comment), reply(plan, comment)])) == []
    assert target.remarks == (
        f"“{MASTER}” ({plan.ref(MASTER).url}): our comment was deleted in Notion, and was not brought back",
    )
    assert plan.said(MASTER) == []


def test_a_reply_goes_into_the_thread_of_our_comment_and_only_once(plan: NotionPlan) -> None:
    comment = posted(plan)
    who = kaya(plan)
    first, again = write(plan, reply(plan, comment, who)), write(plan, reply(plan, comment, who))
    assert first[0].remote_id == again[0].remote_id
    ours, answer = plan.comments(MASTER)
    assert ours.discussion_id == answer.discussion_id
    assert plan.said(MASTER)[1] == f"@{account_of(who, 'notion')} Your turn.\n{REPLY_MARK}"


def test_a_reply_whose_outcome_is_unknown_is_not_doubled(plan: NotionPlan) -> None:
    comment = posted(plan)
    plan.server.faults.when(creating, faults.saved_and_dropped())
    write(plan, reply(plan, comment))
    assert len(plan.said(MASTER)) == 2


def test_a_thread_that_somebody_resolved_stays_so_and_who_must_act_is_told_in_a_new_one(plan: NotionPlan) -> None:
    comment = posted(plan)
    thread = plan.workspace.comments[comment].discussion_id
    plan.workspace.resolve_discussion(thread)
    write(plan, edit(plan, comment))
    assert len(write(plan, reply(plan, comment))) == 1
    assert len(write(plan, reply(plan, comment))) == 1
    ours, answer = plan.comments(MASTER)
    assert "better" in plan.said(MASTER)[0]
    assert plan.workspace.discussions[thread].resolved
    assert not plan.workspace.discussions[answer.discussion_id].resolved
    assert ours.discussion_id == thread


def test_a_thread_that_nobody_can_reach_once_it_is_resolved_is_as_good_as_deleted(plan: NotionPlan) -> None:
    plan.workspace.quirks.resolved_by_id = False
    comment = posted(plan)
    plan.workspace.resolve_discussion(plan.workspace.comments[comment].discussion_id)
    assert write(plan, edit(plan, comment), reply(plan, comment)) == []
    assert write(plan, remove(plan, comment)) != []


def test_our_comment_is_taken_back_with_our_replies_and_nothing_else(plan: NotionPlan) -> None:
    plan.workspace.comment(plan.pages[MASTER], "theirs, before")
    comment = posted(plan)
    write(plan, reply(plan, comment))
    plan.workspace.comment(plan.pages[MASTER], "theirs, after")
    write(plan, remove(plan, comment))
    assert plan.said(MASTER) == ["theirs, before", "theirs, after"]


def test_where_ours_began_the_thread_and_nobody_answered_it_all_goes(plan: NotionPlan) -> None:
    comment = posted(plan)
    write(plan, reply(plan, comment))
    write(plan, remove(plan, comment))
    assert plan.said(MASTER) == []


def test_the_answers_go_first_so_that_they_are_found_again_if_it_ends_in_between(plan: NotionPlan) -> None:
    comment = posted(plan)
    [answer] = write(plan, reply(plan, comment))
    write(plan, remove(plan, comment))
    deleted = [entry.path.rpartition("/")[2] for entry in plan.server.journal if entry.kind == "comments.delete"]
    assert deleted == [answer.remote_id, comment]


def test_where_ours_began_a_thread_that_people_answered_their_words_stay_under_a_closed_line(plan: NotionPlan) -> None:
    comment = posted(plan)
    plan.workspace.comment(plan.pages[MASTER], "on it")
    write(plan, reply(plan, comment))
    write(plan, remove(plan, comment))
    assert plan.said(MASTER) == [CLOSED, "on it"]
    assert found(plan) == ""
    write(plan, remove(plan, comment))
    assert plan.said(MASTER) == [CLOSED, "on it"]


def test_a_new_comment_after_a_closed_one_is_deleted_by_itself(plan: NotionPlan) -> None:
    comment = posted(plan)
    plan.workspace.comment(plan.pages[MASTER], "on it")
    write(plan, remove(plan, comment))
    second = posted(plan)
    assert found(plan) == second
    write(plan, remove(plan, second))
    assert plan.said(MASTER) == [CLOSED, "on it"]


def test_a_comment_in_a_resolved_thread_is_closed_and_the_thread_left(plan: NotionPlan) -> None:
    comment = posted(plan)
    plan.workspace.comment(plan.pages[MASTER], "done!")
    thread = plan.workspace.comments[comment].discussion_id
    plan.workspace.resolve_discussion(thread)
    assert len(write(plan, remove(plan, comment))) == 1
    assert plan.said(MASTER) == [CLOSED, "done!"]
    assert plan.workspace.discussions[thread].resolved


def test_replies_are_taken_back_where_somebody_deleted_our_comment_alone(plan: NotionPlan) -> None:
    plan.workspace.comment(plan.pages[MASTER], "theirs")
    comment = posted(plan)
    write(plan, reply(plan, comment))
    plan.workspace.delete_comment(plan.workspace.comments[comment])
    assert len(write(plan, remove(plan, comment))) == 1
    assert plan.said(MASTER) == ["theirs"]


@pytest.mark.parametrize(
    "trouble", [faults.saved_and_dropped(), troubles.saved_but_unavailable(), troubles.unavailable()]
)
def test_a_removal_whose_outcome_is_unknown_ends_as_removed(plan: NotionPlan, trouble: faults.Fault) -> None:
    comment = posted(plan)
    plan.server.faults.when(is_write, trouble)
    assert len(write(plan, remove(plan, comment))) == 1
    assert plan.said(MASTER) == []


def restricted(missing: Capability) -> NotionPlan:
    return NotionPlan((MASTER, COVER), capabilities=ALL - {missing})


def test_without_the_right_to_write_comments_the_flags_go_on_and_the_box_to_tick_is_named() -> None:
    with restricted(Capability.INSERT_COMMENTS) as plan:
        flag = SetMarks(plan.ref(COVER), COVER, Flag.BLOCKED, "it")
        receipts: list[Receipt] = []
        with pytest.raises(WriteFailed, match=r"comments were left out from “Final master”.*“Insert comments”"):
            receipts.extend(plan.target().apply([post(plan), flag, post(plan, COVER)]))
        assert [receipt.change for receipt in receipts] == [flag]
        assert plan.sent().count("comments.create") == 1


def test_without_the_right_to_read_comments_nothing_is_posted_where_one_may_stand() -> None:
    with restricted(Capability.READ_COMMENTS) as plan:
        target = plan.target()
        refs = [plan.ref(MASTER)]
        assert target.find_comments(refs, {refs[0].key: plan.mark(MASTER)}) == {}
        receipts = list(target.apply([post(plan), post(plan, COVER)]))
        assert [receipt.change.title for receipt in receipts] == [COVER]
        assert "Read comments" in target.remarks[0]


def test_pages_that_cannot_be_seen_have_no_comment_that_could_be_found(plan: NotionPlan) -> None:
    posted(plan)
    plan.workspace.unshare(plan.pages[MASTER])
    assert found(plan) == ""


def test_looking_costs_one_request_for_each_page_and_one_to_learn_who_we_are(plan: NotionPlan) -> None:
    posted(plan)
    plan.server.forget()
    assert found(plan)
    assert sorted(plan.sent()) == ["comments.list"] * 3 + ["users.me"]


def test_edits_move_no_other_comment(plan: NotionPlan) -> None:
    def theirs() -> list[str]:
        return [repr(c) for c in plan.comments(MASTER) if c.author == plan.workspace.owner.id]

    plan.workspace.comment(plan.pages[MASTER], "theirs")
    before = theirs()
    comment = posted(plan)
    write(plan, edit(plan, comment), remove(plan, comment))
    assert theirs() == before


@pytest.mark.parametrize("touched", [edit, remove])
def test_a_comment_of_another_connection_stays_and_is_not_called_deleted(plan: NotionPlan, touched: Touch) -> None:
    first = posted(plan)
    before = plan.said(MASTER)
    target = plan.target(notion=plan.notion(plan.workspace.connect("Streetdate, made anew")))
    receipts = list(target.apply([touched(plan, first)]))
    assert plan.said(MASTER) == before
    assert len(target.remarks) == 1
    assert "written by another connection" in target.remarks[0]
    assert MASTER in target.remarks[0]
    assert len(receipts) == (1 if touched is remove else 0), "what cannot be removed is not tried again"


def test_without_the_right_to_read_them_a_comment_that_cannot_be_changed_counts_as_deleted(plan: NotionPlan) -> None:
    first = posted(plan)
    blind = plan.workspace.connect("Blind", ALL - {Capability.READ_COMMENTS})
    target = plan.target(notion=plan.notion(blind))
    assert list(target.apply([edit(plan, first)])) == []
    assert "was deleted" in target.remarks[0]
