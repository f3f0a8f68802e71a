"""OWN005: the owner has left, is deactivated, or is not known to the workspace."""

from __future__ import annotations

from collections.abc import Iterator

from rules.model import Standing
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import person, plan, work
from rules.view import View

_STRANGER = Standing.STRANGER


@rule(
    code="OWN005",
    name="inactive-owner",
    severity=Severity.BLOCKER,
    summary="The owner of open work is deactivated, has left, or is nobody that the people table or workspace knows.",
    why="Work in the name of somebody who is gone looks looked after, so nobody picks it up until it is late.",
    fix="The manager gives the work to somebody who is there, or adds the person to the people table.",
    source="The coordination model: ownership",
    needs=("deliverable.open", "deliverable.owners"),
    flagged=lambda: plan(
        work("Press photos", "Dee"),
        people=(person("Dee", active=False),),
        says="Press photos is owned by Dee, who is no longer with the team",
    ),
    clean=lambda: plan(work("Press photos", "Dee"), people=(person("Dee", active=True),)),
)
def inactive_owner(view: View, context: Context) -> Iterator[Finding]:
    for item in view.unsettled:
        owner = item.owner
        if owner is None:
            continue
        if owner.standing is _STRANGER:
            gap = f'is owned by "{owner.text}", whom the people of this workspace do not include for certain'
        elif owner.left:
            gap = f"is owned by {owner.name}, who is no longer with the team"
        else:
            continue
        yield Hit(item, f"{item.title} {gap}", about=(f"owner:{item.key}",))
