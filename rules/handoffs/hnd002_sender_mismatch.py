"""HND002: the handoff has no sender, or its sender does not own the work."""

from __future__ import annotations

from collections.abc import Iterator

from rules.handoffs.parties import waiting_work
from rules.model import Standing, Unknown
from rules.people import certainly_differ
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import handoff, plan, work
from rules.view import View


@rule(
    code="HND002",
    name="sender-mismatch",
    severity=Severity.WARNING,
    summary="A handoff has no sender, or the sender does not own the work that is handed over.",
    why="Only the owner can say that the work is ready; from anybody else it is a rumour.",
    fix="The owner of the work stands as sender, or the ownership is corrected.",
    source="The coordination model: handoffs",
    needs=("handoff.senders", "handoff.work", "deliverable.owners"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        work("Teaser video", "Vic", needs=("Lyrics",)),
        handoffs=(handoff("Lyrics", "Teaser video", sender="Sam", receiver="Vic"),),
        says="The handoff of Lyrics to Teaser video is from Sam, but Dee owns Lyrics",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        work("Teaser video", "Vic", needs=("Lyrics",)),
        handoffs=(handoff("Lyrics", "Teaser video", sender="Dee", receiver="Vic"),),
    ),
)
def sender_mismatch(view: View, _: Context) -> Iterator[Finding]:
    for record in view.handoffs:
        senders, work = record.senders, view.work_of(record)
        if type(senders) is Unknown or work is None or (owner := work.owner) is None:
            continue
        if any(sender.key == owner.key for sender in senders) or owner.doubtful:
            continue
        named = [sender for sender in senders if sender.standing is not Standing.PLACEHOLDER]
        if not all(certainly_differ(sender, owner) for sender in named):
            continue
        waiting = waiting_work(view, record)
        if not waiting or all(after.finished for after in waiting):
            continue
        what = f"The handoff of {work.title} to {waiting[0].title}"
        yield Hit(
            record,
            f"{what} is from {named[0].name}, but {owner.name} owns {work.title}" if named else f"{what} has no sender",
            who=owner,
            about=(f"handoff:{record.key}",),
            fix=f"{owner.name} stands as sender, or hands over the ownership of {work.title}.",
        )
