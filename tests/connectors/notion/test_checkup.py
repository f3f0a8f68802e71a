"""Each right of a connection by itself, each missing one with what to click; nothing is changed by asking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from connectors.access import Access
from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import Subject
from connectors.notion.checkup import NotionCheckup
from tests.connectors.notion.plan import NotionPlan, without_columns
from tests.standins import faults
from tests.standins.notion import ALL, Capability

READ, FLAGS = "read “Deliverables”", "our columns in “Deliverables”"


def access(plan: NotionPlan) -> Mapping[str, Access]:
    lines = NotionCheckup(plan.notion(), [plan.binding]).access()
    found = {line.what: line for line in lines}
    assert len(found) == len(lines)
    return found


def granted(plan: NotionPlan) -> Mapping[str, bool | None]:
    return {what: line.granted for what, line in access(plan).items()}


ALL_GRANTED = {
    "use the token": True,
    READ: True,
    FLAGS: True,
    "write flags": None,
    "read comments": True,
    "write comments": None,
    "see who people are": True,
}


def test_a_connection_with_every_right_lacks_nothing_and_nothing_was_changed(plan: NotionPlan) -> None:
    before = {title: repr(page) for title, page in plan.pages.items()}
    assert granted(plan) == ALL_GRANTED
    assert {title: repr(page) for title, page in plan.pages.items()} == before
    assert plan.workspace.comments == {}
    assert not any(entry.saved for entry in plan.server.journal if entry.kind in ("pages.update", "comments.create"))


def test_the_token_is_shown_by_whose_it_is(plan: NotionPlan) -> None:
    assert access(plan)["use the token"].why == f"as “Streetdate” in “{plan.workspace.name}”"


@pytest.mark.parametrize(
    ("missing", "what", "tick"),
    [
        ({Capability.READ_CONTENT}, READ, "Read content"),
        ({Capability.UPDATE_CONTENT}, "write flags", "Update content"),
        ({Capability.READ_COMMENTS}, "read comments", "Read comments"),
        ({Capability.INSERT_COMMENTS}, "write comments", "Insert comments"),
        ({Capability.READ_USERS, Capability.READ_MAIL}, "see who people are", "Read user information"),
        ({Capability.READ_MAIL}, "see people's mail addresses", "including email addresses"),
    ],
)
def test_each_missing_right_is_named_with_the_box_to_tick(missing: set[Capability], what: str, tick: str) -> None:
    with NotionPlan(("Final master",), capabilities=ALL - missing) as plan:
        line = access(plan)[what]
        assert line.granted is False
        assert tick in line.todo
        assert "“Streetdate”" in line.todo
        assert line.needed is (what != "see people's mail addresses")


def test_a_database_that_is_not_shared_is_another_sentence(plan: NotionPlan) -> None:
    plan.workspace.unshare(plan.table)
    line = access(plan)[READ]
    assert line.granted is False
    assert "not shared" in line.why
    assert line.todo == "open the database in Notion: ••• → Connections → add “Streetdate”"


def test_a_revoked_token_is_all_there_is_to_say(plan: NotionPlan) -> None:
    plan.workspace.revoke(plan.token)
    [line] = access(plan).values()
    assert (line.what, line.granted) == ("use the token", False)
    assert line.todo
    assert plan.token.secret not in f"{line}"


def test_a_tool_that_does_not_answer_is_not_a_missing_right(plan: NotionPlan) -> None:
    plan.server.faults.when(lambda _: True, faults.dropped(), times=None)
    [line] = access(plan).values()
    assert line.granted is None
    assert line.why


def disagreed(plan: NotionPlan) -> None:
    plan.binding = without_columns(plan.binding)


def deleted(plan: NotionPlan) -> None:
    plan.workspace.delete_property(plan.table, "Streetdate flag")


@pytest.mark.parametrize(("happened", "why"), [(disagreed, "nobody has agreed"), (deleted, "deleted or changed")])
def test_missing_columns_of_ours_are_a_comfort_that_init_makes(
    plan: NotionPlan, happened: Callable[[NotionPlan], None], why: str
) -> None:
    happened(plan)
    line = access(plan)[FLAGS]
    assert (line.granted, line.needed) == (False, False)
    assert why in line.why
    assert "streetdate init notion" in line.todo


def test_a_table_on_which_no_gap_can_stand_lacks_no_columns(plan: NotionPlan) -> None:
    people = replace(without_columns(plan.binding), subject=Subject.PEOPLE)
    lines = NotionCheckup(plan.notion(), [people]).access()
    assert [line.what for line in lines if "Deliverables" in line.what] == [READ]
    assert plan.target(people).notice() == ""


def test_one_page_of_all_databases_is_enough_to_try_on(plan: NotionPlan) -> None:
    others = [plan.workspace.database(f"Other {n}", {"Name": "title"}) for n in range(3)]
    bindings = [plan.binding, *(TableBinding(other.id, Subject.RELEASES) for other in others)]
    NotionCheckup(plan.notion(), bindings).access()
    assert plan.sent().count("data_sources.query") == 1
    assert plan.sent().count("data_sources.retrieve") == 4


def test_without_a_page_to_try_on_it_is_said_that_it_cannot_be_told() -> None:
    with NotionPlan() as plan:
        found = access(plan)
        assert (found["write flags"].granted, found["read comments"].granted) == (None, None)
        assert "no page" in found["read comments"].why
