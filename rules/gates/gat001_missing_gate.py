"""GAT001: the policy requires a gate for this kind of work, and none exists."""

from __future__ import annotations

from collections.abc import Iterator

from rules.model import Deliverable, Kind, Link, State, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import gate, plan, work
from rules.standing import Checkpoint
from rules.view import View

_POSTS = frozenset({Kind.POST, Kind.LAUNCH_POST})


@rule(
    code="GAT001",
    name="missing-gate",
    severity=Severity.WARNING,
    summary="The policy requires a gate for this kind of deliverable and none exists.",
    why="Where nobody has to say yes, the wrong mix or an unseen cover goes out, and everybody thought it was checked.",
    fix="The owner names who approves it.",
    source="The coordination model: approval gates",
    needs=("release.gates",),
    flagged=lambda: plan(
        work("Final master", "Kaya"), says="Final master has no approval gate, and every master needs one"
    ),
    clean=lambda: plan(work("Final master", "Kaya"), gates=(gate("Final master", "Ana"),)),
)
def missing_gate(view: View, context: Context) -> Iterator[Finding]:
    if type(view.release.gates) is Unknown:
        return
    if not view.release.gates_on_work:
        yield Untold(view.release, "the plan has no column for the approval of its deliverables")
        return
    required, gated = context.policy.gates_required, view.checkpoints_on
    for item in view.deliverables:
        if item.kind not in required:
            continue
        points = gated.get(item.key, ())
        if points and (points[0].kind is item.kind or any(_is_for(point, item) for point in points)):
            continue
        if not _still_matters(item, view) or _elsewhere(item, view):
            continue
        if not context.complete:
            yield Untold(item, "a source was not read completely, and the gate may be recorded there")
            continue
        yield Hit(
            item,
            f"{item.title} has no approval gate, and every {item.kind.value} needs one",
            who=item.owner,
        )


def _still_matters(item: Deliverable, view: View) -> bool:
    """Whether a decision could still hold something up: the work is open, or open work builds on it."""
    if item.open:
        return True
    return item.state is State.DONE and any(edge.after.open for edge in view.dependents.get(item.key, ()))


def _is_for(point: Checkpoint, item: Deliverable) -> bool:
    """Whether the gate decides on this kind of work: the yes to a mix is none to the master."""
    kind = point.kind
    return kind is item.kind or kind is Kind.OTHER or (kind in _POSTS and item.kind in _POSTS)


def _elsewhere(item: Deliverable, view: View) -> bool:
    """Whether a gate holds the item up in another way: the final go, its parent's, or one on unresolved words."""
    if item.kind is Kind.LAUNCH_POST and view.gates_of(view.release, Kind.LAUNCH_POST):
        return True
    if isinstance(item.parent, Link) and any(
        _is_for(point, item) for point in view.checkpoints_on.get(item.parent.key, ())
    ):
        return True
    return any(point.work is None and _is_for(point, item) for point in view.checkpoints)
