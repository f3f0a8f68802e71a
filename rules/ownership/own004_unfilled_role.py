"""OWN004: the owner is a role that the people table fills with nobody or with several people."""

from __future__ import annotations

from collections.abc import Iterator

from rules.model import Actor, Standing
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import person, plan, work
from rules.view import View
from rules.wording import listed

_ROLE = Standing.ROLE


@rule(
    code="OWN004",
    name="unfilled-role",
    severity=Severity.BLOCKER,
    summary="The owner of open work is a role that the people table gives to nobody, or to several people.",
    why="A role is worth the one name behind it: with none nobody acts, with two each leaves it to the other.",
    fix="The manager gives the role to one person in the people table, or writes that person's name as owner.",
    source="The coordination model: ownership",
    needs=("deliverable.open", "deliverable.owners"),
    flagged=lambda: plan(
        work("Press photos", "Photographer"),
        people=(person("Kaya", "Producer"),),
        says="Press photos is owned by the role Photographer, which nobody fills",
    ),
    clean=lambda: plan(work("Press photos", "Photographer"), people=(person("Dee", "Photographer"),)),
)
def unfilled_role(view: View, context: Context) -> Iterator[Finding]:
    for item in view.unsettled:
        owner = item.owner
        if owner is None or owner.standing is not _ROLE:
            continue
        if owner.candidates is None:
            yield Untold(item, "owners are roles, and no people table says who fills them")
            # Without a people table every role is in this doubt: once per release is enough to say so.
            return
        yield Hit(
            item, f"{item.title} is owned by the role {owner.text}, {_filled(owner)}", about=(f"owner:{item.key}",)
        )


def _filled(role: Actor) -> str:
    candidates = role.candidates or ()
    return f"which {len(candidates)} people fill: {listed(candidates)}" if candidates else "which nobody fills"
