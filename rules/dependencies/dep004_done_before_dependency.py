"""DEP004: a deliverable is done though something it needs is not."""

from __future__ import annotations

from collections.abc import Iterator

from rules.model import State, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import plan, work
from rules.view import View


@rule(
    code="DEP004",
    name="done-before-dependency",
    severity=Severity.WARNING,
    summary="Work is done though something it needs is not.",
    why="Either it was made without what it needed and has to be made again, or the plan no longer tells the truth.",
    fix="The owner checks whether it was made with what it needs; the status of whichever is wrong is put right.",
    source="The coordination model: handoffs",
    needs=("deliverable.state", "deliverable.needs"),
    flagged=lambda: plan(
        work("Lyric sheet", "Dee", state=State.DONE, needs=("Translation",)),
        work("Translation", "Dee", state=State.IN_PROGRESS),
        says="Lyric sheet is done though Translation, which it needs, is in progress",
    ),
    clean=lambda: plan(
        work("Lyric sheet", "Dee", state=State.DONE, needs=("Translation",)),
        work("Translation", "Dee", state=State.DONE),
    ),
)
def done_before_dependency(view: View, context: Context) -> Iterator[Finding]:
    for edge in view.edges:
        before, after = edge.before, edge.after
        if after.finished and before.open and type(before.state) is not Unknown:
            standing = before.state or "not done"
            yield Hit(
                after,
                f"{after.title} is {after.state} though {before.title}, which it needs, is {standing}",
                who=after.owner,
                about=(edge.token, f"waits:{before.key}"),
                detail=before.key,
            )
