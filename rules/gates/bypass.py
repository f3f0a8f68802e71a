"""What went ahead although its gate does not let it: the gated work itself, or work that depends on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.gates.launch import is_launch_post
from rules.memory import moment_key
from rules.model import OUT, Deliverable, Kind, State
from rules.rule import Context
from rules.standing import Checkpoint, Ruling
from rules.view import View


@dataclass(slots=True)
class Bypass:
    """One piece of work that went ahead past one gate."""

    point: Checkpoint
    gated: Deliverable
    went: Deliverable
    tokens: tuple[str, ...]

    @property
    def how(self) -> str:
        """What the work is, in words: "scheduled", "in progress"."""
        if self.went is self.gated and self.went.kind is Kind.UPLOAD and self.went.state is State.DONE:
            return "uploaded"
        return self.went.state.value if isinstance(self.went.state, State) else "under way"


def bypasses(view: View, context: Context, rulings: frozenset[Ruling]) -> Iterator[Bypass]:
    """Return the work that went ahead past gates with one of `rulings`.

    What only the release date or the final go holds back is judged by GAT013 and GAT014. Work that went ahead while
    an approval still held is the stale approval's alone.
    """
    dependents = view.dependents
    for point in view.checkpoints:
        gated = point.work
        if point.ruling not in rulings or not isinstance(gated, Deliverable):
            continue
        if (
            (gated.under_way or gated.finished)
            and _is_out(gated)
            and _judged_here(gated, point, view, context)
            and _since_change(gated, point, context)
        ):
            yield Bypass(point, gated, gated, (point.token, *_edges_into(gated, view)))
        if (edges := dependents.get(gated.key)) is None:
            continue
        for edge in edges:
            after = edge.after
            if not after.under_way or not _since_change(after, point, context):
                continue
            if point.kind is Kind.DATE and after.state in OUT and after.kind in context.policy.public_kinds:
                continue
            yield Bypass(point, gated, after, (point.token, edge.token))


def _is_out(item: Deliverable) -> bool:
    state = item.state
    return state is State.SCHEDULED or state is State.LIVE or (item.kind is Kind.UPLOAD and item.finished)


def _judged_here(item: Deliverable, point: Checkpoint, view: View, context: Context) -> bool:
    return point.ruling is Ruling.REJECTED or not is_launch_post(item, view.release, context)


def _edges_into(item: Deliverable, view: View) -> Iterator[str]:
    return (edge.token for edge in view.dependents.get(item.key, ()))


def _since_change(item: Deliverable, point: Checkpoint, context: Context) -> bool:
    """Whether the work evidently went ahead after the approval went stale; with any other ruling, always."""
    if point.ruling is not Ruling.STALE:
        return True
    changed = [change.seen_at for change in point.changes if change.seen_at is not None]
    what = "under way" if item is not point.work else "live" if item.state is State.LIVE else "scheduled"
    began = context.memory.moments.get(moment_key(item.key, what))
    return bool(changed) and began is not None and began > min(changed)


def who_has_not_approved(point: Checkpoint) -> str:
    """Return the clause that names whose yes is missing."""
    approver = point.asked_of
    return f"{approver.name} has not approved it" if approver else "nobody has approved it"
