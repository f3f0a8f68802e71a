"""HND006: a handoff was sent without saying what was done, what is expected next, or where the file lives."""

from __future__ import annotations

from collections.abc import Iterator

from rules.handoffs.parties import is_over, sender_of
from rules.model import FileFact, Handoff, Kind
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import day, handoff, plan, work
from rules.view import View
from rules.wording import listed

_FILELESS = frozenset({Kind.DATE, Kind.UPLOAD, Kind.PITCH, Kind.EDITORIAL_PITCH, Kind.CLEARANCE})
"""Work whose result is an act, not a file."""


@rule(
    code="HND006",
    name="missing-context",
    severity=Severity.WARNING,
    summary="A sent handoff lacks what was done, what is expected next, or where the file lives.",
    why="Without its context the receiver has to ask, guess, or search; each of the three loses a day or a version.",
    fix="The sender adds what is missing.",
    source="The coordination model: handoffs",
    needs=("handoff.sent_at|handoff.sent", "handoff.done", "handoff.next", "handoff.location"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        work("Teaser video", "Vic", needs=("Lyrics",)),
        handoffs=(_sent(done="Final words"),),
        says="The handoff of Lyrics does not say what is expected next or where the file lives",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        work("Teaser video", "Vic", needs=("Lyrics",)),
        handoffs=(_sent(done="Final words", next="Set the captions", location="https://files.example/lyrics.txt"),),
    ),
)
def missing_context(view: View, _: Context) -> Iterator[Finding]:
    for record in view.handoffs:
        if not record.was_sent or (record.done and record.next and record.location) or is_over(view, record):
            continue
        work = view.work_of(record)
        missing = []
        if _empty(record.done):
            missing.append("what was done")
        if _empty(record.next):
            missing.append("what is expected next")
        if _empty(record.location) and not (
            work is not None and (work.kind in _FILELESS or isinstance(work.file, FileFact))
        ):
            missing.append("where the file lives")
        if missing:
            yield Hit(
                record,
                f"The handoff of {work.title if work else record.title} does not say {listed(missing, 'or')}",
                who=sender_of(view, record),
                about=(f"handoff:{record.key}",),
            )


def _empty(value: object) -> bool:
    """Whether the field was read and holds nothing; unknown is not empty."""
    return value is None or value == ""


def _sent(**context: str) -> Handoff:
    return handoff(
        "Lyrics", "Teaser video", sender="Dee", receiver="Vic", sent_at=day("2026-08-03"), **context
    )  # fmt: skip
