"""What an undecided gate holds up, and what to call it."""

from __future__ import annotations

from rules.model import Deliverable, Kind, Release, State
from rules.standing import Checkpoint
from rules.view import View
from rules.waiting import waits_only_for

_READY = frozenset({State.WAITING, State.IN_REVIEW})


def what_of(point: Checkpoint, article: str = "the") -> str:
    """Return what is being decided, as a sentence calls it; at its beginning `article` is "The"."""
    work = point.work
    if work is None:
        return point.gate.title
    if isinstance(work, Release):
        if point.kind is Kind.DATE:
            return f"{article} release date of {work.title}"
        return f"{article} final go for {work.title}" if point.kind is Kind.LAUNCH_POST else work.title
    return work.title


def waits_for(point: Checkpoint, view: View) -> tuple[str, ...]:
    """Return what precedence calls the work that only waits for this decision: the gated, and what needs it."""
    work = point.work
    if not isinstance(work, Deliverable) or not point.blocks or not (work.finished or work.state in _READY):
        return ()
    waiting = (edge.after for edge in view.dependents.get(work.key, ()) if waits_only_for(work, edge.after, view))
    return tuple(f"waits:{item.key}" for item in (work, *waiting))
