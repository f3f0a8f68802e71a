"""What an undecided gate holds up, and what to call it."""

from __future__ import annotations

from rules.model import Deliverable, Kind, Release, State
from rules.standing import Checkpoint


def what_of(point: Checkpoint) -> str:
    """Return what is being decided, as a sentence calls it."""
    work = point.work
    if work is None:
        return point.gate.title
    if isinstance(work, Release):
        if point.kind is Kind.DATE:
            return f"the release date of {work.title}"
        return f"the final go for {work.title}" if point.kind is Kind.LAUNCH_POST else work.title
    return work.title


def waits_for(point: Checkpoint) -> tuple[str, ...]:
    """Return what precedence calls work that is ready and only waits for this decision; nothing where it does not."""
    work = point.work
    if not isinstance(work, Deliverable) or not point.blocks:
        return ()
    return (f"waits:{work.key}",) if work.state is State.WAITING or work.state is State.IN_REVIEW else ()
