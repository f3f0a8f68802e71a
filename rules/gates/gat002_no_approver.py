"""GAT002: a gate names nobody who decides."""

from __future__ import annotations

from collections.abc import Iterator

from rules.gates.undecided import waits_for, what_of
from rules.model import Deliverable, Standing, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import gate, plan, work
from rules.view import View


@rule(
    code="GAT002",
    name="no-approver",
    severity=Severity.BLOCKER,
    summary="A gate names nobody.",
    why="A decision that belongs to nobody is made by whoever is in a hurry, or never.",
    fix="The owner names one person who decides.",
    source="The coordination model: approval gates",
    needs=("gate.approvers",),
    flagged=lambda: plan(
        work("Final master", "Kaya"), gates=(gate("Final master"),), says="Nobody is named to approve Final master"
    ),
    clean=lambda: plan(work("Final master", "Kaya"), gates=(gate("Final master", "Ana"),)),
)
def no_approver(view: View, _: Context) -> Iterator[Finding]:
    placeholder = Standing.PLACEHOLDER
    for point in view.checkpoints:
        named = point.approvers
        if type(named) is Unknown or (named and named[0].standing is not placeholder):
            continue
        if any(actor.standing is not placeholder for actor in named):
            continue
        yield Hit(
            point.gate,
            f"Nobody is named to approve {what_of(point)}",
            who=point.work.owner if isinstance(point.work, Deliverable) else None,
            evidence=tuple(f"the approver's seat says “{actor.text}”" for actor in named),
            about=(point.token, *waits_for(point, view)),
        )
