"""What is around a base: clocks that are off, months that turn, other accounts, other sources of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from connectors.airtable.source import AirtableSource
from connectors.errors import BudgetSpent, NotShared
from tests.connectors.airtable.reading import UNLIMITED, Following, Team, bound, by_id, client, tasks, team
from tests.standins import faults
from tests.standins.airtable import FREE, NewField, Role
from tests.standins.airtable.table import Table

DAY = timedelta(days=1)


@pytest.fixture
def label() -> Iterator[Team]:
    with team() as made:
        yield made


class Astray:
    """A clock of ours that is off."""

    def __init__(self, label: Team, off: timedelta) -> None:
        self.off = off
        self._label = label

    def source(self, table: Table, *, webhook: bool) -> AirtableSource:
        return AirtableSource(
            "plan", self._label.airtable, [bound(table, "Name", "State")],
            clock=lambda: self._label.clock.now() + self.off, full_read=DAY, allowance=UNLIMITED, webhook=webhook,
            running=True,
        )  # fmt: skip


def people_work(label: Team, table: Table) -> None:
    """Somebody edits and adds records, ten minutes pass."""
    table.edit(next(iter(table.records)), {"Name": "Edited"})
    table.add({"Name": "New", "State": "Open"})
    label.pass_time(minutes=10)


def truth(label: Team, table: Table) -> object:
    return by_id(label.source(bound(table, "Name", "State"), webhook=False).pull(""))


@pytest.mark.parametrize("webhook", [True, False])
@pytest.mark.parametrize("off", [DAY, -DAY, 400 * DAY])
def test_a_clock_that_is_off_misses_nothing(label: Team, off: timedelta, webhook: bool) -> None:
    table = tasks(label, 130)
    following = Following(Astray(label, off).source(table, webhook=webhook))
    for _ in range(3):
        people_work(label, table)
        assert following.read() == truth(label, table)
        assert following.brought.delta


@pytest.mark.parametrize("webhook", [True, False])
@pytest.mark.parametrize("jump", [DAY / 2, -DAY / 2, 8 * DAY, -8 * DAY])
def test_a_clock_that_is_set_misses_nothing(label: Team, jump: timedelta, webhook: bool) -> None:
    table = tasks(label, 130)
    clock = Astray(label, timedelta(0))
    following = Following(clock.source(table, webhook=webhook))
    people_work(label, table)
    following.read()
    clock.off = jump
    people_work(label, table)
    assert following.read() == truth(label, table)
    people_work(label, table)
    assert following.read() == truth(label, table)


def test_a_month_that_is_spent_is_waited_for_and_nothing_of_it_is_missed() -> None:
    with team(plan=FREE) as label:
        table = tasks(label, 3)
        source = label.source(bound(table, "Name", "State"))
        before = source.pull("")
        label.base.workspace.calls[f"{label.clock.now():%Y-%m}"] = 1_000
        table.edit(next(iter(table.records)), {"Name": "Edited"})
        with pytest.raises(BudgetSpent, match="for this month"):
            source.pull(before.cursor)
        assert label.server.journal[-1].status == 429
        sent = len(label.server.journal)
        with pytest.raises(BudgetSpent):
            source.pull(before.cursor)
        assert len(label.server.journal) == sent + 1, "a month that is spent was asked again"
        label.pass_time(days=29)
        assert by_id(source.pull(before.cursor)) == truth(label, table)


def test_a_month_that_turns_between_two_pages_goes_unnoticed() -> None:
    with team(plan=FREE) as label:
        table = tasks(label, 250)
        now = label.clock.now()
        label.pass_time(seconds=(now.replace(day=30, hour=23, minute=59, second=59) - now).total_seconds())
        label.base.workspace.calls["2026-11"] = 998
        # Two requests are left: the schema, and the first page, whose answer comes when the month has turned.
        label.server.faults.when(lambda request: table.id in request.path, faults.delayed(1.5))
        pull = label.source(bound(table, "Name"), webhook=False).pull("")
        assert (pull.complete, len(pull.records), pull.requests) == (True, 250, 4)
        assert label.base.workspace.calls["2026-12"] == 2


def test_a_token_of_another_account_takes_up_where_the_first_one_was(label: Team) -> None:
    table = tasks(label, 130)
    binding = bound(table, "Name", flag="Flag")
    before = label.source(binding).pull("")
    ana = label.service.person("Ana", "ana@label.example")
    label.base.share(ana, Role.CREATE)
    people_work(label, table)
    with closing(client(label.service.token(ana).secret, label.base.id, label.server.url, label.clock)) as hers:
        label.airtable, robots = hers, label.airtable
        pull = label.source(binding).pull(before.cursor)
        label.airtable = robots
    assert (pull.delta, len(pull.records), len(label.base.webhooks)) == (True, 2, 1)


def test_a_token_of_somebody_who_does_not_share_the_base_is_told_what_to_click(label: Team) -> None:
    table = tasks(label, 3)
    before = label.source(bound(table, "Name")).pull("")
    private = label.service.token(label.service.person("Ben", "ben@home.example")).secret
    with closing(client(private, label.base.id, label.server.url, label.clock)) as his:
        label.airtable, robots = his, label.airtable
        with pytest.raises(NotShared, match="shows the token nothing there") as raised:
            label.source(bound(table, "Name")).pull(before.cursor)
        label.airtable = robots
    assert "collaborators" in (raised.value.hint or "")
    assert private not in f"{raised.value!r}{raised.value.hint}"


@pytest.mark.parametrize("same", [True, False])
def test_two_sources_on_one_base_follow_it_side_by_side(label: Team, same: bool) -> None:
    table = tasks(label, 3)
    other = label.base.add_table("Other", [NewField("Name")])
    other.add({"Name": "One"})
    one = Following(label.source(bound(table, "Name", flag="Flag")))
    two = Following(label.source(bound(table, "Name", flag="Flag") if same else bound(other, "Name")))
    assert len(label.base.webhooks) == (1 if same else 2)
    for _ in range(2):
        people_work(label, table)
        label.asked()
        assert len(one.read()) == len(table.records)
        assert len(two.read()) == (len(table.records) if same else 1)
        # Each reads the log once; a new record is fetched by whoever wants it.
        assert label.asked() == {"list_payloads": 2, "list_records": 2 if same else 1}
