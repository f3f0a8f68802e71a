"""OWN008: one person owns more open deliverables due in one week than the team's limit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast

from rules.authority import role_unasked
from rules.model import Deliverable, Standing
from rules.policy import Severity
from rules.rule import Context, Entity, Gathered, Hit, rule
from rules.samples import plan, work
from rules.view import View

_PERSON = Standing.PERSON


def _week(day: date) -> int:
    """Return the number of the week since the first day of all, 0001-01-01, which was a Monday."""
    return (day.toordinal() - 1) // 7


def _dated_by_person(view: View, context: Context) -> Gathered:
    found: dict[str, list[Deliverable]] = {}
    for item in view.open:
        owner = item.owner
        if owner is None or not isinstance(item.due, date):
            continue
        if owner.standing is _PERSON:
            key = owner.key
        elif role_unasked(owner):
            # Without a people table, a role may be a different person on every release.
            key = f"{owner.key}@{view.release.key}"
        else:
            continue
        if (same := found.get(key)) is None:
            found[key] = [item]
        else:
            same.append(item)
    return found.items()


@rule(
    code="OWN008",
    name="overloaded-owner",
    severity=Severity.NOTE,
    summary="One person owns more open deliverables due in one calendar week, over all releases, than the limit (8).",
    why="Everything looks assigned, and still cannot all happen: the plan fails where one person's week overflows.",
    fix="The owner tells the manager which of these can move to another week or another person.",
    source="The career operating system: a plan that says what happens when",
    needs=("deliverable.open", "deliverable.owners", "deliverable.due"),
    flagged=lambda: plan(
        *(work(f"Press photo {number}", "Dee") for number in range(1, 10)),
        says="Dee owns 9 open deliverables due in the week of 2026-08-17; the limit is 8",
    ),
    clean=lambda: plan(
        *(work(f"Press photo {number}", "Dee") for number in range(1, 9)), work("Lyric sheet", "Dee", due="2026-08-24")
    ),
    gather=_dated_by_person,
    more_than=lambda limits: limits.overload_per_week,
)
def overloaded_owner(_: str, entities: Sequence[Entity], context: Context) -> Iterator[Hit]:
    limit = context.limits.overload_per_week
    dated = [(item, due) for item in cast("Sequence[Deliverable]", entities) if isinstance(due := item.due, date)]
    for week, amount in Counter(_week(due) for _, due in dated).items():
        if amount <= limit:
            continue
        items = sorted((item for item, due in dated if _week(due) == week), key=lambda item: item.key)
        owner, monday = items[0].owner, date.fromordinal(week * 7 + 1)
        yield Hit(
            items[0],
            f"{owner.name if owner else 'One person'} owns {len(items)} open deliverables due in the week of {monday}; "
            f"the limit is {limit}",
            who=owner,
            evidence=tuple(f"{item.title}, due {item.due}" for item in items),
        )
