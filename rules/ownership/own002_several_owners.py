"""OWN002: an open deliverable has more than one owner."""

from __future__ import annotations

from collections.abc import Iterator

from rules.model import Unknown
from rules.ownership.nobody import is_nobody
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import plan, work
from rules.view import View
from rules.wording import listed


@rule(
    code="OWN002",
    name="several-owners",
    severity=Severity.BLOCKER,
    summary="An open deliverable has more than one owner.",
    why="Two people who answer for one thing each wait for the other. Many may do the work; one answers for it.",
    fix="Those named agree on the one who answers for it and take the other names out of the owner column.",
    source="The coordination model: ownership",
    needs=("deliverable.open", "deliverable.owners"),
    flagged=lambda: plan(
        work("Press photos", "Dee", "Olu"), says="Press photos has 2 owners, Dee and Olu; it needs exactly one"
    ),
    clean=lambda: plan(work("Press photos", "Dee"), work("Lyric sheet", "Olu")),
)
def several_owners(view: View, context: Context) -> Iterator[Finding]:
    for item in view.unsettled:
        if item.owner is not None:
            continue
        owners = item.owners
        if type(owners) is Unknown or len(owners) < 2 or all(map(is_nobody, owners)):
            continue
        names = listed(owner.name for owner in owners)
        yield Hit(
            item,
            f"{item.title} has {len(owners)} owners, {names}; it needs exactly one",
            about=(f"owner:{item.key}",),
        )
