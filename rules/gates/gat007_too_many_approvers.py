"""GAT007: more people approve one gate than can agree in time."""

from __future__ import annotations

from collections.abc import Iterator

from rules.gates.undecided import what_of
from rules.model import Deliverable, Standing, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import gate, plan, work
from rules.standing import Ruling
from rules.view import View
from rules.wording import counted, listed


@rule(
    code="GAT007",
    name="too-many-approvers",
    severity=Severity.WARNING,
    summary="More than two approvers stand on one gate.",
    why="With three people to convince, everybody waits for the other two, and the work waits for all of them.",
    fix="The owner keeps the one or two whose decision it is; the others are told.",
    source="The coordination model: mistakes, too many approvers",
    needs=("gate.approvers",),
    flagged=lambda: plan(
        work("Cover artwork", "Dee"),
        gates=(gate("Cover artwork", "Ana", "Ben", "Kaya"),),
        says="Cover artwork has 3 approvers: Ana, Ben and Kaya",
    ),
    clean=lambda: plan(work("Cover artwork", "Dee"), gates=(gate("Cover artwork", "Ana", "Ben"),)),
)
def too_many_approvers(view: View, context: Context) -> Iterator[Finding]:
    most = context.limits.most_approvers
    for point in view.checkpoints:
        named = point.gate.approvers
        if type(named) is Unknown or len(named) <= most:
            continue
        named = tuple(actor for actor in named if actor.standing is not Standing.PLACEHOLDER)
        if len(named) <= most:
            continue
        work = point.work
        owner = work.owner if isinstance(work, Deliverable) else None
        if point.ruling is Ruling.APPROVED and isinstance(work, Deliverable) and work.finished:
            continue
        yield Hit(
            point.gate,
            f"{what_of(point, 'The')} has {counted(len(named), 'approver')}: {listed(actor.name for actor in named)}",
            who=owner,
            about=(point.token,),
        )
