"""DEP003: a deliverable is due before something it needs is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import plan, work
from rules.view import View


@rule(
    code="DEP003",
    name="due-before-dependency",
    severity=Severity.WARNING,
    summary="Open work is due before other open work that it needs is due.",
    why="It would have to be ready before it could begin; one of the two dates is only a wish.",
    fix="The two owners put the dates in the order of the work: what is needed moves up, or what needs it moves back.",
    source="The career operating system: planning backward from the date",
    needs=("deliverable.open", "deliverable.due", "deliverable.needs"),
    flagged=lambda: plan(
        work("Lyric sheet", "Dee", due="2026-08-20", needs=("Translation",)),
        work("Translation", "Dee", due="2026-08-21"),
        says="Lyric sheet is due on 2026-08-20, before Translation, which it needs, is due on 2026-08-21",
    ),
    clean=lambda: plan(
        work("Lyric sheet", "Dee", due="2026-08-20", needs=("Translation",)),
        work("Translation", "Dee", due="2026-08-20"),
    ),
)
def due_before_dependency(view: View, context: Context) -> Iterator[Finding]:
    for edge in view.edges:
        before, after = edge.before, edge.after
        due, needed = after.due, before.due
        if isinstance(due, date) and isinstance(needed, date) and due < needed and after.open and before.open:
            yield Hit(
                after,
                f"{after.title} is due on {due}, before {before.title}, which it needs, is due on {needed}",
                who=after.owner,
                about=(edge.token,),
                detail=before.key,
            )
