"""What people do to a base while it is read, and what else goes wrong: told, survived, and never taken for empty."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from connectors.airtable.budget import allowance_of
from connectors.errors import AccessDenied, ConnectorError, NotShared, SourceUnreadable
from connectors.record import LinkCell
from rules.model import Unknown
from tests.connectors.airtable.reading import Following, Team, bound, cell, tasks, team
from tests.standins import faults
from tests.standins.airtable import SCOPES, NewField, Role
from tests.standins.wire import Request


@pytest.fixture
def label() -> Iterator[Team]:
    with team() as made:
        yield made


def test_a_renamed_field_and_table_are_read_with_their_new_names(label: Team) -> None:
    table = tasks(label, 3)
    following = Following(label.source(bound(table, "Name")))
    table.rename_field("Name", "Work")
    table.rename("Works")
    assert len(following.read()) == 3
    (read,) = following.brought.tables
    assert (read.title, read.columns[0].name) == ("Works", "Work")


def test_a_retyped_field_is_read_in_its_new_type(label: Team) -> None:
    table = tasks(label, 3)
    following = Following(label.source(bound(table, "Name", "State")))
    table.retype_field("State", "singleLineText")
    following.read()
    assert following.brought.whole == {table.id}
    state = next(column for column in following.brought.tables[0].columns if column.name == "State")
    assert state.type == "text"


@pytest.mark.parametrize("webhook", [True, False])
def test_a_deleted_field_is_no_column_any_more_and_never_empty_cells(label: Team, webhook: bool) -> None:
    table = tasks(label, 3)
    binding = bound(table, "Name", "State")
    following = Following(label.source(binding, webhook=webhook))
    state = table.field("State").id
    table.delete_field("State")
    records = following.read()
    assert state not in {column.id for column in following.brought.tables[0].columns}
    assert all(state not in record.cells for record in records)
    assert following.brought.complete


def test_a_hidden_field_is_read_all_the_same(label: Team) -> None:
    table = tasks(label, 1)
    table.hide_field("State")
    pull = label.source(bound(table, "Name", "State")).pull("")
    assert cell(pull, table, next(iter(table.records)), "State") == "Open"


def test_a_deleted_option_empties_its_cells(label: Team) -> None:
    table = tasks(label, 3)
    following = Following(label.source(bound(table, "Name", "State")))
    table.delete_option("State", "Open")
    assert all(table.field("State").id not in record.cells for record in following.read())


@pytest.mark.parametrize("webhook", [True, False])
def test_a_deleted_table_leaves_the_read_incomplete_and_the_others_readable(label: Team, webhook: bool) -> None:
    table, other = tasks(label, 3), tasks(label, 2, "Other")
    following = Following(label.source(bound(table, "Name"), bound(other, "Name"), webhook=webhook))
    label.base.delete_table("Tasks")
    following.read()
    assert not following.brought.complete
    assert following.brought.error == (
        f"“Tasks” (https://airtable.com/{label.base.id}/{table.id}) could not be read: it was deleted"
    )
    assert following.brought.cursor == ""


def test_nothing_at_all_is_an_error(label: Team) -> None:
    table = tasks(label, 3)
    binding = bound(table, "Name")
    label.base.delete_table("Tasks")
    with pytest.raises(SourceUnreadable, match="it was deleted"):
        label.source(binding).pull("")


def test_a_base_of_500_tables_costs_one_request_for_its_schema(label: Team) -> None:
    for number in range(499):
        label.base.add_table(f"Table {number}", [NewField("Name")])
    table = tasks(label, 1)
    pull = label.source(bound(table, "Name"), webhook=False).pull("")
    assert (pull.requests, [each.title for each in pull.tables]) == (2, ["Tasks"])


def test_a_record_with_100_links_is_read_with_all_of_them(label: Team) -> None:
    releases = label.base.add_table("Releases", [NewField("Title")])
    table = label.base.add_table("Tasks", [NewField("Name"), NewField("For", "multipleRecordLinks", to="Releases")])
    linked = [releases.add({"Title": f"Release {number}"}) for number in range(100)]
    record = table.add({"Name": "Everything", "For": linked[:50]})
    following = Following(label.source(bound(table, "Name", "For")))
    assert cell(following.brought, table, record, "For") == tuple(map(LinkCell, linked[:50]))
    table.edit(record, {"For": linked})
    following.read()
    assert cell(following.brought, table, record, "For") == tuple(map(LinkCell, linked))
    assert following.brought.requests == 1


def test_a_computed_field_in_error_is_unreadable_and_says_so(label: Team) -> None:
    def divide(_: object) -> object:
        raise ZeroDivisionError

    table = label.base.add_table("Tasks", [NewField("Name"), NewField("Sum", "formula", compute=divide)])
    record = table.add({"Name": "Task"})
    following = Following(label.source(bound(table, "Name", "Sum")))
    assert cell(following.brought, table, record, "Sum") is Unknown.UNREADABLE
    (unreadable,) = following.brought.unreadable
    assert "#ERROR!" in unreadable.reason
    table.edit(record, {"Name": "Task 1"})
    following.read()
    assert cell(following.brought, table, record, "Sum") is Unknown.UNREADABLE


def test_formula_text_in_names_does_no_harm(label: Team) -> None:
    wild = "Re'lease \"{x}\" \\ OR(TRUE(),'\n')"
    table = label.base.add_table(wild, [NewField(wild), NewField(f"{wild}2")])
    for number in range(120):
        table.add({wild: f"{wild} {number}"})
    following = Following(label.source(bound(table, wild)))
    table.add({wild: wild})
    assert len(following.read()) == 121


def test_an_iterator_that_expires_begins_its_table_again(label: Team) -> None:
    table = tasks(label, 350)

    def expire(request: Request) -> bool:
        if "offset" in dict(request.query) and not expired:
            expired.append(request.number)
            label.service.iterators.expire()
        return False

    expired: list[int] = []
    label.server.faults.when(expire, faults.dropped())
    pull = label.source(bound(table, "Name"), webhook=False).pull("")
    assert len({record.ref.record for record in pull.records}) == len(pull.records) == 350
    assert expired
    assert label.asked() == {"list_tables": 1, "list_records": 6}


def test_a_failed_pull_keeps_the_place_in_the_log(label: Team) -> None:
    table = tasks(label, 3)
    source = label.source(bound(table, "Name"))
    before = source.pull("")
    table.add({"Name": "New"})
    label.server.faults.when(lambda request: table.id in request.path, faults.dropped(), times=6)
    with pytest.raises(ConnectorError, match="broke before the answer"):
        source.pull(before.cursor)
    assert len(source.pull(before.cursor).records) == 4


def test_one_answer_that_is_no_json_does_not_stop_a_read(label: Team) -> None:
    table = tasks(label, 3)
    label.server.faults.when(faults.anything, faults.not_json(), times=2)
    assert len(label.source(bound(table, "Name")).pull("").records) == 3


def test_a_base_that_is_not_shared_is_told_with_what_to_click() -> None:
    with team(role=Role.NONE) as label, pytest.raises(NotShared, match="shows the token nothing there") as raised:
        label.source(bound(tasks(label, 3), "Name"), running=False).pull("")
    assert "collaborators" in (raised.value.hint or "")


def test_a_read_only_token_reads_by_polling() -> None:
    with team(role=Role.READ) as label:
        tables = [tasks(label, 120), tasks(label, 3, "More")]
        following = Following(label.source(*(bound(table, "Name") for table in tables)))
        assert "there is no webhook" in following.brought.unseen
        label.asked()
        label.pass_time(minutes=30)
        tables[0].edit(next(iter(tables[0].records)), {"Name": "Edited"})
        tables[1].delete(next(iter(tables[1].records)))
        assert len(following.read()) == 122
        assert label.asked() == {"list_records": 2}
        assert len(following.brought.records) == 1 + 2


def test_a_schedule_that_needs_a_webhook_is_refused_with_the_sum_where_none_can_be_made() -> None:
    scopes = tuple(scope for scope in SCOPES if scope != "webhook:manage")
    with team(scopes=scopes) as label:
        tables = [tasks(label, 3, f"Table {number}") for number in range(5)]
        bindings = [bound(table, "Name") for table in tables]
        source = label.source(*bindings, allowance=allowance_of("free", None, 24))
        with pytest.raises(
            AccessDenied, match=r"24 runs a day × at least 5 requests × 30 days = 3,600 requests"
        ) as raised:
            source.pull("")
        assert "webhook:manage" in (raised.value.hint or "")
        assert label.asked() == {"list_webhooks": 1}
        by_hand = label.source(*bindings, allowance=allowance_of("free", None, 0))
        assert len(by_hand.pull("").records) == 15
