"""Whether the requests that a tool allows in a month carry the schedule. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from sync.budget import budget_sentence
from sync.doctor.facts import SourceFacts
from sync.doctor.finding import Area, Finding, Level


def of_month(source: SourceFacts) -> Iterator[Finding]:
    """Yield the sum of a schedule that cannot be carried, and how the month goes."""
    todo = f'set "sources.{source.name}.runs_per_day" lower, or "plan" to what the workspace pays for'
    if source.allowance is not None and (shortage := source.allowance.shortage()):
        what = f"{source.name}: the schedule asks more than it may, and no run will begin: {shortage}"
        yield Finding(Area.SETTINGS, Level.PROBLEM, what, f"{todo}; 0 runs a day is for runs that only people start")
    budget = source.pull.budget if source.pull is not None else None
    if budget is not None:
        level = Level.WARNING if budget.projected > budget.limit else Level.OK
        yield Finding(Area.ACCESS, level, f"{source.name}: {budget_sentence(budget)}", todo)
