"""How the month goes, from the history of the runs to the report."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from connectors.calls.budget import Allowance
from connectors.record import Pull
from rules.model import Budget
from sync.budget import budget_sentence, counted_requests, runs_of_a_month, with_budget
from sync.store.base import RunRecord

NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)
FREE = Allowance("the Free plan", 1_000, 24)
FREELY = Allowance("the plan", None, 1_440)


def run(hours_ago: int, **requests: int) -> RunRecord:
    begun = NOW - timedelta(hours=hours_ago)
    return RunRecord(f"run {hours_ago}", begun, begun, begun, "done", counted_requests(requests))


def pull(requests: int) -> Pull:
    return Pull((), (), NOW, requests=requests)


def test_what_earlier_runs_of_the_month_sent_counts_writes_included() -> None:
    runs = [run(1, label=5), run(2, label=3, other=90), run(24 * 20, label=70)]
    told = with_budget(pull(1), "label", FREE, runs, NOW).budget
    assert told is not None
    assert (told.used, told.limit) == (9, 1_000)


def test_a_run_that_was_killed_counts_nothing() -> None:
    told = with_budget(pull(1), "label", FREE, [RunRecord("killed", NOW, NOW)], NOW).budget
    assert told is not None
    assert told.used == 1


def test_without_a_limit_nothing_is_told_and_no_history_is_read() -> None:
    assert with_budget(pull(1), "label", FREELY, [run(1, label=5)], NOW).budget is None
    assert runs_of_a_month([FREELY]) == runs_of_a_month([]) == 0


def test_as_much_history_is_read_as_a_month_has_runs() -> None:
    assert runs_of_a_month([FREE, FREELY]) == 31 * 24
    assert runs_of_a_month([Allowance("the Free plan", 1_000, 0)]) == 31 * 24


def test_the_sentence_says_used_limit_and_expected() -> None:
    assert (
        budget_sentence(Budget(412, 893, 1_000)) == "412 of 1,000 requests of this month used, 893 expected by its end"
    )
