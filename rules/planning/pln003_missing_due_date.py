"""PLN003: a deliverable has no due date."""

from __future__ import annotations

from collections.abc import Iterator

from rules.model import State, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import plan, work
from rules.view import View


@rule(
    code="PLN003",
    name="missing-due-date",
    severity=Severity.WARNING,
    summary="Open work has no due date.",
    why="Work without a date is never late until the day somebody else needed it.",
    fix="The owner sets a due date, counted back from the release or from whoever waits for it.",
    source="The career operating system: mapping milestones backward from the date",
    needs=("deliverable.open", "deliverable.due"),
    flagged=lambda: plan(work("Press photos", "Dee", due=None), says="Press photos has no due date"),
    clean=lambda: plan(work("Press photos", "Dee", due="2026-08-20")),
)
def missing_due_date(view: View, context: Context) -> Iterator[Finding]:
    for item in view.open:
        if item.due is not None:
            continue
        out = item.scheduled_for
        # What is queued for a day has its date, in another column.
        if item.state is State.SCHEDULED and out is not None and type(out) is not Unknown:
            continue
        yield Hit(item, f"{item.title} has no due date", who=item.owner)
