"""GAT015: somebody who works alone approved their own work on the day on which it was done."""

from __future__ import annotations

from collections.abc import Iterator

from rules.calendar import ONE_DAY
from rules.model import Deliverable, Unknown
from rules.policy import Policy, Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import at, day, gate, plan, said, work
from rules.standing import Ruling
from rules.view import View

_ALONE = Policy(team_of_one=True)


@rule(
    code="GAT015",
    name="look-again",
    severity=Severity.NOTE,
    summary="In a team of one, the owner said yes to their own work on the day it was done; until the next working day "
    "is over.",
    why="Nobody else will look: a night in between is the second pair of eyes that one person has.",
    fix="The owner looks at it once more on the next working day, and takes the yes back if it does not hold.",
    source="The coordination model: solo artists",
    needs=("gate.decisions", "deliverable.owners"),
    flagged=lambda: plan(
        work("Final master", "Kaya", state="done", done_at=day("2026-08-03")),
        gates=(gate("Final master", "Kaya", said=(said("yes", "Kaya", at("2026-08-03 09:00")),)),),
        policy=_ALONE,
        says="Kaya approved Final master on 2026-08-03, the day it was done: look again on 2026-08-04",
    ),
    clean=lambda: plan(
        work("Final master", "Kaya", state="done", done_at=day("2026-07-31")),
        gates=(gate("Final master", "Kaya", said=(said("yes", "Kaya", at("2026-08-03 09:00")),)),),
        policy=_ALONE,
    ),
)
def look_again(view: View, context: Context) -> Iterator[Finding]:
    policy, calendar = context.policy, context.calendar
    if not policy.team_of_one:
        return
    for point in view.checkpoints:
        item, decision = point.work, point.decision
        if point.ruling is not Ruling.APPROVED or decision is None or not isinstance(item, Deliverable):
            continue
        owner, by, decided, done = item.owner, point.decider, decision.at, item.done_at
        if owner is None or by is None or by.key != owner.key or point.confirms or point.kind in policy.self_confirmed:
            continue
        if decided is None or done is None or type(decided) is Unknown or type(done) is Unknown:
            continue
        on = calendar.day(decided)
        over = calendar.after(on, 1)
        if on == calendar.day(done) and context.now < over:
            yield Hit(
                point.gate,
                f"{owner.name} approved {item.title} on {on}, the day it was done: look again on "
                f"{calendar.day(over) - ONE_DAY}",
                who=owner,
                about=(point.token, f"owner:{item.key}"),
            )
