"""GAT006: work went ahead past a gate that is not approved."""

from __future__ import annotations

from collections.abc import Iterator

from rules.gates.bypass import bypasses, who_has_not_approved
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import gate, plan, work
from rules.standing import Ruling
from rules.view import View

_NOT_APPROVED = frozenset({Ruling.PENDING, Ruling.UNCLEAR, Ruling.STALE})


@rule(
    code="GAT006",
    name="gate-bypassed",
    severity=Severity.BLOCKER,
    summary="Work that depends on the gated deliverable is under way, or the gated deliverable itself is scheduled, "
    "live or uploaded, while the gate is not approved.",
    why="What is built on unapproved work is thrown away with it, and what is public cannot be taken back.",
    fix="The owner of the work that went ahead stops it until the decision is there.",
    source="The coordination model: approval gates",
    needs=("deliverable.state", "gate.decisions"),
    flagged=lambda: plan(
        work("Cover artwork", "Dee"),
        work("Teaser video", "Dee", state="in progress", needs=("Cover artwork",)),
        gates=(gate("Cover artwork", "Ana"),),
        says="Teaser video is in progress, but it needs Cover artwork, and Ana has not approved it",
    ),
    clean=lambda: plan(
        work("Cover artwork", "Dee", state="done"),
        work("Teaser video", "Dee", state="not started", needs=("Cover artwork",)),
        gates=(gate("Cover artwork", "Ana"),),
    ),
)
def gate_bypassed(view: View, context: Context) -> Iterator[Finding]:
    for found in bypasses(view, context, _NOT_APPROVED):
        own = found.went is found.gated
        missing = who_has_not_approved(found.point)
        yield Hit(
            found.went,
            f"{found.went.title} is {found.how}, but "
            f"{missing if own else f'it needs {found.gated.title}, and {missing}'}",
            who=found.went.owner,
            evidence=(f"gate: {found.point.gate.title}, {found.point.ruling.value}",),
            about=found.tokens,
            detail=found.point.key,
        )
