"""OWN008: one person owns more open deliverables due in one week than the team's limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import cast

from rules.authority import role_unasked
from rules.model import Deliverable, Standing
from rules.policy import Severity
from rules.rule import Context, Entity, Hit, rule
from rules.samples import plan, work
from rules.view import View

_PERSON = Standing.PERSON


@lru_cache(maxsize=1024)
def _week(due: date) -> str:
    year, week, _ = due.isocalendar()
    return f"{year}-W{week:02}"


def _due_by_person_and_week(view: View, context: Context) -> Iterator[tuple[str, Entity]]:
    for item in view.open:
        owner = item.owner
        if owner is None or not isinstance(due := item.due, date):
            continue
        if owner.standing is _PERSON:
            yield f"{owner.key}|{_week(due)}", item
        elif role_unasked(owner):
            # Without a people table, a role may be a different person on every release.
            yield f"{owner.key}@{view.release.key}|{_week(due)}", item


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
    gather=_due_by_person_and_week,
    more_than=lambda limits: limits.overload_per_week,
)
def overloaded_owner(key: str, entities: Sequence[Entity], context: Context) -> Iterator[Hit]:
    items = sorted(cast("Sequence[Deliverable]", entities), key=lambda item: item.key)
    year, _, week = key.rpartition("|")[2].partition("-W")
    monday = date.fromisocalendar(int(year), int(week), 1)
    owner = items[0].owner
    yield Hit(
        items[0],
        f"{owner.name if owner else 'One person'} owns {len(items)} open deliverables due in the week of {monday}; "
        f"the limit is {context.limits.overload_per_week}",
        who=owner,
        evidence=tuple(f"{item.title}, due {item.due}" for item in items),
    )
