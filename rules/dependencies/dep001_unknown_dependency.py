"""DEP001: a deliverable depends on something that is not in the plan."""

from __future__ import annotations

from collections.abc import Iterator

from rules.linking import TitleIndex
from rules.model import Link
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import plan, work
from rules.view import View


@rule(
    code="DEP001",
    name="unknown-dependency",
    severity=Severity.WARNING,
    summary="Open work depends on something that is not in the plan.",
    why="What is not in the plan has no owner and no date, so the work that waits for it waits for nobody.",
    fix="The owner adds what is needed to the plan with an owner and a date, or corrects its name here.",
    source="The coordination model: mapping deliverables, defining handoffs",
    needs=("deliverable.open", "deliverable.needs"),
    flagged=lambda: plan(
        work("Lyric sheet", "Dee", needs=("Translation",)),
        says='Lyric sheet depends on "Translation", which is not in the plan',
    ),
    clean=lambda: plan(work("Lyric sheet", "Dee", needs=("Translation",)), work("Translation", "Dee")),
)
def unknown_dependency(view: View, context: Context) -> Iterator[Finding]:
    if not view.dangling:
        return
    titles = TitleIndex(view.release.deliverables)
    for item, need in view.dangling:
        if not item.open:
            continue
        if titles.candidates(Link(need.text, need.key)):
            yield Untold(item, "what it depends on is a name that several deliverables answer to")
        elif unseen := context.unseen(view.release):
            yield Untold(item, f"what it depends on may stand in {unseen}")
        else:
            yield Hit(
                item,
                f'{item.title} depends on "{need.text or need.key}", which is not in the plan',
                who=item.owner,
                about=(f"edge:{need.key}>{item.key}",),
                detail=need.key or need.text.casefold(),
            )
