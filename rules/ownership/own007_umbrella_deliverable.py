"""OWN007: a deliverable's whole name covers many outputs, and nothing breaks it down."""

from __future__ import annotations

from collections.abc import Iterator

from rules.model import Deliverable, Link, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import plan, work
from rules.view import View
from rules.vocabulary.words import folded


@rule(
    code="OWN007",
    name="umbrella-deliverable",
    severity=Severity.WARNING,
    summary="The whole name of open work covers many outputs (promo, content, assets …), and nothing breaks it down.",
    why="What cannot be named cannot be assigned: under one umbrella ten pieces from five people have no owner each.",
    fix="The owner lists the single outputs, each with its own owner and date, as parts of this one or instead of it.",
    source="The coordination model: mapping deliverables, common mistakes",
    needs=("deliverable.open",),
    flagged=lambda: plan(work("Promo", "Mia"), says='"Promo" is a name for many outputs, and nothing breaks it down'),
    clean=lambda: plan(work("Promo photos", "Mia")),
)
def umbrella_deliverable(view: View, context: Context) -> Iterator[Finding]:
    umbrellas = frozenset(context.limits.umbrella_names)
    for item in view.open:
        if folded(item.title) not in umbrellas:
            continue
        broken_down = _broken_down(item, view)
        if broken_down is None or (not broken_down and context.unseen(view.release)):
            yield Untold(item, "it was not seen which items are parts of which")
        elif not broken_down:
            message = f'"{item.title}" is a name for many outputs, and nothing breaks it down'
            yield Hit(item, message, who=item.owner)


def _broken_down(umbrella: Deliverable, view: View) -> bool | None:
    """Whether some item of the release is a part of `umbrella`; `None` where items hide what they are parts of."""
    hidden = False
    for item in view.deliverables:
        parent = item.parent
        if isinstance(parent, Link):
            if parent.key == umbrella.key or (not parent.key and parent.text.casefold() == umbrella.title.casefold()):
                return True
        elif type(parent) is Unknown and parent is not Unknown.ABSENT:
            hidden = True
    return None if hidden else False
