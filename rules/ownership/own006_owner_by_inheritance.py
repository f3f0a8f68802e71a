"""OWN006: a deliverable names no owner of its own while its release, project or parent item names one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import actors, plan, work
from rules.view import View


@rule(
    code="OWN006",
    name="owner-by-inheritance",
    severity=Severity.WARNING,
    summary="An open deliverable names no owner while its release, project or parent item names one.",
    why="Owning a project is not owning each thing in it; what is only assumed is found out when it is late.",
    fix="Whoever owns the whole writes down one owner for this deliverable, even if it is the same person.",
    source="The coordination model: ownership",
    needs=("deliverable.open", "deliverable.owners"),
    flagged=lambda: plan(
        replace(work("Press photos"), inherited_owner=actors("Mia")[0]),
        says="Press photos names no owner of its own; only what it belongs to names Mia",
    ),
    clean=lambda: plan(replace(work("Press photos", "Dee"), inherited_owner=actors("Mia")[0])),
)
def owner_by_inheritance(view: View, context: Context) -> Iterator[Finding]:
    for item in view.unsettled:
        if item.owners or (heir := item.inherited_owner) is None or heir.doubtful:
            continue
        message = f"{item.title} names no owner of its own; only what it belongs to names {heir.name}"
        yield Hit(item, message, who=heir, about=(f"owner:{item.key}",))
