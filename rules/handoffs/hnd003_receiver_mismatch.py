"""HND003: the handoff has no receiver, or its receiver does not own the work that waits."""

from __future__ import annotations

from collections.abc import Iterator

from rules.handoffs.parties import sender_of, waiting_work
from rules.model import Standing, Unknown
from rules.people import certainly_differ
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import handoff, plan, work
from rules.view import View


@rule(
    code="HND003",
    name="receiver-mismatch",
    severity=Severity.WARNING,
    summary="A handoff has no receiver, or the receiver does not own the work that waits for it.",
    why="Work that goes to somebody who does not do the next step lies there until the right person asks.",
    fix="The sender addresses the handoff to the owner of the work that waits for it.",
    source="The coordination model: handoffs",
    needs=("handoff.receivers", "handoff.work", "deliverable.owners"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        work("Teaser video", "Vic", needs=("Lyrics",)),
        handoffs=(handoff("Lyrics", "Teaser video", sender="Dee", receiver="Sam"),),
        says="The handoff of Lyrics goes to Sam, but Vic owns Teaser video, which waits for it",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        work("Teaser video", "Vic", needs=("Lyrics",)),
        handoffs=(handoff("Lyrics", "Teaser video", sender="Dee", receiver="Vic"),),
    ),
)
def receiver_mismatch(view: View, _: Context) -> Iterator[Finding]:
    for record in view.handoffs:
        receivers, work = record.receivers, view.work_of(record)
        if type(receivers) is Unknown or work is None:
            continue
        target = view.waiting_work_of(record)
        if target is not None and target.owner in receivers:
            continue
        waiting = [after for after in waiting_work(view, record) if not after.finished]
        # The owner of any one of the deliverables that wait is a proper receiver.
        if not waiting or any(after.owner is None or after.owner.doubtful for after in waiting):
            continue
        owners = [after.owner for after in waiting if after.owner is not None]
        named = [receiver for receiver in receivers if receiver.standing is not Standing.PLACEHOLDER]
        if any(not certainly_differ(receiver, owner) for receiver in named for owner in owners):
            continue
        after, owner = waiting[0], owners[0]
        what = f"The handoff of {work.title}"
        yield Hit(
            record,
            f"{what} goes to {named[0].name}, but {owner.name} owns {after.title}, which waits for it"
            if named
            else f"{what} has no receiver; {after.title} ({owner.name}) waits for it",
            who=sender_of(view, record),
            about=(f"handoff:{record.key}",),
            fix=f"The sender addresses it to {owner.name}, or {after.title} gets the owner it is sent to.",
        )
