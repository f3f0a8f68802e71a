"""What a plan's monthly requests allow: how often to run, and how often to read everything again. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

DAYS = 30
"""Of a month, in every sum here."""
_OF_PLAN = {"free": 1_000, "team": 100_000}
_SHARE = 0.05
"""Of a month's requests that reading again takes what changes do not tell; as much again for computed values."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one source may use. `limit` is in requests a month; `None`: as many as it likes."""

    plan: str
    limit: int | None
    runs_per_day: int
    """How often a schedule runs; 0: only people do."""

    def shortage(self, requests: int) -> str:
        """Return the sum that shows why runs of so many requests cannot be carried; "" where they can."""
        total = self.runs_per_day * requests * DAYS
        if self.limit is None or total <= self.limit:
            return ""
        runs = "1 run a day" if self.runs_per_day == 1 else f"{self.runs_per_day} runs a day"
        each = "1 request" if requests == 1 else f"{requests} requests"
        of = f"{self.limit:,} that Airtable's {self.plan.capitalize()} plan or the settings allow"
        return f"{runs} × {each} × {DAYS} days = {total:,} requests a month of the {of}"

    def rest(self, requests: int) -> timedelta:
        """Return how long to wait between two readings of so many requests, so that they take a small share."""
        if not self.limit:
            return timedelta(0)
        return timedelta(days=DAYS) * requests / (self.limit * _SHARE)


def allowance_of(plan: str, monthly_requests: int | None, runs_per_day: int) -> Allowance:
    """Return what the settings allow: what they say, but never more than the plan."""
    limits = [limit for limit in (_OF_PLAN.get(plan), monthly_requests) if limit is not None]
    return Allowance(plan, min(limits, default=None), runs_per_day)
