"""Full and incremental reads of a base, their requests counted, through the real SDK."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from connectors.airtable.budget import allowance_of
from connectors.errors import AccessDenied, ConnectorError, NotShared, SourceUnreadable
from connectors.record import LinkCell
from rules.model import Unknown
from tests.connectors.airtable.reading import Following, Team, bound, by_id, cell, team
from tests.standins import faults
from tests.standins.airtable import SCOPES, NewField, Origin, Role
from tests.standins.airtable.table import Table
from tests.standins.wire import Request


@pytest.fixture
def label() -> Iterator[Team]:
    with team() as made:
        yield made


def tasks(label: Team, rows: int = 0, name: str = "Tasks") -> Table:
    table = label.base.add_table(
        name,
        [
            NewField("Name"),
            NewField("State", "singleSelect", ("Open", "Done")),
            NewField("Notes", "multilineText"),
            NewField("Approved", "checkbox"),
            NewField("Flag", "singleSelect", ("Clear", "Attention", "Blocked")),
            NewField("Gaps", "multilineText"),
        ],
    )
    for number in range(rows):
        table.add({"Name": f"Task {number}", "State": "Open"})
    label.pass_time(minutes=10)
    return table


def test_a_full_read_brings_the_bound_fields_and_our_marks(label: Team) -> None:
    table = tasks(label)
    record = table.add({"Name": "Artwork", "State": "Done", "Notes": "unread", "Flag": "Blocked", "Gaps": "No brief."})
    pull = label.source(bound(table, "Name", "State", "Approved", flag="Flag", gaps="Gaps")).pull("")
    (read,) = pull.records
    assert (read.ref.tool, read.ref.container, read.ref.record) == ("airtable", table.id, record)
    assert read.ref.url == f"https://airtable.com/{label.base.id}/{table.id}/{record}"
    names = {table.field(name).id: name for name in ("Name", "State", "Approved")}
    assert {names[column]: value for column, value in read.cells.items()} == {
        "Name": "Artwork", "State": "Done", "Approved": False,
    }  # fmt: skip
    assert (read.marks.flag, read.marks.gaps, read.marks.comment) == ("Blocked", "No brief.", None)
    assert [(column.name, column.ours) for column in pull.tables[0].columns][-2:] == [("Flag", True), ("Gaps", True)]
    assert (pull.complete, pull.delta, pull.error) == (True, False, "")


def test_a_comment_is_looked_for_only_where_there_are_comments(label: Team) -> None:
    table = tasks(label, 2)
    first, second = table.records
    table.comment(first, "Hello", by=label.service.owner)
    pull = label.source(bound(table, "Name")).pull("")
    assert {read.ref.record: read.marks.comment for read in pull.records} == {first: Unknown.UNSEEN, second: None}


@pytest.mark.parametrize(("rows", "pages"), [(0, 1), (1, 1), (100, 1), (101, 2), (250, 3)])
def test_a_full_read_costs_a_schema_and_a_request_for_100_records(label: Team, rows: int, pages: int) -> None:
    one, other = tasks(label, rows), tasks(label, 3, "More")
    pull = label.source(bound(one, "Name"), bound(other, "Name"), webhook=False).pull("")
    assert len(pull.records) == rows + 3
    assert label.asked() == {"list_tables": 1, "list_records": pages + 1}
    assert pull.requests == pages + 2


def test_an_idle_read_costs_one_request_for_the_whole_base(label: Team) -> None:
    tables = [tasks(label, 40, f"Table {number}") for number in range(5)]
    following = Following(label.source(*(bound(table, "Name") for table in tables)))
    label.asked()
    for _ in range(30):
        label.pass_time(minutes=30)
        assert len(following.read()) == 200
        assert following.brought.requests == 1
        assert label.asked() == {"list_payloads": 1}


def test_an_edit_is_told_by_the_log_and_not_fetched(label: Team) -> None:
    table = tasks(label, 120)
    following = Following(label.source(bound(table, "Name", "State", "Approved")))
    record = next(iter(table.records))
    table.edit(record, {"Name": "Mastering", "State": "Done", "Approved": True})
    following.read()
    assert following.brought.requests == 1
    (read,) = following.brought.records
    assert [cell(following.brought, table, record, name) for name in ("Name", "State", "Approved")] == [
        "Mastering", "Done", True,
    ]  # fmt: skip
    assert read.marks.comment is Unknown.UNSEEN


def test_an_edit_of_a_field_that_nobody_bound_brings_nothing(label: Team) -> None:
    table = tasks(label, 3)
    following = Following(label.source(bound(table, "Name")))
    table.edit(next(iter(table.records)), {"Notes": "Thinking"})
    following.read()
    assert (following.brought.records, following.brought.requests) == ((), 1)


def test_after_our_own_writes_an_idle_read_still_costs_one_request_and_shows_them(label: Team) -> None:
    table = tasks(label, 120)
    following = Following(label.source(bound(table, "Name", flag="Flag", gaps="Gaps")))
    record = next(iter(table.records))
    fields = {table.field("Flag").id: "Blocked", table.field("Gaps").id: "No brief."}
    label.airtable.change(f"{label.base.id}/{table.id}", {"records": [{"id": record, "fields": fields}]})
    records = following.read()
    assert following.brought.requests == 1
    marks = next(read.marks for read in records if read.ref.record == record)
    assert (marks.flag, marks.gaps) == ("Blocked", "No brief.")


def test_another_programs_edits_and_deletions_are_seen(label: Team) -> None:
    table = tasks(label, 120)
    following = Following(label.source(bound(table, "Name")))
    first, second, third, *_ = table.records
    with label.base.action(label.service.owner, Origin.AUTOMATION):
        table.edit(first, {"Name": "By a machine"})
        table.delete(second)
    label.airtable.delete(f"{label.base.id}/{table.id}/{third}")
    records = following.read()
    assert len(records) == 118
    assert cell(following.brought, table, first, "Name") == "By a machine"
    assert following.brought.requests == 1


def test_new_records_are_fetched_for_they_may_have_computed_values(label: Team) -> None:
    table = tasks(label, 120)
    following = Following(label.source(bound(table, "Name")))
    table.add({"Name": "New"})
    assert len(following.read()) == 121
    assert label.asked() == {"list_tables": 1, "list_webhooks": 1, "create_webhook": 1, "list_records": 3,
                             "list_payloads": 1}  # fmt: skip


def test_a_record_that_is_deleted_before_it_can_be_fetched_is_gone(label: Team) -> None:
    table = tasks(label, 150)
    following = Following(label.source(bound(table, "Name")))
    stays, goes = table.add({"Name": "Stays"}), table.add({"Name": "Goes"})

    def delete(request: Request) -> bool:
        if goes in table.records and "filterByFormula" in dict(request.query):
            table.delete(goes)
        return False

    label.server.faults.when(delete, faults.dropped())
    read = {record.ref.record for record in following.read()}
    assert len(read) == 151
    assert stays in read
    assert goes not in read


@pytest.mark.parametrize("many", [1, 49, 50, 51, 120])
def test_a_long_log_is_read_to_its_end(label: Team, many: int) -> None:
    table = tasks(label, 400)
    following = Following(label.source(bound(table, "Name")))
    record = next(iter(table.records))
    for number in range(many):
        table.edit(record, {"Name": f"Edit {number}"})
    following.read()
    assert following.brought.requests == max(1, -(-many // 50))
    assert cell(following.brought, table, record, "Name") == f"Edit {many - 1}"


def test_a_log_that_is_longer_than_the_tables_is_left_for_a_full_read_and_a_new_log(label: Team) -> None:
    table = tasks(label, 5)
    following = Following(label.source(bound(table, "Name")))
    for number in range(50 * 3 + 1):
        table.edit(next(iter(table.records)), {"Name": f"Edit {number}"})
    following.read()
    assert not following.brought.delta
    assert len(label.base.webhooks) == 1
    following.read()
    assert (following.brought.delta, following.brought.requests) == (True, 1)


def test_a_computed_value_is_read_again_when_the_table_behind_it_changed(label: Team) -> None:
    releases = label.base.add_table("Releases", [NewField("Title")])
    release = releases.add({"Title": "Before"})
    table = label.base.add_table(
        "Tasks",
        [
            NewField("Name"),
            NewField("Release", "multipleRecordLinks", to="Releases"),
            NewField("Release title", "multipleLookupValues", link="Release", of="Title"),
        ],
    )
    records = [table.add({"Name": f"Task {number}", "Release": [release]}) for number in range(120)]
    following = Following(label.source(bound(releases, "Title"), bound(table, "Name", "Release", "Release title")))
    assert cell(following.brought, table, records[0], "Release") == (LinkCell(release),)
    releases.edit(release, {"Title": "After"})
    following.read()
    assert cell(following.brought, table, records[119], "Release title") == "After"
    assert following.brought.requests == 1 + 2


def test_our_own_marks_put_no_computed_value_out_of_date(label: Team) -> None:
    releases = label.base.add_table("Releases", [NewField("Title"), NewField("Flag", "singleSelect", ("Blocked",))])
    table = label.base.add_table(
        "Tasks",
        [
            NewField("Name"),
            NewField("Release", "multipleRecordLinks", to="Releases"),
            NewField("Shown", "multipleLookupValues", link="Release", of="Title"),
        ],
    )
    release = releases.add({"Title": "Album"})
    table.add({"Name": "Task", "Release": [release]})
    following = Following(label.source(bound(releases, "Title", flag="Flag"), bound(table, "Name", "Shown")))
    flag = {"id": release, "fields": {releases.field("Flag").id: "Blocked"}}
    label.airtable.change(f"{label.base.id}/{releases.id}", {"records": [flag]})
    following.read()
    assert (following.brought.requests, len(following.brought.records)) == (1, 1)


def test_on_a_small_plan_computed_values_are_read_again_later(label: Team) -> None:
    releases = label.base.add_table("Releases", [NewField("Title")])
    release = releases.add({"Title": "Before"})
    table = label.base.add_table(
        "Tasks",
        [
            NewField("Name"),
            NewField("Release", "multipleRecordLinks", to="Releases"),
            NewField("Shown", "multipleLookupValues", link="Release", of="Title"),
        ],
    )
    record = table.add({"Name": "Task", "Release": [release]})
    bindings = (bound(releases, "Title"), bound(table, "Name", "Shown"))
    free = allowance_of("free", None, 24)
    following = Following(label.source(*bindings, allowance=free))
    label.pass_time(hours=1)
    with label.base.action(origin=Origin.SYSTEM):
        releases.edit(release, {"Title": "After"})
    following.read()
    assert following.brought.requests == 1
    label.pass_time(hours=14)
    read = following.read()
    assert following.brought.whole == {table.id}
    assert next(each for each in read if each.ref.record == record).cells[table.field("Shown").id] == "After"


def test_everything_is_read_again_after_a_while_and_the_log_goes_on(label: Team) -> None:
    table = tasks(label, 3)
    following = Following(label.source(bound(table, "Name")))
    label.asked()
    label.pass_time(hours=24)
    following.read()
    assert not following.brought.delta
    assert label.asked() == {"list_tables": 1, "list_records": 1}
    table.edit(next(iter(table.records)), {"Name": "Later"})
    following.read()
    assert (following.brought.requests, len(following.brought.records)) == (1, 1)


def test_a_full_read_each_time_needs_no_webhook(label: Team) -> None:
    following = Following(label.source(bound(tasks(label, 3), "Name"), full_read=timedelta(0)))
    following.read()
    assert not following.brought.delta
    assert not label.base.webhooks


def test_other_settings_read_everything_again_and_change_the_webhook(label: Team) -> None:
    table = tasks(label, 3)
    before = label.source(bound(table, "Name", flag="Flag")).pull("")
    (old,) = label.base.webhooks
    after = label.source(bound(table, "Name", "State", flag="Flag")).pull(before.cursor)
    assert not after.delta
    (new,) = label.base.webhooks
    assert old != new


def test_a_cursor_of_something_else_reads_everything(label: Team) -> None:
    source = label.source(bound(tasks(label, 3), "Name"))
    for cursor in ("x", "{}", '{"version":99}', "[]", "null"):
        assert not source.pull(cursor).delta
    assert len(label.base.webhooks) == 1


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


def test_polling_declares_what_it_cannot_see_and_a_full_read_sees_it(label: Team) -> None:
    table = tasks(label, 120)
    following = Following(label.source(bound(table, "Name"), webhook=False))
    assert following.brought.unseen == ""
    following.read()
    assert "deletions and computed values" in following.brought.unseen
    assert "every 24 hours" in following.brought.unseen
    table.delete(next(iter(table.records)))
    label.pass_time(hours=1)
    assert len(following.read()) == 120
    label.pass_time(hours=23)
    assert len(following.read()) == 119


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


def test_looking_makes_no_webhook(label: Team) -> None:
    table = tasks(label, 3)
    source = label.source(bound(table, "Name"), running=False)
    assert len(source.pull(source.pull("").cursor).records) == 3
    assert not label.base.webhooks


def test_the_same_read_twice_gives_the_same(label: Team) -> None:
    table = tasks(label, 130)
    source = label.source(bound(table, "Name", "State"))
    before = source.pull("")
    table.edit(next(iter(table.records)), {"Name": "Edited"})
    assert by_id(source.pull(before.cursor)) == by_id(source.pull(before.cursor))
