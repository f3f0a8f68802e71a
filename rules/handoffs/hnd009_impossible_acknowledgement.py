"""HND009: a handoff was acknowledged before it was sent, or by somebody other than its receiver."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rules.acknowledgement import Acknowledgement, acknowledgement
from rules.handoffs.parties import certainly_unsent, is_over, receiver_of
from rules.model import Actor, Handoff, Unknown
from rules.people import certainly_differ
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import day, handoff, plan, work
from rules.view import View


@rule(
    code="HND009",
    name="impossible-acknowledgement",
    severity=Severity.WARNING,
    summary="A handoff was acknowledged before it was sent, or by someone other than the receiver.",
    why="An acknowledgement that cannot be true hides the fact that nobody knows whether the work arrived.",
    fix="The receiver acknowledges the handoff in person, after it was sent; or the dates are corrected.",
    source="The coordination model: handoffs",
    needs=("handoff.acknowledged_at|handoff.acknowledged",),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        work("Teaser video", "Vic", needs=("Lyrics",)),
        handoffs=(_acknowledged("2026-07-29"),),
        says="The handoff of Lyrics was acknowledged on 2026-07-29, before it was sent on 2026-07-30",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        work("Teaser video", "Vic", needs=("Lyrics",)),
        handoffs=(_acknowledged("2026-07-30"),),
    ),
)
def impossible_acknowledgement(view: View, context: Context) -> Iterator[Finding]:
    for record in view.handoffs:
        if not record.was_acknowledged or not (said := _impossible(record, context)) or is_over(view, record):
            continue
        if acknowledgement(record, context.memory) is Acknowledgement.VOID:
            continue
        work = view.work_of(record)
        yield Hit(
            record,
            f"The handoff of {work.title if work else record.title} was acknowledged {said}",
            who=receiver_of(view, record),
            about=(f"handoff:{record.key}",),
        )


def _impossible(record: Handoff, context: Context) -> str:
    """Return what is wrong with the acknowledgement, as the end of a sentence; empty when nothing is."""
    calendar = context.calendar
    sent, at, by = record.sent_at, record.acknowledged_at, record.acknowledged_by
    if certainly_unsent(record):
        return "though it was never sent"
    if isinstance(sent, date) and isinstance(at, date) and calendar.surely_before(at, sent):
        return f"on {calendar.day(at)}, before it was sent on {calendar.day(sent)}"
    if not isinstance(by, Actor) or type(record.receivers) is Unknown or not record.receivers:
        return ""
    if all(certainly_differ(by, receiver) for receiver in record.receivers):
        return f"by {by.name}, but it goes to {record.receivers[0].name}"
    return ""


def _acknowledged(on: str) -> Handoff:
    return handoff(
        "Lyrics", "Teaser video", sender="Dee", receiver="Vic", sent_at=day("2026-07-30"), acknowledged_at=day(on),
        done="Final words", next="Set the captions", location="https://files.example/lyrics.txt",
    )  # fmt: skip
