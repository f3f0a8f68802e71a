"""What a month's requests still carry is written, the most urgent first; the rest waits and is said in figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.calls.budget import Allowance, Left
from connectors.changes import Change, Flag, PostComment, SetMarks
from rules.model import Ref
from sync.affordable import affordable
from sync.guard import Guard
from sync.plan import Plan, assembled
from sync.step import Step

FREE = Allowance("Airtable's Free plan", 1_000, 24)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def cost(source: str, changes: Sequence[Change]) -> int:
    """Ten flags are one request, a comment is one."""
    flags = sum(isinstance(change, SetMarks) for change in changes)
    return ceil(flags / 10) + len(changes) - flags


def left(for_writing: int) -> Left:
    return Left("the Free plan", 1_000, 700, 300 - for_writing, 228)


def steps(record: str, flag: Flag, source: str = "plan") -> list[Step]:
    ref = Ref("fake", "Plan", record)
    return [
        Step(source, SetMarks(ref, record, flag, None), "why"),
        Step(source, PostComment(ref, record, "words", "mark"), "why"),
    ]


def plan(*flags: Flag, source: str = "plan") -> Plan:
    return assembled([step for n, flag in enumerate(flags) for step in steps(f"{n:03}", flag, source)], cost)


ANY = plan(Flag.ATTENTION, Flag.BLOCKED, Flag.CLEAR, Flag.BLOCKED)


def test_where_the_month_carries_everything_nothing_waits() -> None:
    assert affordable(ANY, {"plan": left(5)}, cost) == (ANY, ())
    assert affordable(ANY, {}, cost) == (ANY, ())


def test_the_most_urgent_is_written_and_the_rest_said_with_the_sum() -> None:
    within, [waiting] = affordable(ANY, {"plan": left(3)}, cost)
    assert [(step.change.ref.record, type(step.change)) for step in within.steps] == [
        ("000", SetMarks),
        ("001", SetMarks),
        ("001", PostComment),
        ("003", SetMarks),
        ("003", PostComment),
    ]
    assert (waiting.option, waiting.source) == (Guard.BUDGET, "plan")
    assert waiting.reason == (
        "plan: 3 of 8 writes must wait: all would take 5 requests, and of the 1,000 requests that the Free plan allows "
        "in a month, 700 used and 297 kept for the 228 runs until its end to look leave 3 for writing"
    )
    assert waiting.todo == "to allow it once: streetdate run --allow-over-budget"


def test_a_month_that_is_used_up_keeps_everything_waiting() -> None:
    within, [waiting] = affordable(ANY, {"plan": left(0)}, cost)
    assert within.steps == ()
    assert "plan: 8 writes must wait" in waiting.reason


def test_one_source_waits_without_the_other() -> None:
    both = assembled([*ANY.steps, *plan(Flag.BLOCKED, source="sheet").steps], cost)
    within, waiting = affordable(both, {"plan": left(0)}, cost)
    assert ({step.source for step in within.steps}, len(waiting)) == ({"sheet"}, 1)


def test_the_digest_is_that_of_the_plan_that_was_reviewed() -> None:
    within, _ = affordable(ANY, {"plan": left(2)}, cost)
    assert within.digest == ANY.digest


@given(st.lists(st.sampled_from(Flag), min_size=1, max_size=40), st.integers(0, 60))
def test_as_much_as_fits_is_written_and_never_more(flags: list[Flag], requests: int) -> None:
    whole = plan(*flags)
    within, waiting = affordable(whole, {"plan": left(requests)}, cost)
    needed = within.requests.get("plan", 0)
    assert needed <= requests
    assert set(within.steps) <= set(whole.steps)
    assert bool(waiting) == (within.steps != whole.steps)
    if waiting:
        assert needed + 2 > requests or len(within.steps) == len(whole.steps)
    for record in {step.change.ref for step in within.steps}:
        kept = [step for step in within.steps if step.change.ref == record]
        assert kept == [step for step in whole.steps if step.change.ref == record][: len(kept)]


@pytest.mark.parametrize(
    ("used", "now", "runs", "for_writing"),
    [
        (0, datetime(2026, 11, 1, tzinfo=UTC), 720, 270),
        (500, NOON, 228, 262),
        (800, NOON, 228, 0),
        (999, datetime(2026, 11, 30, 23, tzinfo=UTC), 1, 0),
        (900, datetime(2026, 11, 30, 23, tzinfo=UTC), 1, 89),
    ],
)
def test_what_later_runs_need_to_look_is_kept(used: int, now: datetime, runs: int, for_writing: int) -> None:
    found = FREE.left(used, [3] * 24, now)
    assert found is not None
    assert (found.runs, found.for_writing) == (runs, for_writing)


def test_where_only_people_start_runs_all_of_the_rest_is_left_and_without_a_limit_nothing_is_counted() -> None:
    by_hand = Allowance("the Free plan", 1_000, 0).left(400, [], NOON)
    assert by_hand is not None
    assert by_hand.for_writing == 590
    assert Allowance("the plan", None, 24).left(400, [], NOON) is None


@pytest.mark.parametrize(("looks", "kept"), [([2, 1] * 13, 352), ([1] * 24, 238), ([0] * 30, 238), ([5] * 24, 238)])
def test_later_runs_are_taken_to_look_as_the_last_ones_did_once_a_day_has_shown_how(
    looks: list[int], kept: int
) -> None:
    found = FREE.left(500, looks, NOON)
    assert found is not None
    assert found.kept == kept
