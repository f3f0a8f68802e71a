"""What a plan carries, how the month goes, and a week on the Free plan as it is lived."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.airtable.budget import allowance_of
from rules.model import Budget
from tests.benchmarks.airtable_month import month

NOON = datetime(2026, 11, 16, tzinfo=UTC)
"""Half of a month of thirty days is over."""


@pytest.mark.parametrize(
    ("plan", "monthly", "limit"),
    [
        ("free", None, 1_000),
        ("free", 400, 400),
        ("free", 5_000, 1_000),
        ("team", None, 100_000),
        ("team", 900, 900),
        ("business", None, None),
        ("enterprise", 10_000, 10_000),
    ],
)
def test_the_limit_is_the_smaller_of_the_plans_and_the_settings(
    plan: str, monthly: int | None, limit: int | None
) -> None:
    assert allowance_of(plan, monthly, 24).limit == limit


@pytest.mark.parametrize(
    ("plan", "runs", "requests", "said"),
    [
        ("free", 24, 1, ""),
        ("free", 33, 1, ""),
        (
            "free", 34, 1,
            "34 runs a day × at least 1 request × 30 days = 1,020 requests a month of the 1,000 that Airtable's Free "
            "plan allows",
        ),
        (
            "team", 1440, 3,
            "1,440 runs a day × at least 3 requests × 30 days = 129,600 requests a month of the 100,000 that "
            "Airtable's Team plan allows",
        ),
        ("free", 0, 50, ""),
        ("business", 1440, 50, ""),
    ],
)  # fmt: skip
def test_a_schedule_that_cannot_be_carried_is_shown_as_a_sum(plan: str, runs: int, requests: int, said: str) -> None:
    assert allowance_of(plan, None, runs, requests).shortage() == said


def test_what_the_settings_limit_is_not_called_the_plan() -> None:
    assert allowance_of("team", 100, 24).shortage().endswith("of the 100 that the setting monthly_requests allows")


def test_reading_again_takes_a_twentieth_of_the_month_at_most() -> None:
    free = allowance_of("free", None, 24)
    assert free.rest(6) * (1_000 / 20) == timedelta(days=30) * 6
    assert allowance_of("business", None, 24).rest(600) == timedelta(0)


def test_the_month_is_counted_from_its_beginning_and_projected_by_the_average_run() -> None:
    free = allowance_of("free", None, 24)
    spent = [(NOON - timedelta(hours=hours), 2) for hours in range(15 * 24 + 100)]
    assert free.budget(spent, NOON) == Budget(used=722, projected=722 + 15 * 24 * 2, limit=1_000)


def test_the_first_run_which_reads_everything_is_not_taken_for_the_rest() -> None:
    assert allowance_of("free", None, 24).budget([(NOON, 8)], NOON) == Budget(8, 8 + 360, 1_000)
    polling = allowance_of("free", None, 4, least=5)
    assert polling.budget([(NOON, 8)], NOON) == Budget(8, 8 + 4 * 15 * 5, 1_000)


def test_runs_that_only_people_start_are_not_projected() -> None:
    assert allowance_of("free", None, 0).budget([(NOON, 8)], NOON) == Budget(8, 8, 1_000)


def test_without_a_limit_there_is_no_budget() -> None:
    assert allowance_of("enterprise", None, 24).budget([(NOON, 8)], NOON) is None


@given(
    st.lists(st.tuples(st.integers(-2000, 2000), st.integers(0, 50)), max_size=60),
    st.integers(0, 1440),
)
def test_no_more_is_used_than_was_spent_and_no_less_projected_than_used(
    spent: list[tuple[int, int]], runs: int
) -> None:
    at = [(NOON + timedelta(hours=hours), requests) for hours, requests in spent]
    budget = allowance_of("free", None, runs).budget(at, NOON)
    assert budget is not None
    assert 0 <= budget.used <= sum(requests for _, requests in spent)
    assert budget.projected >= budget.used


def test_a_week_of_hourly_runs_on_five_tables_takes_a_weeks_share_of_the_free_plan() -> None:
    lived = month(days=7)
    assert lived.calls < 1_000 * 7 / 31
    assert lived.told is not None
    assert lived.told.used == lived.calls
    assert (lived.exact, lived.wrong) == (True, ())
    assert lived.writes > 20
    assert lived.by_endpoint["create_webhook"] == 1
