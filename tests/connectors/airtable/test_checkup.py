"""Each right of a token by itself, each missing one with what to click; nothing is changed by asking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from connectors.access import Access
from connectors.airtable.checkup import AirtableCheckup
from connectors.mapping.meanings import Subject
from tests.connectors.airtable.plan import AirtablePlan, without_columns
from tests.standins import faults
from tests.standins.airtable import SCOPES, Role
from tests.standins.wire import Response

READ, FIELDS = "read “Deliverables”", "our fields in “Deliverables”"
ALL_GRANTED = {
    "use the token": True,
    "open the base": True,
    READ: True,
    FIELDS: True,
    "write flags": True,
    "read comments": True,
    "write comments": True,
    "make a webhook": True,
}


def access(plan: AirtablePlan) -> Mapping[str, Access]:
    lines = AirtableCheckup(plan.airtable(), [plan.binding]).access()
    found = {line.what: line for line in lines}
    assert len(found) == len(lines)
    return found


def granted(plan: AirtablePlan) -> Mapping[str, bool | None]:
    return {what: line.granted for what, line in access(plan).items()}


def test_a_token_with_every_right_lacks_nothing_and_nothing_is_sent_but_questions(plan: AirtablePlan) -> None:
    assert granted(plan) == ALL_GRANTED
    assert {entry.method for entry in plan.server.journal} == {"GET"}
    assert len(plan.server.journal) == 5


def test_whose_name_the_comments_will_bear_is_said(plan: AirtablePlan) -> None:
    assert "service account" in access(plan)["use the token"].why


@pytest.mark.parametrize(
    ("scope", "what", "needed"),
    [
        ("data.records:read", READ, True),
        ("data.records:write", "write flags", True),
        ("data.recordComments:read", "read comments", True),
        ("data.recordComments:write", "write comments", True),
        ("schema.bases:read", "open the base", True),
        ("webhook:manage", "make a webhook", False),
    ],
)
def test_each_missing_scope_is_named(scope: str, what: str, needed: bool) -> None:
    plan = AirtablePlan(("Final master",), scopes=[each for each in SCOPES if each != scope])
    line = access(plan)[what]
    assert (line.granted, line.needed) == (False, needed)
    assert scope in line.todo
    assert "https://airtable.com/create/tokens" in line.todo
    plan.close()


@pytest.mark.parametrize(
    ("role", "missing"),
    [
        (Role.EDIT, {"make a webhook"}),
        (Role.COMMENT, {"make a webhook", "write flags"}),
        (Role.READ, {"make a webhook", "write flags", "write comments"}),
    ],
)
def test_a_role_that_does_not_suffice_is_named_with_the_one_that_does(role: Role, missing: set[str]) -> None:
    plan = AirtablePlan(("Final master",), role=role)
    found = access(plan)
    assert {what for what, line in found.items() if line.granted is False} == missing
    assert all("Share, in the base" in found[what].todo for what in missing)
    assert "Creator" in found["make a webhook"].todo
    assert "every run asks each table" in found["make a webhook"].why
    plan.close()


def test_where_airtable_does_not_tell_the_scopes_the_role_still_tells(plan: AirtablePlan) -> None:
    plan.service.settings.tells_scopes = False
    found = access(plan)
    assert (found["write flags"].granted, found["write flags"].todo) == (None, "")
    assert found["read comments"].granted is True
    plan.base.share(plan.robot, Role.READ)
    assert access(plan)["write flags"].granted is False


@pytest.mark.parametrize("how", ["not shared", "not on the token"])
def test_a_base_that_the_token_does_not_open_is_all_there_is_to_say_of_it(plan: AirtablePlan, how: str) -> None:
    if how == "not shared":
        plan.base.share(plan.robot, Role.NONE)
    else:
        plan.token.bases = frozenset()
    found = access(plan)
    assert list(found) == ["use the token", "open the base"]
    assert "add the base to the token" in found["open the base"].todo


def test_a_revoked_token_is_all_there_is_to_say(plan: AirtablePlan) -> None:
    plan.token.revoked = True
    [line] = access(plan).values()
    assert (line.what, line.granted) == ("use the token", False)
    assert line.todo
    assert plan.token.secret not in f"{line}"


def test_a_tool_that_does_not_answer_is_not_a_missing_right(plan: AirtablePlan) -> None:
    plan.server.faults.when(lambda _: True, faults.dropped(), times=None)
    [line] = access(plan).values()
    assert line.granted is None
    assert line.why


def disagreed(plan: AirtablePlan) -> None:
    plan.binding = without_columns(plan.binding)


def deleted(plan: AirtablePlan) -> None:
    plan.table.delete_field("Streetdate flag")


@pytest.mark.parametrize(("happened", "why"), [(disagreed, "nobody has agreed"), (deleted, "deleted or changed")])
@pytest.mark.parametrize("role", [Role.CREATE, Role.EDIT])
def test_missing_fields_of_ours_are_a_comfort_that_init_makes_where_it_may(
    happened: Callable[[AirtablePlan], None], why: str, role: Role
) -> None:
    plan = AirtablePlan(("Final master",), role=role)
    happened(plan)
    found = access(plan)
    line, making = found[FIELDS], found["make our fields"]
    assert (line.granted, line.needed) == (False, False)
    assert why in line.why
    assert "streetdate init airtable" in line.todo
    assert (making.granted, making.needed) == (role is Role.CREATE, False)
    plan.close()


def test_a_table_that_was_deleted_is_said_to_be(plan: AirtablePlan) -> None:
    plan.base.delete_table("Deliverables")
    line = access(plan)[READ]
    assert (line.granted, line.why) == (False, "it was deleted")


def test_without_a_record_to_try_on_the_scope_tells() -> None:
    plan = AirtablePlan()
    assert granted(plan) == ALL_GRANTED
    plan.close()


@pytest.mark.parametrize("answer", [{}, {"id": 3, "scopes": "all", "email": None}, {"scopes": [1]}])
def test_an_odd_answer_about_the_token_tells_nothing(plan: AirtablePlan, answer: Any) -> None:
    plan.server.faults.when(lambda request: request.path.endswith("whoami"), faults.refused(Response.of(answer)))
    assert granted(plan)["write flags"] is None


def test_tables_on_which_no_gap_can_stand_need_no_fields_and_one_record_is_read_of_all(plan: AirtablePlan) -> None:
    people = plan.add_table("People", agreed=False)
    people.add({"Deliverable": "Ana"})
    binding = replace(plan.bound(people), subject=Subject.PEOPLE)
    lines = AirtableCheckup(plan.airtable(), [plan.binding, binding]).access()
    assert {line.what: line.granted for line in lines} == {**ALL_GRANTED, "read “People”": True}
    assert plan.sent().count("list_records") == 1
    assert plan.target(plan.binding, binding).notice() == ""


def test_tables_of_which_the_same_is_to_be_said_share_a_line(plan: AirtablePlan) -> None:
    bare, videos = plan.add_table("Bare", agreed=False), plan.add_table("Videos")
    bindings = [plan.binding, plan.bound(bare), plan.bound(videos)]
    lines = [line for line in AirtableCheckup(plan.airtable(), bindings).access() if line.what.startswith("our fields")]
    assert [(line.what, line.granted) for line in lines] == [
        ("our fields in “Deliverables”, “Videos”", True), ("our fields in “Bare”", False)
    ]  # fmt: skip


def test_where_nobody_agreed_to_fields_the_right_to_write_flags_is_not_needed() -> None:
    plan = AirtablePlan(("Final master",), role=Role.COMMENT)
    assert access(plan)["write flags"].needed
    disagreed(plan)
    assert not access(plan)["write flags"].needed
    plan.close()


@pytest.mark.parametrize(("too_dense", "needed"), [("", False), ("24 runs a day × 5", True)])
def test_a_webhook_is_needed_where_the_schedule_does_not_fit_without_one(
    plan: AirtablePlan, too_dense: str, needed: bool
) -> None:
    plan.token.scopes = plan.token.scopes - {"webhook:manage"}
    lines = AirtableCheckup(plan.airtable(), [plan.binding], too_dense).access()
    webhook = next(line for line in lines if line.what == "make a webhook")
    assert (webhook.granted, webhook.needed, too_dense in webhook.why) == (False, needed, True)
