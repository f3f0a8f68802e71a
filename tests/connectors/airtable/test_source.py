"""Full and incremental reads of a base, their requests counted, through the real SDK."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from connectors.airtable.budget import allowance_of
from connectors.record import LinkCell
from rules.model import Unknown
from tests.connectors.airtable.reading import Following, Team, bound, by_id, cell, tasks, team
from tests.standins import faults
from tests.standins.airtable import NewField, Origin
from tests.standins.wire import Request


@pytest.fixture
def label() -> Iterator[Team]:
    with team() as made:
        yield made


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
