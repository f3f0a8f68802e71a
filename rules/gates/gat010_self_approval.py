"""GAT010: the owner approved their own work."""

from __future__ import annotations

from collections.abc import Iterator

from rules.model import Deliverable
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import day, gate, plan, said, work
from rules.standing import Ruling
from rules.view import View


@rule(
    code="GAT010",
    name="self-approval",
    severity=Severity.WARNING,
    summary="The owner approved their own work (off for a team of one).",
    why="Whoever made it hears what they meant; a second pair of ears hears what is there.",
    fix="Another person with authority decides.",
    source="The coordination model: approval gates",
    needs=("gate.decisions", "deliverable.owners"),
    flagged=lambda: plan(
        work("Final master", "Kaya"),
        gates=(gate("Final master", "Kaya", "Ana", said=(said("yes", "Kaya", day("2026-07-30")),)),),
        says="Kaya approved Final master, which is Kaya's own work",
    ),
    clean=lambda: plan(
        work("Final master", "Kaya"),
        gates=(gate("Final master", "Kaya", "Ana", said=(said("yes", "Ana", day("2026-07-30")),)),),
    ),
)
def self_approval(view: View, context: Context) -> Iterator[Finding]:
    policy = context.policy
    if policy.team_of_one:
        return
    approved = Ruling.APPROVED
    for point in view.checkpoints:
        work = point.work
        if point.ruling is not approved or not isinstance(work, Deliverable) or (owner := work.owner) is None:
            continue
        by = point.decider
        if by is None or by.key != owner.key or owner.doubtful or point.confirms or point.kind in policy.self_confirmed:
            continue
        others = [actor for actor in point.authorised if actor.key != owner.key]
        yield Hit(
            point.gate,
            f"{owner.name} approved {work.title}, which is {owner.name}'s own work",
            who=others[0] if others else view.release.manager or owner,
            about=(point.token, f"owner:{work.key}"),
        )
