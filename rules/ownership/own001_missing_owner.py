"""OWN001: an open deliverable has no owner."""

from __future__ import annotations

from collections.abc import Iterator

from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import plan, work
from rules.view import View


@rule(
    code="OWN001",
    name="missing-owner",
    severity=Severity.BLOCKER,
    summary="An open deliverable has no owner.",
    why="Work that nobody answers for is work that everybody thinks somebody else is doing.",
    fix="The manager names one person as owner; if nobody can be named, the work is not defined well enough yet.",
    source="The coordination model: ownership",
    needs=("deliverable.open", "deliverable.owners"),
    flagged=lambda: plan(work("Press photos"), says="Press photos has no owner"),
    clean=lambda: plan(work("Press photos", "Dee")),
)
def missing_owner(view: View, context: Context) -> Iterator[Finding]:
    for item in view.unsettled:
        if not item.owners and ((heir := item.inherited_owner) is None or heir.doubtful):
            yield Hit(item, f"{item.title} has no owner", about=(f"owner:{item.key}",))
