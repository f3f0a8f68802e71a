"""How many requests a month Airtable's plans allow."""

from __future__ import annotations

from connectors.calls.budget import Allowance

_OF_PLAN = {"free": 1_000, "team": 100_000}


def allowance_of(plan: str, monthly_requests: int | None, runs_per_day: int, least: int = 1) -> Allowance:
    """Return what one base may use: what its settings say, but never more than the workspace's plan."""
    limit = _OF_PLAN.get(plan)
    if monthly_requests is not None and (limit is None or monthly_requests < limit):
        return Allowance("the setting monthly_requests", monthly_requests, runs_per_day, least)
    return Allowance(f"Airtable's {plan.capitalize()} plan", limit, runs_per_day, least)
