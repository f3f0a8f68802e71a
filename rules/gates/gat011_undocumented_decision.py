"""GAT011: a yes or no does not say who gave it, or when."""

from __future__ import annotations

from collections.abc import Iterator

from rules.gates.undecided import what_of
from rules.model import Unknown, Word
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import day, gate, plan, said, work
from rules.view import View
from rules.wording import listed


@rule(
    code="GAT011",
    name="undocumented-decision",
    severity=Severity.WARNING,
    summary="A yes or no stands without who or when.",
    why="A decision that nobody signed cannot be asked about, and cannot be told from an older one.",
    fix="Whoever decided writes down name and day.",
    source="The coordination model: approval gates",
    needs=("gate.decisions",),
    flagged=lambda: plan(
        work("Final master", "Kaya"),
        gates=(gate("Final master", "Ana", said=(said("yes", "Ana"),)),),
        says="The yes to Final master does not say when it was given",
    ),
    clean=lambda: plan(
        work("Final master", "Kaya"),
        gates=(gate("Final master", "Ana", said=(said("yes", "Ana", day("2026-07-30")),)),),
    ),
)
def undocumented_decision(view: View, _: Context) -> Iterator[Finding]:
    yes, no = Word.YES, Word.NO
    for point in view.checkpoints:
        decision = point.decision
        if decision is None or (decision.word is not yes and decision.word is not no):
            continue
        by, at = decision.by, decision.at
        if type(by) is Unknown:
            yield Untold(point.gate, f"who decided: {by.value}")
        if type(at) is Unknown:
            yield Untold(point.gate, f"when it was decided: {at.value}")
        if by is not None and at is not None:
            continue
        missing = [*(["who gave it"] if by is None else []), *(["when it was given"] if at is None else [])]
        yield Hit(
            point.gate,
            f"The {decision.word.value} to {what_of(point)} does not say {listed(missing)}",
            who=point.decider or point.asked_of,
            about=(point.token,),
        )
