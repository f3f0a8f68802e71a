"""GAT004: the decision is neither yes, no nor pending."""

from __future__ import annotations

from collections.abc import Iterator

from rules.gates.undecided import waits_for, what_of
from rules.model import Actor
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import day, gate, plan, said, work
from rules.view import View


@rule(
    code="GAT004",
    name="not-binary",
    severity=Severity.BLOCKER,
    summary='The decision is neither yes, no nor pending ("I guess", "mostly", "approved with changes").',
    why="Half a yes is read as a whole one by whoever waits for it, and as a no by whoever gave it.",
    fix="The approver says yes or no; what has to change first is a no.",
    source="The coordination model: approval gates",
    needs=("gate.decisions",),
    flagged=lambda: plan(
        work("Final master", "Kaya"),
        gates=(gate("Final master", "Ana", said=(said("mostly", "Ana", day("2026-08-01")),)),),
        says="Ana said “mostly” to Final master: that is neither yes nor no",
    ),
    clean=lambda: plan(
        work("Final master", "Kaya"),
        gates=(gate("Final master", "Ana", said=(said("no", "Ana", day("2026-08-01")),)),),
    ),
)
def not_binary(view: View, _: Context) -> Iterator[Finding]:
    for point in view.checkpoints:
        if (word := point.unclear) is None:
            continue
        by = word.by if isinstance(word.by, Actor) else point.asked_of
        who = by.name if isinstance(word.by, Actor) and by else "The decision"
        verb = "said" if isinstance(word.by, Actor) else "is"
        yield Hit(
            point.gate,
            f"{who} {verb} “{word.text}” {'to' if verb == 'said' else 'on'} {what_of(point)}: "
            "that is neither yes nor no",
            who=by,
            about=(point.token, *waits_for(point, view)),
        )
