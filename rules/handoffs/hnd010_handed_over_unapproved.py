"""HND010: work was handed over while its own gate is not approved."""

from __future__ import annotations

from collections.abc import Iterator

from rules.handoffs.parties import sender_of, tokens_of, waiting_work
from rules.model import Handoff, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import day as on
from rules.samples import gate, handoff, plan, said, work
from rules.standing import Checkpoint, Ruling
from rules.view import View


@rule(
    code="HND010",
    name="handed-over-unapproved",
    severity=Severity.BLOCKER,
    summary="A handoff was sent while the gate of the work it hands over is not approved.",
    why="The receiver builds on it; a no that comes later undoes two people's work instead of one's.",
    fix="The sender gets the decision, and the receiver waits for it.",
    source="The coordination model: approval gates",
    needs=("handoff.sent_at|handoff.sent", "gate.decisions"),
    flagged=lambda: plan(
        work("Cover artwork", "Dee"),
        work("Teaser video", "Vic", needs=("Cover artwork",)),
        gates=(gate("Cover artwork", "Ana"),),
        handoffs=(_sent(),),
        says="Cover artwork was handed to Vic, but Ana has not approved it",
    ),
    clean=lambda: plan(
        work("Cover artwork", "Dee"),
        work("Teaser video", "Vic", needs=("Cover artwork",)),
        gates=(gate("Cover artwork", "Ana", said=(said("yes", "Ana", on("2026-07-30")),)),),
        handoffs=(_sent(),),
    ),
)
def handed_over_unapproved(view: View, context: Context) -> Iterator[Finding]:
    if not view.checkpoints_on:
        return
    for record in view.handoffs:
        work = view.work_of(record)
        if work is None or not record.was_sent:
            continue
        for point in view.checkpoints_on.get(work.key, ()):
            if not point.blocks or _was_approved_then(point, record, context) or _asks_for_it(view, record, point):
                continue
            approver = point.asked_of
            receivers = record.receivers
            to = receivers[0].name if receivers and type(receivers) is not Unknown else "the next step"
            yield Hit(
                record,
                f"{work.title} was handed to {to}, but {approver.name if approver else 'nobody'} has "
                f"{'not ' if approver else ''}approved it",
                who=sender_of(view, record),
                about=(*tokens_of(view, record), point.token),
                detail=point.key,
            )


def _was_approved_then(point: Checkpoint, record: Handoff, context: Context) -> bool:
    """Whether the approval still held when the work was sent, as far as anybody can tell; it went stale later."""
    if point.ruling is not Ruling.STALE:
        return False
    seen = [change.seen_at for change in point.changes if change.seen_at is not None]
    sent = record.sent_at
    if not seen or sent is None or type(sent) is Unknown:
        return True
    return not context.calendar.surely_before(min(seen), sent)


def _asks_for_it(view: View, record: Handoff, point: Checkpoint) -> bool:
    """Whether the handoff only brings the work to its approver for the decision itself."""
    receivers, approvers = record.receivers, point.approvers
    if type(receivers) is Unknown or type(approvers) is Unknown or not receivers or waiting_work(view, record):
        return False
    keys = {approver.key for approver in approvers}
    return all(receiver.key in keys for receiver in receivers)


def _sent() -> Handoff:
    return handoff(
        "Cover artwork", "Teaser video", sender="Dee", receiver="Vic", sent_at=on("2026-08-03"),
        done="Front and back", next="Cut the teaser", location="https://files.example/cover.png",
    )  # fmt: skip
