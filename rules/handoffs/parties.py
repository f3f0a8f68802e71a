"""Who and what stands at the two ends of a handoff."""

from __future__ import annotations

from collections.abc import Sequence

from rules.acknowledgement import certainly_not
from rules.model import Actor, Deliverable, Handoff, Unknown
from rules.view import View


def waiting_work(view: View, handoff: Handoff) -> list[Deliverable]:
    """Return the deliverables that wait for the handoff: the one it names, else those of its receivers that need it."""
    named = view.waiting_work_of(handoff)
    if named is not None:
        return [named]
    work = view.work_of(handoff)
    if work is None:
        return []
    edges = view.dependents.get(work.key, ())
    return [edge.after for edge in edges if any(served is handoff for served in edge.handoffs)]


def sender_of(view: View, handoff: Handoff) -> Actor | None:
    """Return the one sender, else the owner of the work that is handed over."""
    work = view.work_of(handoff)
    return _one(handoff.senders) or (work.owner if work is not None else None)


def receiver_of(view: View, handoff: Handoff) -> Actor | None:
    """Return the one receiver, else the owner of the one deliverable that waits."""
    if (named := _one(handoff.receivers)) is not None:
        return named
    waiting = waiting_work(view, handoff)
    return waiting[0].owner if len(waiting) == 1 else None


def is_over(view: View, handoff: Handoff) -> bool:
    """Whether everything that waited for the handoff is finished, so that its record matters to nobody any more."""
    waiting = waiting_work(view, handoff)
    return bool(waiting) and all(work.finished for work in waiting)


def certainly_unsent(handoff: Handoff) -> bool:
    """Whether the plan shows that the handoff was not sent."""
    return not handoff.was_sent and certainly_not(handoff.sent_at, handoff.sent)


def tokens_of(view: View, handoff: Handoff) -> tuple[str, ...]:
    """Return what precedence calls the handoff and the dependencies it serves."""
    work = view.work_of(handoff)
    edges = () if work is None else (f"edge:{work.key}>{after.key}" for after in waiting_work(view, handoff))
    return (f"handoff:{handoff.key}", *edges)


def _one(seat: Sequence[Actor] | Unknown) -> Actor | None:
    return seat[0] if type(seat) is not Unknown and len(seat) == 1 else None
