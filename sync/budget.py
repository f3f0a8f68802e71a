"""How many requests the runs of this month sent to each tool: what is counted in the history, and what it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from connectors.calls.budget import Allowance, Left
    from connectors.record import Pull
    from rules.model import Budget
    from sync.store.base import RunRecord

_DAYS = 31


def counted_requests(requests: Mapping[str, int]) -> dict[str, int]:
    """Return the counts of a run's record that say how many requests went to each source, writes included."""
    return {_key(source): count for source, count in requests.items()}


def counted_looks(pulls: Mapping[str, Pull]) -> dict[str, int]:
    """Return the counts of a run's record that say how many of its requests only read, by source."""
    return {_looks(source): pull.requests for source, pull in pulls.items() if pull.requests}


def counted_events(events: Mapping[str, int], requests: int) -> dict[str, int]:
    """Return the counts of a run's record that say what became of the events in calendars, and for how much."""
    return {**{f"events {word}": count for word, count in events.items()}, "calendar requests": requests}


def runs_of_a_month(allowances: Iterable[Allowance]) -> int:
    """Return how many of the last runs tell the month; 0 where nothing is limited."""
    return _DAYS * max((max(24, each.runs_per_day) for each in allowances if each.limit is not None), default=0)


def with_budget(pull: Pull, source: str, allowance: Allowance, runs: Iterable[RunRecord], now: datetime) -> Pull:
    """Return the pull with how the month of its tool goes, its own requests included.

    Runs that were killed, and looks that no run took (`check`, `plan`, `doctor`), are in no history.
    """
    before = [(run.started, run.counts[_key(source)]) for run in runs if _key(source) in run.counts]
    return replace(pull, budget=allowance.budget([*before, (now, pull.requests)], now))


def left_of(pull: Pull, source: str, allowance: Allowance, runs: Iterable[RunRecord], now: datetime) -> Left | None:
    """Return what the month still allows the tool of a pull that says how it goes, and what later runs need of that."""
    looks = [run.counts[_looks(source)] for run in runs if _looks(source) in run.counts]
    return allowance.left(pull.budget.used, looks, now) if pull.budget else None


def budget_sentence(budget: Budget) -> str:
    """Say how the month goes."""
    used = f"{budget.used:,} of {budget.limit:,} requests of this month used"
    return f"{used}, {budget.projected:,} expected by its end"


def _key(source: str) -> str:
    return f"requests to {source}"


def _looks(source: str) -> str:
    return f"looks at {source}"
