"""DEP002: dependencies go round in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from rules.dependencies.circles import circles
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import plan, work
from rules.view import Edge, View
from rules.wording import listed


@rule(
    code="DEP002",
    name="dependency-cycle",
    severity=Severity.BLOCKER,
    summary="Deliverables that are not all finished depend on each other in a circle, or one depends on itself.",
    why="Each piece in a circle waits for the next, so by the plan's own word none of them can ever start.",
    fix="The owners agree on what really comes first, and the dependency that is not one is taken out.",
    source="The coordination model: defining handoffs by inputs and outputs",
    needs=("deliverable.open", "deliverable.needs"),
    flagged=lambda: plan(
        work("Lyric sheet", "Dee", needs=("Translation",)),
        work("Translation", "Dee", needs=("Lyric sheet",)),
        says="Lyric sheet and Translation depend on each other in a circle",
    ),
    clean=lambda: plan(work("Lyric sheet", "Dee", needs=("Translation",)), work("Translation", "Dee")),
)
def dependency_cycle(view: View, context: Context) -> Iterator[Finding]:
    edges = view.edges
    # Only what both needs and is needed can be in a circle; in most plans that leaves next to nothing to search.
    inner = {edge.before.key for edge in edges}.intersection([edge.after.key for edge in edges])
    if not inner:
        return
    kept = [edge for edge in edges if edge.before.key in inner and edge.after.key in inner]
    for members in circles((edge.after.key, edge.before.key) for edge in kept):
        found = _circle(members, kept, view)
        if found is not None:
            yield found


def _circle(members: tuple[str, ...], edges: list[Edge], view: View) -> Hit | None:
    items = [view.by_key[key] for key in members]
    # Finished work is not reopened for a circle that no longer holds anybody up.
    open_items = [item for item in items if item.open]
    if not open_items:
        return None
    first = min(open_items, key=lambda item: item.key)
    if len(items) == 1:
        message = f"{first.title} depends on itself"
    else:
        message = f"{listed(item.title for item in items)} depend on each other in a circle"
    inside = set(members)
    return Hit(
        first,
        message,
        who=first.owner,
        about=tuple(edge.token for edge in edges if edge.before.key in inside and edge.after.key in inside),
    )
