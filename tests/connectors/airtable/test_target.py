"""Flags on records: ten in one request, past whatever people did to the records, the fields or the token."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from connectors.airtable.errors import TokenRefused
from connectors.airtable.webhook import make
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
from connectors.errors import AccessDenied, BudgetSpent, ConnectorError, WriteFailed
from connectors.explore import FLAG_NAME, GAPS_NAME
from connectors.wanted import wanted_of
from tests.connectors.airtable.plan import AirtablePlan, without_columns
from tests.standins import faults
from tests.standins.airtable import FREE, SCOPES, Role
from tests.standins.airtable.application import kind
from tests.standins.wire import Request, Response

MASTER, COVER, TEASER = "Final master", "Cover artwork", "Teaser video"


def flag(
    plan: AirtablePlan, title: str, value: Flag | None = Flag.BLOCKED, gaps: str | None = "Blocker GAT005: it"
) -> SetMarks:
    return SetMarks(plan.ref(title), title, value, gaps)


def post(plan: AirtablePlan, title: str) -> PostComment:
    mark = plan.mark(title)
    return PostComment(plan.ref(title), title, f"Streetdate: look.\n{mark}", mark, looked=True)


def shown(plan: AirtablePlan, title: str) -> tuple[Any, Any]:
    return plan.value(title, FLAG_NAME), plan.value(title, GAPS_NAME)


@contextmanager
def made(count: int = 3, **settings: object) -> Iterator[AirtablePlan]:
    titles = (MASTER, COVER, TEASER, *(f"Work {number}" for number in range(3, count)))
    plan = AirtablePlan(titles[:count], **settings)  # type: ignore[arg-type]
    try:
        yield plan
    finally:
        plan.close()


def writing(request: Request) -> bool:
    return kind(request) == "update_records"


@pytest.mark.parametrize("count", [1, 10, 11, 25])
def test_ten_flags_with_their_texts_go_in_one_request_and_no_schema_is_read(count: int) -> None:
    with made(count) as plan:
        target = plan.target()
        changes = [flag(plan, title) for title in plan.records]
        expected = -(-count // 10)
        assert target.cost(changes) == expected
        receipts = list(target.apply(changes))
        assert plan.sent() == ["update_records"] * expected
        assert ([receipt.change for receipt in receipts], target.requests) == (changes, expected)
        assert {shown(plan, title) for title in plan.records} == {("Blocked", "Blocker GAT005: it")}


def test_tables_are_written_one_after_the_other(plan: AirtablePlan) -> None:
    videos = plan.add_table("Videos")
    plan.records["Clip"] = videos.add({"Deliverable": "Clip"})
    clip = SetMarks(plan.ref("Clip", videos), "Clip", Flag.ATTENTION, "x")
    target = plan.target(plan.binding, plan.bound(videos))
    changes: list[Change] = [flag(plan, MASTER), flag(plan, COVER), clip]
    assert target.cost(changes) == 2
    assert len(list(target.apply(changes))) == 3
    assert plan.sent() == ["update_records"] * 2
    assert videos.cell(plan.records["Clip"], FLAG_NAME) == "Attention"


def test_names_that_people_give_our_fields_do_not_matter(plan: AirtablePlan) -> None:
    plan.table.rename_field(FLAG_NAME, 'Ampel "{rot}"')
    plan.table.rename_field(GAPS_NAME, "Lücken\n\\")
    list(plan.target().apply([flag(plan, MASTER)]))
    assert (plan.value(MASTER, 'Ampel "{rot}"'), plan.value(MASTER, "Lücken\n\\")) == ("Blocked", "Blocker GAT005: it")


def test_what_is_sent_counts_for_the_target_only_while_it_writes(plan: AirtablePlan) -> None:
    airtable = plan.airtable()
    target = plan.target(airtable=airtable)
    plan.source(airtable=airtable).pull("")
    assert (target.requests, airtable.requests > 0) == (0, True)
    list(target.apply([flag(plan, MASTER)]))
    assert target.requests == 1


def test_nothing_else_on_the_record_or_in_the_schema_changes(plan: AirtablePlan) -> None:
    plan.table.edit(plan.records[MASTER], {"Notes": "theirs", "Owner": plan.ana.id})
    before, schema = plan.table.row(plan.records[MASTER]), [field.shown() for field in plan.table.fields.values()]
    list(
        plan.target().apply([flag(plan, MASTER), flag(plan, MASTER, Flag.CLEAR, None), flag(plan, MASTER, None, None)])
    )
    assert plan.table.row(plan.records[MASTER]) == before
    assert [field.shown() for field in plan.table.fields.values()] == schema


def unnamed(_: Response) -> Response:
    return Response.of({"error": {"type": "ROW_DOES_NOT_EXIST"}}, 422)


@pytest.mark.parametrize("named", [True, False], ids=["named", "not named"])
@pytest.mark.parametrize("lost", [1, 2, 4])
def test_records_that_are_gone_are_passed_over_and_the_others_are_written_in_few_requests(
    named: bool, lost: int
) -> None:
    with made(10) as plan:
        titles = list(plan.records)
        for title in titles[:lost]:
            plan.remove(title)
        if not named:
            plan.server.faults.when(writing, faults.saved_but(unnamed))
        target = plan.target()
        changes = [flag(plan, title) for title in titles]
        receipts = list(target.apply(changes))
        assert [receipt.change for receipt in receipts] == changes[lost:]
        assert len(target.remarks) == lost
        assert all(title in remark for title, remark in zip(titles, target.remarks, strict=False))
        assert plan.ref(titles[0]).url in target.remarks[0]
        assert shown(plan, titles[-1]) == ("Blocked", "Blocker GAT005: it")
        # One refusal for each that is named; else the schema and one list tell of all that are gone.
        assert target.requests == (lost + 1 if named else 4)


def test_comments_on_a_record_that_is_gone_are_not_even_sent(plan: AirtablePlan) -> None:
    plan.remove(COVER)
    target = plan.target()
    receipts = list(target.apply([flag(plan, COVER), post(plan, COVER), flag(plan, TEASER), post(plan, TEASER)]))
    assert [receipt.change.title for receipt in receipts] == [TEASER, TEASER]
    assert len(target.remarks) == 1
    assert plan.sent() == ["update_records", "update_records", "create_comment"]


def test_a_table_that_was_deleted_is_named_once_and_the_others_go_on(plan: AirtablePlan) -> None:
    videos = plan.add_table("Videos")
    plan.records["Clip"] = videos.add({"Deliverable": "Clip"})
    clip = SetMarks(plan.ref("Clip", videos), "Clip", Flag.BLOCKED, "x")
    changes: list[Change] = [flag(plan, MASTER), flag(plan, COVER), clip, flag(plan, TEASER)]
    target = plan.target(plan.binding, plan.bound(videos))
    plan.base.delete_table("Deliverables")
    assert [receipt.change.title for receipt in target.apply(changes)] == ["Clip"]
    [remark] = target.remarks
    assert "“Deliverables” was deleted in Airtable" in remark


@pytest.mark.parametrize("lose", ["delete flag", "delete gaps", "retype flag", "retype gaps"])
@pytest.mark.parametrize("when", ["before", "between"])
def test_fields_that_were_deleted_or_retyped_are_left_alone_and_comments_go_on(
    plan: AirtablePlan, lose: str, when: str
) -> None:
    verb, _, which = lose.partition(" ")
    target = plan.target()
    if when == "between":
        list(target.apply([flag(plan, TEASER)]))
    name = FLAG_NAME if which == "flag" else GAPS_NAME
    if verb == "delete":
        plan.table.delete_field(name)
    else:
        plan.table.retype_field(name, "number")
    changes: list[Change] = [flag(plan, MASTER), flag(plan, COVER), post(plan, MASTER)]
    receipts = list(target.apply(changes))
    assert [receipt.change for receipt in receipts] == changes[2:]
    [remark] = target.remarks
    assert "“Deliverables”" in remark
    assert "streetdate init airtable" in remark
    assert target.capabilities.unflagged == {plan.table.id}
    assert "comments only" in target.notice()
    before = target.requests
    list(target.apply([flag(plan, MASTER)]))
    assert target.requests == before


def options(plan: AirtablePlan) -> list[str]:
    return [choice.name for choice in plan.table.field(plan.binding.flag).choices]


@pytest.mark.parametrize("how", ["deleted", "renamed"])
def test_an_option_that_somebody_deleted_or_renamed_is_put_back_beside_all_others(plan: AirtablePlan, how: str) -> None:
    plan.table.edit(plan.records[TEASER], {FLAG_NAME: "Ask Ana"})
    if how == "deleted":
        plan.table.delete_option(FLAG_NAME, "Blocked")
    else:
        plan.table.rename_option(FLAG_NAME, "Blocked", "Blockiert")
    before = options(plan)
    target = plan.target()
    receipts = list(target.apply([flag(plan, MASTER), flag(plan, COVER)]))
    assert (len(receipts), target.remarks) == (2, ())
    assert options(plan) == [*before, "Blocked"]
    assert [plan.value(title, FLAG_NAME) for title in (MASTER, COVER, TEASER)] == ["Blocked", "Blocked", "Ask Ana"]
    assert plan.sent() == ["update_records", "list_tables", "update_records"]
    list(target.apply([flag(plan, TEASER)]))
    assert target.requests == 4


def test_an_option_that_an_editor_may_not_put_back_is_named() -> None:
    with made(role=Role.EDIT) as plan:
        plan.table.delete_option(FLAG_NAME, "Blocked")
        with pytest.raises(WriteFailed, match=r"“Deliverables”: our flag field has lost “Blocked”") as error:
            list(plan.target().apply([flag(plan, MASTER)]))
        assert "spelled exactly so" in error.value.hint
        assert options(plan) == ["Clear", "Attention"]


@pytest.mark.parametrize(
    ("settings", "says", "todo"),
    [
        ({"role": Role.READ}, "does not allow this token", "role"),
        ({"role": Role.COMMENT}, "does not allow this token", "role"),
        (
            {"scopes": [scope for scope in SCOPES if scope != "data.records:write"]},
            "does not let the token write in “Deliverables”",
            "data.records:write",
        ),
    ],
)
def test_a_token_that_only_reads_writes_nothing_and_what_to_add_is_named(
    settings: dict[str, Any], says: str, todo: str
) -> None:
    with made(**settings) as plan:
        with pytest.raises(AccessDenied, match=says) as error:
            list(plan.target().apply([flag(plan, MASTER)]))
        assert todo in error.value.hint
        assert shown(plan, MASTER) == (None, None)


def test_a_token_that_is_revoked_in_the_middle_stops_the_target_with_its_receipts_kept() -> None:
    with made(11) as plan:
        receipts: list[Receipt] = []
        with pytest.raises(TokenRefused) as error:
            for receipt in plan.target().apply([flag(plan, title) for title in plan.records]):
                receipts.append(receipt)
                plan.token.revoked = True
        assert len(receipts) == 10
        assert plan.token.secret not in f"{error.value!r} {error.value.hint}"


def test_a_month_that_is_spent_stops_at_once() -> None:
    with made(plan=FREE) as plan:
        plan.base.workspace.calls[f"{plan.clock.now():%Y-%m}"] = 1000
        with pytest.raises(BudgetSpent):
            list(plan.target().apply([flag(plan, MASTER)]))
        assert len(plan.sent()) == 1


def test_a_penalty_that_another_program_provoked_is_waited_out(plan: AirtablePlan) -> None:
    plan.service.limits.penalize(plan.base.id)
    before = plan.clock.monotonic()
    assert len(list(plan.target().apply([flag(plan, MASTER), post(plan, MASTER)]))) == 2
    assert 30 <= plan.clock.monotonic() - before < 35
    assert plan.sent() == ["update_records", "update_records", "create_comment"]


@pytest.mark.parametrize(
    "trouble",
    [
        faults.dropped(),
        faults.saved_and_dropped(),
        faults.refused(Response(503)),
        faults.not_json(502, saved=True),
        faults.not_json(),
    ],
)
def test_flags_are_repeated_until_they_are_saved(plan: AirtablePlan, trouble: faults.Fault) -> None:
    plan.server.faults.when(writing, trouble, times=2)
    assert len(list(plan.target().apply([flag(plan, MASTER), flag(plan, COVER)]))) == 2
    assert shown(plan, COVER) == ("Blocked", "Blocker GAT005: it")


def test_errors_are_of_the_connectors_own_kind(plan: AirtablePlan) -> None:
    plan.server.faults.when(writing, faults.refused(Response(503)), times=None)
    with pytest.raises(ConnectorError):
        list(plan.target().apply([flag(plan, MASTER)]))


def test_what_airtable_refuses_for_reasons_of_its_own_is_said_in_its_words(plan: AirtablePlan) -> None:
    full = Response.of({"error": {"type": "TOO_BIG", "message": "The base is full"}}, 422)
    plan.server.faults.when(writing, faults.refused(full), times=None)
    with pytest.raises(WriteFailed, match=r"Final master.*The base is full"):
        list(plan.target().apply([flag(plan, MASTER)]))


def test_where_nobody_agreed_to_fields_it_is_said_before_and_only_comments_are_meant(plan: AirtablePlan) -> None:
    target = plan.target(without_columns(plan.binding))
    assert target.capabilities.unflagged == {plan.table.id}
    assert not target.capabilities.flags_on(plan.ref(MASTER))
    assert target.notice().startswith("“Deliverables” has no columns of ours and gets comments only")


def test_what_changes_cost_at_least(plan: AirtablePlan) -> None:
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
    assert [target.cost([change]) for change in changes] == [1, 1, 2, 1, 2, 2]
    assert (target.cost(changes), target.cost([]), target.requests) == (9, 0, 0)


def test_retracting_removes_our_webhook_and_says_where_our_fields_stay(plan: AirtablePlan) -> None:
    airtable = plan.airtable()
    target = plan.target(airtable=airtable)
    make(airtable, wanted_of([plan.binding]))
    theirs = plan.airtable().create(f"bases/{plan.base.id}/webhooks", {"specification": {
        "options": {"filters": {"dataTypes": ["tableData"]}}}})  # fmt: skip
    [line] = target.retract()
    assert line == f"removed our webhook from https://airtable.com/{plan.base.id}"
    assert list(plan.base.webhooks) == [theirs["id"]]
    [remark] = target.remarks
    assert f"“{FLAG_NAME}” and “{GAPS_NAME}” stayed" in remark
    assert list(target.retract()) == []
    plan.table.delete_field(FLAG_NAME)
    list(target.retract())
    assert f"our field “{GAPS_NAME}” stayed" in target.remarks[0]
    plan.table.delete_field(GAPS_NAME)
    assert (list(target.retract()), target.remarks) == ([], ())
