"""OWN003: the owner is a group or a placeholder."""

from __future__ import annotations

from collections.abc import Iterator

from rules.model import Standing, Unknown
from rules.ownership.nobody import is_nobody
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import plan, work
from rules.view import View
from rules.wording import listed

_PERSON = Standing.PERSON


@rule(
    code="OWN003",
    name="group-owner",
    severity=Severity.BLOCKER,
    summary="The owner of open work is a team, a shared mailbox, a bot or a placeholder such as TBD or everyone.",
    why="A team cannot be asked on a Monday morning why something is late; only a person can.",
    fix="The manager replaces it with one person of that team, who answers for the work even if others do it.",
    source="The coordination model: ownership",
    needs=("deliverable.open", "deliverable.owners"),
    flagged=lambda: plan(
        work("Press photos", "Marketing team"),
        says='Press photos is owned by "Marketing team", which is a group and not a person',
    ),
    clean=lambda: plan(work("Press photos", "Dee")),
)
def group_owner(view: View, context: Context) -> Iterator[Finding]:
    for item in view.unsettled:
        if (owner := item.owner) is not None and owner.standing is _PERSON:
            continue
        owners = item.owners
        if not owners or type(owners) is Unknown or not all(map(is_nobody, owners)):
            continue
        names = listed(f'"{owner.text}"' for owner in owners)
        grouped = any(owner.standing is Standing.GROUP for owner in owners)
        kind = "is a group and not a person" if grouped else "names nobody"
        yield Hit(item, f"{item.title} is owned by {names}, which {kind}", about=(f"owner:{item.key}",))
