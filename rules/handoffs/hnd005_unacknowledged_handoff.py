"""HND005: a handoff was sent, and its receiver has not acknowledged it."""

from __future__ import annotations

from collections.abc import Iterator

from rules.acknowledgement import Acknowledgement, acknowledgement
from rules.handoffs.parties import receiver_of, sender_of, tokens_of, waiting_work
from rules.model import Actor, Handoff
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import at, handoff, plan, work
from rules.view import View
from rules.waiting import waits_only_for
from rules.wording import counted


@rule(
    code="HND005",
    name="unacknowledged-handoff",
    severity=Severity.BLOCKER,
    summary="A handoff was sent and not acknowledged within 2 working days.",
    why="What was sent may never have arrived; until the receiver says so, nobody is working on it.",
    fix="The receiver opens what was sent and acknowledges it, or says what is missing.",
    source="The coordination model: handoffs",
    needs=("handoff.sent_at|handoff.sent", "handoff.acknowledged_at|handoff.acknowledged"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        work("Teaser video", "Vic", needs=("Lyrics",)),
        handoffs=(_sent("2026-07-30 09:00"),),
        says="Vic has not acknowledged Lyrics, which Dee sent",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        work("Teaser video", "Vic", needs=("Lyrics",)),
        handoffs=(_sent("2026-07-30 10:00"),),
    ),
)
def unacknowledged_handoff(view: View, context: Context) -> Iterator[Finding]:
    for record in view.handoffs:
        if not record.was_sent:
            continue
        standing = acknowledgement(record, context.memory)
        if standing is Acknowledgement.GIVEN or standing is Acknowledgement.UNKNOWN:
            continue
        sent, note = context.when(record.sent_at, record.key, "sent")
        if context.now <= context.calendar.after(sent, context.limits.acknowledge_within):
            continue
        sender, receiver = sender_of(view, record), receiver_of(view, record)
        waiting = waiting_work(view, record)
        work = view.work_of(record)
        only = tuple(f"waits:{after.key}" for after in waiting if waits_only_for(work, after, view))
        yield Hit(
            record,
            f"{receiver.name if receiver else 'The receiver'} has not acknowledged {_what(view, record)}, "
            f"which {sender.name if sender else 'the sender'} sent",
            who=receiver,
            evidence=tuple(_evidence(record, standing, note, context, sent_on=str(context.calendar.day(sent)))),
            about=(*tokens_of(view, record), *only),
            since=sent,
        )


def _what(view: View, record: Handoff) -> str:
    work = view.work_of(record)
    return work.title if work is not None else record.title


def _evidence(
    record: Handoff, standing: Acknowledgement, note: str, context: Context, *, sent_on: str
) -> Iterator[str]:
    yield f"sent on {sent_on}; {counted(context.limits.acknowledge_within, 'working day')} allowed"
    if note:
        yield note
    if standing is Acknowledgement.VOID:
        by = record.acknowledged_by
        giver = by.name if isinstance(by, Actor) else "an earlier receiver"
        yield f"the acknowledgement on record was given by {giver}; since then the receiver changed, which voids it"


def _sent(when: str) -> Handoff:
    return handoff(
        "Lyrics", "Teaser video", sender="Dee", receiver="Vic", sent_at=at(when),
        done="Final words, proofread", next="Set the captions", location="https://files.example/lyrics.txt",
    )  # fmt: skip
