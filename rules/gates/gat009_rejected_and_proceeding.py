"""GAT009: work went ahead although the standing decision is no."""

from __future__ import annotations

from collections.abc import Iterator

from rules.gates.bypass import bypasses
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import day, gate, plan, said, work
from rules.standing import Ruling
from rules.view import View

_REJECTED = frozenset({Ruling.REJECTED})


@rule(
    code="GAT009",
    name="rejected-and-proceeding",
    severity=Severity.BLOCKER,
    summary="As GAT006, and the standing decision is no.",
    why="A no that stops nothing teaches everybody that the next one does not count either.",
    fix="The owner of the work that went ahead stops it; it goes on when whoever said no says yes.",
    source="The coordination model: approval gates",
    needs=("deliverable.state", "gate.decisions"),
    flagged=lambda: plan(
        work("Cover artwork", "Dee"),
        work("Teaser video", "Dee", state="in progress", needs=("Cover artwork",)),
        gates=(gate("Cover artwork", "Ana", said=(said("no", "Ana", day("2026-07-30")),)),),
        says="Teaser video is in progress, but it needs Cover artwork, and Ana said no to it",
    ),
    clean=lambda: plan(
        work("Cover artwork", "Dee", state="in progress"),
        work("Teaser video", "Dee", state="not started", needs=("Cover artwork",)),
        gates=(gate("Cover artwork", "Ana", said=(said("no", "Ana", day("2026-07-30")),)),),
    ),
)
def rejected_and_proceeding(view: View, context: Context) -> Iterator[Finding]:
    for found in bypasses(view, context, _REJECTED):
        by = found.point.decider
        refused = f"{by.name} said no to it" if by else "it was rejected"
        yield Hit(
            found.went,
            f"{found.went.title} is {found.how}, but "
            f"{refused if found.went is found.gated else f'it needs {found.gated.title}, and {refused}'}",
            who=found.went.owner,
            evidence=(f"gate: {found.point.gate.title}, rejected",),
            about=found.tokens,
            detail=found.point.key,
        )
