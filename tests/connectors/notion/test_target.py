"""Flags on pages: by option id, in one request, past whatever people did to the page, the columns or the sharing."""

from __future__ import annotations

from dataclasses import replace

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
from connectors.errors import ConnectorError, WriteFailed
from connectors.explore import FLAG_NAME, GAPS_NAME
from connectors.notion.errors import CapabilityMissing, TokenRefused
from tests.connectors.notion.plan import COLUMNS, OURS, NotionPlan, without_columns
from tests.standins.notion import ALL, Capability, is_write, troubles

MASTER, COVER, TEASER = "Final master", "Cover artwork", "Teaser video"


def flag(
    plan: NotionPlan, title: str, value: Flag | None = Flag.BLOCKED, gaps: str | None = "Blocker GAT005: it"
) -> SetMarks:
    return SetMarks(plan.ref(title), title, value, gaps)


def post(plan: NotionPlan, title: str) -> PostComment:
    mark = plan.mark(title)
    return PostComment(plan.ref(title), title, f"Streetdate: look.\n{mark}", mark, looked=True)


def shown(plan: NotionPlan, title: str) -> tuple[str | None, str]:
    return plan.value(title, FLAG_NAME), plan.value(title, GAPS_NAME)


def test_flag_and_gaps_go_in_one_request_and_the_schema_is_read_once(plan: NotionPlan) -> None:
    target = plan.target()
    changes = [flag(plan, title) for title in plan.pages]
    assert target.cost(changes) == 4
    receipts = list(target.apply(changes))
    assert plan.sent() == ["data_sources.retrieve", "pages.update", "pages.update", "pages.update"]
    assert (len(receipts), target.requests, target.cost(changes)) == (3, 4, 3)
    assert shown(plan, MASTER) == ("Blocked", "Blocker GAT005: it")


def test_the_option_is_written_by_its_id_and_the_users_names_for_columns_do_not_matter(plan: NotionPlan) -> None:
    plan.workspace.rename_property(plan.table, FLAG_NAME, "Ampel")
    plan.workspace.rename_property(plan.table, GAPS_NAME, "Lücken")
    list(plan.target().apply([flag(plan, MASTER)]))
    assert (plan.value(MASTER, "Ampel"), plan.value(MASTER, "Lücken")) == ("Blocked", "Blocker GAT005: it")


def test_what_is_sent_counts_for_the_target_only_while_it_writes(plan: NotionPlan) -> None:
    notion = plan.notion()
    target = plan.target(notion=notion)
    plan.source(notion=notion).pull("")
    assert (target.requests, notion.requests > 0) == (0, True)
    list(target.apply([flag(plan, MASTER)]))
    assert target.requests == 2


def test_the_longest_gaps_text_fits(plan: NotionPlan) -> None:
    gaps = "🎚️" * 1000 + "x" * 1500
    list(plan.target().apply([flag(plan, MASTER, Flag.BLOCKED, gaps)]))
    assert plan.value(MASTER, GAPS_NAME) == gaps


def test_nothing_else_on_the_page_or_in_the_schema_changes(plan: NotionPlan) -> None:
    plan.workspace.edit(plan.pages[MASTER], {"Notes": "theirs"})
    schema = {name: repr(prop) for name, prop in plan.table.properties.items()}
    ours = {plan.binding.flag, plan.binding.gaps}
    before = {key: value for key, value in plan.pages[MASTER].values.items() if key not in ours}
    list(
        plan.target().apply([flag(plan, MASTER), flag(plan, MASTER, Flag.CLEAR, None), flag(plan, MASTER, None, None)])
    )
    after = {key: value for key, value in plan.pages[MASTER].values.items() if key not in ours}
    assert (after, shown(plan, MASTER)) == (before, (None, ""))
    assert {name: repr(prop) for name, prop in plan.table.properties.items()} == schema


@pytest.mark.parametrize("disturb", ["trash", "unshare", "move"])
def test_a_page_that_is_out_of_reach_is_passed_over_in_one_sentence(plan: NotionPlan, disturb: str) -> None:
    page = plan.pages[COVER]
    if disturb == "trash":
        plan.workspace.trash(page)
    elif disturb == "unshare":
        plan.workspace.unshare(page)
    else:
        other = plan.workspace.database("Archive", dict(COLUMNS))
        page.source = other.id
    target = plan.target()
    changes: list[Change] = [flag(plan, MASTER), flag(plan, COVER), flag(plan, TEASER)]
    receipts = list(target.apply(changes))
    assert [receipt.change for receipt in receipts] == [changes[0], changes[2]]
    [remark] = target.remarks
    assert COVER in remark
    assert plan.ref(COVER).url in remark
    word = {"trash": "trash", "unshare": "no longer shared", "move": "moved out of “Deliverables”"}[disturb]
    assert word in remark


def test_comments_on_a_page_in_the_trash_are_passed_over_too(plan: NotionPlan) -> None:
    plan.workspace.trash(plan.pages[COVER])
    target = plan.target()
    receipts = list(target.apply([post(plan, COVER), post(plan, TEASER)]))
    assert [receipt.change.title for receipt in receipts] == [TEASER]
    assert len(target.remarks) == 1
    assert "trash" in target.remarks[0]


def test_a_database_that_was_unshared_is_named_once_and_the_others_go_on(plan: NotionPlan) -> None:
    other = plan.workspace.database("Videos", {**COLUMNS, **OURS})
    page = plan.workspace.add_page(other, {"Deliverable": "Clip"})
    clip = replace(plan.ref(MASTER), container=other.id, record=page.id)
    plan.workspace.unshare(plan.table)
    target = plan.target(plan.binding, plan.bound(other))
    receipts = list(target.apply([flag(plan, MASTER), flag(plan, COVER), SetMarks(clip, "Clip", Flag.BLOCKED, "x")]))
    assert [receipt.change.title for receipt in receipts] == ["Clip"]
    [remark] = target.remarks
    assert "“Deliverables”" in remark
    assert "Connections" in remark


@pytest.mark.parametrize("lose", ["delete flag", "delete gaps", "retype flag", "retype gaps"])
@pytest.mark.parametrize("when", ["before", "between"])
def test_columns_that_were_deleted_or_retyped_are_left_alone_and_comments_go_on(
    plan: NotionPlan, lose: str, when: str
) -> None:
    def disturb() -> None:
        verb, _, which = lose.partition(" ")
        name = FLAG_NAME if which == "flag" else GAPS_NAME
        if verb == "delete":
            plan.workspace.delete_property(plan.table, name)
        else:
            plan.workspace.retype(plan.table, name, "number")

    target = plan.target()
    if when == "between":
        list(target.apply([flag(plan, TEASER)]))
    disturb()
    plan.server.forget()
    changes: list[Change] = [flag(plan, MASTER), flag(plan, COVER), post(plan, MASTER)]
    receipts = list(target.apply(changes))
    assert [receipt.change for receipt in receipts] == changes[2:]
    [remark] = target.remarks
    assert "“Deliverables”" in remark
    assert "streetdate init notion" in remark
    assert target.capabilities.unflagged == {plan.table.id}
    assert "comments only" in target.notice()
    before = target.requests
    list(target.apply([flag(plan, MASTER)]))
    assert target.requests == before


def test_a_deleted_option_of_ours_is_put_back_beside_all_others(plan: NotionPlan) -> None:
    plan.workspace.add_option(plan.table, FLAG_NAME, "Ask Ana")
    plan.workspace.edit(plan.pages[TEASER], {FLAG_NAME: "Ask Ana"})
    plan.workspace.delete_option(plan.table, FLAG_NAME, "Blocked")
    kept = {option.id for option in plan.table.properties[plan.binding.flag].options}
    list(plan.target().apply([flag(plan, MASTER), flag(plan, COVER)]))
    options = plan.table.properties[plan.binding.flag].options
    assert sorted(option.name for option in options) == ["Ask Ana", "Attention", "Blocked", "Clear"]
    assert kept < {option.id for option in options}
    assert [plan.value(title, FLAG_NAME) for title in (MASTER, COVER, TEASER)] == ["Blocked", "Blocked", "Ask Ana"]


def test_an_option_that_is_deleted_between_two_writes_is_put_back(plan: NotionPlan) -> None:
    target = plan.target()
    list(target.apply([flag(plan, MASTER)]))
    plan.workspace.delete_option(plan.table, FLAG_NAME, "Blocked")
    assert len(list(target.apply([flag(plan, COVER)]))) == 1
    assert (plan.value(COVER, FLAG_NAME), target.remarks) == ("Blocked", ())


def test_an_option_that_cannot_be_put_back_is_named(plan: NotionPlan) -> None:
    plan.workspace.delete_option(plan.table, FLAG_NAME, "Blocked")
    for number in range(98):
        plan.workspace.add_option(plan.table, FLAG_NAME, f"Theirs {number}")
    before = len(plan.table.properties[plan.binding.flag].options)
    with pytest.raises(WriteFailed, match=r"has lost “Blocked”.*100 options") as error:
        list(plan.target().apply([flag(plan, MASTER)]))
    assert "spelled exactly so" in error.value.hint
    assert len(plan.table.properties[plan.binding.flag].options) == before


def test_without_the_right_to_update_nothing_is_written_and_the_box_to_tick_is_named() -> None:
    with NotionPlan((MASTER,), capabilities=ALL - {Capability.UPDATE_CONTENT}) as plan:
        with pytest.raises(CapabilityMissing) as error:
            list(plan.target().apply([flag(plan, MASTER)]))
        assert "“Update content”" in error.value.hint
        assert shown(plan, MASTER) == (None, "")


def test_a_token_that_is_revoked_in_the_middle_stops_the_target_with_its_receipts_kept(plan: NotionPlan) -> None:
    receipts: list[Receipt] = []
    with pytest.raises(TokenRefused) as error:
        for receipt in plan.target().apply([flag(plan, MASTER), flag(plan, COVER)]):
            receipts.append(receipt)
            plan.workspace.revoke(plan.token)
    assert len(receipts) == 1
    assert plan.token.secret not in f"{error.value!r} {error.value.hint}"


def test_a_workspace_at_its_block_limit_is_said_in_notions_own_words(plan: NotionPlan) -> None:
    plan.workspace.quirks.full = True
    with pytest.raises(WriteFailed, match=r"Final master.*block limit"):
        list(plan.target().apply([flag(plan, MASTER), flag(plan, COVER)]))
    with pytest.raises(WriteFailed, match=r"comments were left out from “Final master”.*block limit"):
        list(plan.target().apply([post(plan, MASTER), post(plan, COVER)]))


@pytest.mark.parametrize(
    "trouble",
    [
        troubles.unavailable(),
        troubles.saved_but_unavailable(),
        troubles.overloaded(),
        troubles.limited(90),
        troubles.conflict(),
    ],
)
def test_a_write_by_id_is_repeated_until_it_is_saved(plan: NotionPlan, trouble: object) -> None:
    plan.server.faults.when(is_write, trouble, times=2)  # type: ignore[arg-type]
    assert len(list(plan.target().apply([flag(plan, MASTER)]))) == 1
    assert shown(plan, MASTER) == ("Blocked", "Blocker GAT005: it")


def test_where_nobody_agreed_to_columns_it_is_said_before_and_only_comments_are_meant(plan: NotionPlan) -> None:
    target = plan.target(without_columns(plan.binding))
    assert target.capabilities.unflagged == {plan.table.id}
    assert not target.capabilities.flags_on(plan.ref(MASTER))
    assert target.notice().startswith("“Deliverables” has no columns of ours and gets comments only")


def test_what_changes_cost_at_least(plan: NotionPlan) -> None:
    ref, mark = plan.ref(MASTER), plan.mark(MASTER)
    changes: list[Change] = [
        flag(plan, MASTER),
        post(plan, MASTER),
        replace(post(plan, MASTER), looked=False),
        EditComment(ref, MASTER, "c", "b"),
        ReplyComment(ref, MASTER, "c", "b", mark),
        RemoveComment(ref, MASTER, "c"),
    ]
    target = plan.target()
    assert [target.cost([change]) for change in changes] == [2, 1, 2, 1, 2, 2]
    assert target.cost(changes) == 10
    assert target.requests == 0


def test_retracting_deletes_our_columns_and_no_others(plan: NotionPlan) -> None:
    theirs = [name for name in plan.table.properties if name not in plan.binding.ours]
    [line] = plan.target().retract()
    assert list(plan.table.properties) == theirs
    assert line == f"removed our columns “{FLAG_NAME}” and “{GAPS_NAME}” from “Deliverables”"
    assert list(plan.target().retract()) == []


@pytest.mark.parametrize("column", [FLAG_NAME, GAPS_NAME])
def test_columns_that_hold_what_people_wrote_stay(plan: NotionPlan, column: str) -> None:
    plan.workspace.edit(plan.pages[TEASER], {column: "ask Ana"})
    target = plan.target()
    assert list(target.retract()) == []
    assert plan.binding.ours <= plan.table.properties.keys()
    assert "stayed" in target.remarks[0]


def test_a_column_of_another_type_is_not_ours_any_more_and_stays(plan: NotionPlan) -> None:
    plan.workspace.retype(plan.table, FLAG_NAME, "number")
    [line] = plan.target().retract()
    assert FLAG_NAME not in line
    assert plan.table.named(FLAG_NAME) is not None
    assert plan.table.named(GAPS_NAME) is None


def test_retracting_from_a_database_out_of_sight_says_so(plan: NotionPlan) -> None:
    plan.workspace.unshare(plan.table)
    target = plan.target()
    assert list(target.retract()) == []
    assert "no longer shared" in target.remarks[0]


def test_without_bound_columns_retracting_asks_nothing(plan: NotionPlan) -> None:
    target = plan.target(without_columns(plan.binding))
    assert (list(target.retract()), target.requests) == ([], 0)


def test_errors_are_of_the_connectors_own_kind(plan: NotionPlan) -> None:
    plan.server.faults.when(is_write, troubles.unavailable(), times=None)
    with pytest.raises(ConnectorError):
        list(plan.target().apply([flag(plan, MASTER)]))
