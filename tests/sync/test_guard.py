"""Each guard by itself, at its edge, and lifted by its own option only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from connectors.changes import Flag, SetMarks
from rules.model import Ref
from sync.cli.run import command
from sync.guard import Guard, Held, Limits, Situation, TableCount, held
from sync.plan import Plan, assembled
from sync.step import Step

NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)
STOPPING = set(Guard) - {Guard.BUDGET}
"""Those that keep a run from writing anything."""
LIMITS = Limits(floor=25, changed=0.3, closed=0.5, lost=0.3, lost_floor=5)


def plan(records: int, flag: Flag = Flag.BLOCKED) -> Plan:
    refs = [Ref("fake", "Plan", str(number)) for number in range(records)]
    return assembled(
        [Step("plan", SetMarks(ref, "x", flag, None), "why") for ref in refs], lambda source, changes: len(changes)
    )


def options(plan: Plan, situation: Situation, *lifted: Guard) -> list[Guard]:
    return [reason.option for reason in held(plan, situation, LIMITS, lifted)]


@pytest.mark.parametrize(
    ("changed", "records", "first_run", "expected"),
    [
        pytest.param(26, 80, False, [Guard.CHANGES], id="over floor and share"),
        pytest.param(25, 26, False, [], id="at the floor, whatever the share"),
        pytest.param(30, 100, False, [], id="at the share"),
        pytest.param(31, 100, False, [Guard.CHANGES], id="just over the share"),
        pytest.param(90, 100, True, [], id="the first run writes what it must"),
    ],
)
def test_too_many_changes(changed: int, records: int, first_run: bool, expected: list[Guard]) -> None:
    assert options(plan(changed), Situation(records, 0, first_run)) == expected


def test_several_writes_on_one_record_are_one_record() -> None:
    step = plan(1).steps[0]
    many = assembled([step] * 60, lambda source, changes: 0)
    assert options(many, Situation(100, 0, False)) == []


@pytest.mark.parametrize(
    ("cleared", "flagged", "expected"),
    [(26, 51, [Guard.CLOSINGS]), (26, 52, []), (25, 25, []), (40, 40, [Guard.CLOSINGS])],
)
def test_too_many_closings(cleared: int, flagged: int, expected: list[Guard]) -> None:
    assert options(plan(cleared, Flag.CLEAR), Situation(1000, flagged, False)) == expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (10, 5, [Guard.SHRUNK]),
        (10, 7, []),
        (4, 0, []),
        (5, 0, [Guard.SHRUNK]),
        (100, 70, []),
        (100, 69, [Guard.SHRUNK]),
    ],
)
def test_a_table_that_shrank(before: int, now: int, expected: list[Guard]) -> None:
    assert options(Plan(), Situation(100, 0, False, [TableCount("plan", "Tasks", before, now)])) == expected


def test_columns_that_vanished_are_named() -> None:
    [reason] = held(Plan(), Situation(1, 0, False, columns=['plan: column "Owner" is gone']), LIMITS)
    assert (reason.option, reason.reason) == (Guard.COLUMNS, 'plan: column "Owner" is gone')


@pytest.mark.parametrize(("back", "expected"), [(-1, []), (0, []), (1, [Guard.CLOCK])])
def test_a_clock_that_went_back(back: int, expected: list[Guard]) -> None:
    assert options(Plan(), Situation(1, 0, False, now=NOON, last_run=NOON + timedelta(minutes=back))) == expected


@pytest.mark.parametrize("same", [True, False])
def test_another_plan_than_the_reviewed_one(same: bool) -> None:
    made = plan(2)
    digest = made.digest if same else "00000000"
    assert options(made, Situation(9, 0, False, expected_digest=digest)) == ([] if same else [Guard.DIGEST])


def test_each_guard_is_lifted_by_its_own_option_and_no_other() -> None:
    made = plan(60, Flag.CLEAR)
    worst = Situation(
        100,
        60,
        False,
        [TableCount("plan", "Tasks", 10, 1)],
        ["gone"],
        now=NOON,
        last_run=NOON + timedelta(hours=1),
        expected_digest="00000000",
    )
    assert set(options(made, worst)) == STOPPING
    for guard in STOPPING:
        assert set(options(made, worst, guard)) == STOPPING - {guard}


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        pytest.param(timedelta(minutes=10), None, id="at the limit"),
        pytest.param(timedelta(minutes=-10), None, id="at the limit, behind"),
        pytest.param(timedelta(minutes=11), "11 minutes ahead of that of plan", id="ahead"),
        pytest.param(timedelta(minutes=-11), "11 minutes behind that of plan", id="behind"),
        pytest.param(timedelta(hours=3), "3 hours ahead of", id="hours"),
        pytest.param(timedelta(days=4000), "4,000 days ahead of", id="years"),
    ],
)
def test_a_clock_that_is_not_a_tools(ahead: timedelta, said: str | None) -> None:
    found = held(Plan(), Situation(1, 0, False, now=NOON, last_run=NOON, ahead={"plan": ahead}), LIMITS)
    assert [reason.option for reason in found] == ([Guard.CLOCK] if said else [])
    assert all(str(said) in reason.reason for reason in found)


@pytest.mark.parametrize(
    ("days", "confirmed", "expected"),
    [(180, False, []), (181, False, [Guard.CLOCK]), (4000, True, []), (4000, False, [Guard.CLOCK])],
)
def test_a_clock_that_jumped_ahead_where_no_tool_confirms_it(days: int, confirmed: bool, expected: list[Guard]) -> None:
    ahead = {"plan": timedelta(seconds=2)} if confirmed else {}
    situation = Situation(1, 0, False, now=NOON, last_run=NOON - timedelta(days=days), ahead=ahead)
    assert options(Plan(), situation) == expected


def test_each_reason_says_how_to_allow_it_once_in_an_option_that_run_has() -> None:
    known = {name for param in command.params for name in param.opts}
    for guard in Guard:
        assert guard.value in known
        todo = Held(guard, "why").todo
        assert todo == (
            "look at the plan again: streetdate plan"
            if guard is Guard.DIGEST
            else f"to allow it once: streetdate run {guard.value}"
        )
