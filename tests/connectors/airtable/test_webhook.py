"""Our webhook: made once, recognised, given up when it cannot be trusted, and never anybody else's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from connectors.airtable.webhook import make, remove, specification
from connectors.errors import ConnectorError
from connectors.wanted import wanted_of
from tests.connectors.airtable.reading import Following, Team, bound, team
from tests.standins import faults
from tests.standins.airtable import NewField, Role
from tests.standins.airtable.table import Table
from tests.standins.faults import Fault
from tests.standins.wire import Request, Response


@pytest.fixture
def label() -> Iterator[Team]:
    with team() as made:
        yield made


def tasks(label: Team, rows: int = 3) -> Table:
    table = label.base.add_table("Tasks", [NewField("Name"), NewField("Flag", "singleSelect", ("Clear", "Blocked"))])
    for number in range(rows):
        table.add({"Name": f"Task {number}"})
    return table


def others(label: Team, **parts: Any) -> str:
    """Make a webhook as another program would, and return its id."""
    filters = {"options": {"filters": {"dataTypes": ["tableData"]}}}
    made = label.airtable.create(f"bases/{label.base.id}/webhooks", {"specification": filters, **parts})
    return str(made["id"])


def creates(request: Request) -> bool:
    return request.method == "POST" and request.path.endswith("/webhooks")


def test_it_calls_nobody_and_watches_everything_whoever_does_it(label: Team) -> None:
    table = tasks(label)
    wanted = wanted_of([bound(table, "Name", flag="Flag")])
    hook = label.base.webhooks[make(label.airtable, wanted).id]
    assert hook.notification_url is None
    assert hook.written == specification(wanted)
    assert not (hook.watches.sources or hook.watches.data_fields or hook.watches.change_types)


def test_it_is_made_before_the_records_are_read_so_that_no_change_falls_between(label: Team) -> None:
    label.source(bound(tasks(label), "Name")).pull("")
    kinds = [entry.kind for entry in label.server.journal]
    assert kinds == ["list_webhooks", "create_webhook", "list_tables", "list_records"]


def test_a_lost_store_takes_up_the_one_that_stands(label: Team) -> None:
    table = tasks(label)
    source = label.source(bound(table, "Name"))
    source.pull("")
    table.edit(next(iter(table.records)), {"Name": "Edited"})
    following = Following(source)
    assert len(label.base.webhooks) == 1
    following.read()
    assert following.brought.records == ()


def test_another_programs_are_never_touched_nor_taken(label: Team) -> None:
    table = tasks(label)
    theirs = {others(label), others(label, notificationUrl="https://hook.example")}
    wanted = wanted_of([bound(table, "Name", flag="Flag")])
    with_address = label.airtable.create(
        f"bases/{label.base.id}/webhooks",
        {"specification": specification(wanted), "notificationUrl": "https://hook.example"},
    )["id"]
    label.source(bound(table, "Name", flag="Flag")).pull("")
    assert len(label.base.webhooks) == 4
    assert remove(label.airtable, wanted) == 1
    assert set(label.base.webhooks) == {*theirs, with_address}


def test_removing_finds_ours_after_the_bound_fields_changed(label: Team) -> None:
    table = tasks(label)
    make(label.airtable, wanted_of([bound(table, "Name", flag="Flag")]))
    assert remove(label.airtable, wanted_of([bound(table, flag="Flag")])) == 1
    assert remove(label.airtable, wanted_of([bound(table, flag="Flag")])) == 0


def test_one_of_ours_that_was_turned_off_is_replaced(label: Team) -> None:
    following = Following(label.source(bound(tasks(label), "Name")))
    (old,) = label.base.webhooks.values()
    old.enabled = False
    label.source(bound(label.base.table("Tasks"), "Name")).pull("")
    assert list(label.base.webhooks) != [old.id]
    assert len(label.base.webhooks) == 1
    assert len(following.read()) == 3


def test_no_eleventh_is_made(label: Team) -> None:
    theirs = [others(label) for _ in range(10)]
    pull = label.source(bound(tasks(label), "Name")).pull("")
    assert "TOO_MANY_WEBHOOKS" in pull.unseen
    assert list(label.base.webhooks) == theirs


@pytest.mark.parametrize("fault", [faults.saved_and_dropped(), faults.not_json(502, saved=True)])
def test_one_that_may_have_been_made_is_not_made_twice(label: Team, fault: Fault) -> None:
    label.server.faults.when(creates, fault)
    table = tasks(label)
    first = label.source(bound(table, "Name"), full_read=timedelta(hours=1)).pull("")
    assert first.complete
    label.pass_time(hours=2)
    label.source(bound(table, "Name"), full_read=timedelta(hours=1)).pull(first.cursor)
    assert len(label.base.webhooks) == 1


def lose(label: Team) -> None:
    label.base.webhooks.clear()


def expire(label: Team) -> None:
    label.pass_time(days=7)


def purge(label: Team) -> None:
    label.pass_time(days=15)


@pytest.mark.parametrize("trouble", [lose, expire, purge])
def test_one_that_is_gone_or_ran_out_is_replaced_after_a_full_read(label: Team, trouble: Any) -> None:
    table = tasks(label)
    following = Following(label.source(bound(table, "Name"), full_read=timedelta(days=30)))
    trouble(label)
    table.delete(next(iter(table.records)))
    assert len(following.read()) == 2
    assert not following.brought.delta
    assert len(label.base.webhooks) == 1
    table.delete(next(iter(table.records)))
    assert len(following.read()) == 1
    assert (following.brought.delta, following.brought.requests) == (True, 1)


def test_reading_keeps_it_alive_for_longer_than_a_week(label: Team) -> None:
    table = tasks(label)
    following = Following(label.source(bound(table, "Name"), full_read=timedelta(days=31)))
    for day in range(28):
        label.pass_time(days=1)
        table.edit(next(iter(table.records)), {"Name": f"Day {day}"})
        following.read()
        assert (following.brought.delta, following.brought.requests) == (True, 1)


def test_looking_after_it_ran_out_reads_everything_and_makes_none(label: Team) -> None:
    table = tasks(label)
    before = label.source(bound(table, "Name")).pull("")
    label.pass_time(days=8)
    label.asked()
    pull = label.source(bound(table, "Name"), full_read=timedelta(days=30), running=False).pull(before.cursor)
    assert not pull.delta
    assert label.asked() == {"list_tables": 1, "list_records": 1}


def test_a_log_with_a_hole_is_not_trusted(label: Team) -> None:
    table = tasks(label)
    following = Following(label.source(bound(table, "Name")))
    (hook,) = label.base.webhooks.values()
    hook._keep(label.clock.now(), 1, {"error": True, "code": "INVALID_HOOK"})
    following.read()
    assert not following.brought.delta
    assert hook.id not in label.base.webhooks


def test_a_token_that_loses_the_right_goes_on_by_polling() -> None:
    with team() as label:
        table = tasks(label)
        following = Following(label.source(bound(table, "Name")))
        label.base.share(label.robot, Role.READ)
        label.token.scopes = label.token.scopes - {"webhook:manage"}
        table.delete(next(iter(table.records)))
        assert len(following.read()) == 2
        label.asked()
        assert len(following.read()) == 2
        assert label.asked() == {"list_records": 1}


def test_removing_without_the_right_removes_nothing_and_is_no_failure() -> None:
    with team(role=Role.READ, scopes=("data.records:read",)) as label:
        assert remove(label.airtable, wanted_of([bound(tasks(label), "Name")])) == 0


def test_a_removal_whose_answer_was_lost_is_done(label: Team) -> None:
    wanted = wanted_of([bound(tasks(label), "Name")])
    make(label.airtable, wanted)
    label.server.faults.when(lambda request: request.method == "DELETE", faults.saved_and_dropped())
    assert remove(label.airtable, wanted) == 1
    assert not label.base.webhooks


def test_an_answer_without_an_id_makes_no_webhook_of_ours(label: Team) -> None:
    label.server.faults.when(creates, faults.saved_but(Response.of({"macSecretBase64": "x"})))
    with pytest.raises(ConnectorError, match="did not say which"):
        make(label.airtable, wanted_of([bound(tasks(label), "Name")]))
