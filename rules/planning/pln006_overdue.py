"""PLN006: work is still open after the end of its due date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rules.planning.lateness import overdue_since
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import plan, work
from rules.view import View

_A_DAY = timedelta(days=1)


@rule(
    code="PLN006",
    name="overdue",
    severity=Severity.WARNING,
    escalates="A blocker when somebody's open work depends on it.",
    summary="Work is still open after the end of its due date.",
    why="A date that passed in silence teaches everybody that dates do not count, and moves every date behind it.",
    fix="The owner finishes it and says so, or agrees on a new date with whoever waits for it.",
    source="The career operating system: the weekly meeting over the board",
    needs=("deliverable.state", "deliverable.due"),
    flagged=lambda: plan(
        work("Press photos", "Dee", due="2026-07-31"),
        says="Press photos was due on 2026-07-31 and is open",
    ),
    clean=lambda: plan(work("Press photos", "Dee", due="2026-08-03")),
)
def overdue(view: View, context: Context) -> Iterator[Finding]:
    today = context.today
    for item in view.open:
        # The plain comparison first: most work is not due yet, and this loop sees all of it.
        if not isinstance(item.due, date) or item.due >= today or (missed := overdue_since(item, context)) is None:
            continue
        waiting = [edge.after for edge in view.dependents.get(item.key, ()) if edge.after.open]
        due = "was due" if missed == item.due else "was to go out"
        yield Hit(
            item,
            f"{item.title} {due} on {missed} and is {item.state or 'open'}",
            who=item.owner,
            evidence=tuple(
                f"{after.title} waits for it" + (f" ({after.owner.name})" if after.owner else "") for after in waiting
            ),
            about=(f"waits:{item.key}",),
            severity=Severity.BLOCKER if waiting else None,
            since=missed + _A_DAY,
        )
