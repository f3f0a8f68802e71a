"""How much of a plan the month's requests still carry, where a tool allows only so many. Pure.

Writes that would use up what later runs need to look at all are left out: a record that is not written shows the gaps
of yesterday, and of a tool that cannot be read nobody hears of any. What waits is planned anew by the next run.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from connectors.calls.budget import Left
from connectors.changes import Flag, SetMarks
from rules.wording import counted
from sync.guard import Guard, Held
from sync.plan import Cost, Plan, assembled
from sync.step import Step

_ORDER = {Flag.BLOCKED: 0, Flag.ATTENTION: 1}


def affordable(plan: Plan, left: Mapping[str, Left], cost: Cost) -> tuple[Plan, tuple[Held, ...]]:
    """Return what can be written of a plan, blocked records first, and a reason for each source of which some waits.

    The digest stays that of the whole plan: it is what a person reviewed.
    """
    kept: list[Step] = []
    waiting: list[Held] = []
    for source in dict.fromkeys(step.source for step in plan.steps):
        steps = plan.of(source)
        month = left.get(source)
        if month is None or plan.requests[source] <= month.for_writing:
            kept.extend(steps)
            continue
        steps = _most_urgent_first(steps)
        most = _most(steps, source, month.for_writing, cost)
        kept.extend(steps[:most])
        waiting.append(_reason(source, len(steps) - most, len(steps), plan.requests[source], month))
    if not waiting:
        return plan, ()
    within = assembled(kept, cost, plan.adopted, plan.forgotten, plan.left_alone)
    return replace(within, digest=plan.digest), tuple(waiting)


def _most(steps: Sequence[Step], source: str, requests: int, cost: Cost) -> int:
    """Return how many of the first steps so many requests can carry."""

    def needed(count: int) -> int:
        return cost(source, [step.change for step in steps[:count]])

    return bisect_right(range(1, len(steps) + 1), requests, key=needed)


def _most_urgent_first(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Sort by what each record is to show; on one record the order stays."""
    urgency: dict[str, int] = {}
    for step in steps:
        change = step.change
        shows = _ORDER.get(change.flag, 2) if isinstance(change, SetMarks) and change.flag else 2
        urgency[change.ref.key] = min(urgency.get(change.ref.key, 2), 0 if step.blockers else shows)
    return tuple(sorted(steps, key=lambda step: urgency[step.change.ref.key]))


def _reason(source: str, waiting: int, steps: int, requests: int, month: Left) -> Held:
    which = counted(steps, "write") if waiting == steps else f"{waiting} of {counted(steps, 'write')}"
    return Held(
        Guard.BUDGET,
        f"{source}: {which} must wait: all would take {counted(requests, 'request')}, and {month}",
        source,
    )
