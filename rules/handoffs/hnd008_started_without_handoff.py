"""HND008: the receiver's work is under way or done, and the handoff is not acknowledged."""

from __future__ import annotations

from collections.abc import Iterator

from rules.acknowledgement import Acknowledgement, acknowledgement
from rules.handoffs.parties import receiver_of, waiting_work
from rules.model import State
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import handoff, plan, work
from rules.view import View


@rule(
    code="HND008",
    name="started-without-handoff",
    severity=Severity.BLOCKER,
    summary="The receiver's work is under way or done before the handoff was acknowledged.",
    why="Work on something that was never handed over is work on a draft, and it is done twice.",
    fix="The receiver stops until the handoff is sent and acknowledged, and checks what was used.",
    source="The coordination model: handoffs",
    needs=("deliverable.state", "handoff.acknowledged_at|handoff.acknowledged"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        work("Teaser video", "Vic", state="in progress", needs=("Lyrics",)),
        handoffs=(handoff("Lyrics", "Teaser video", sender="Dee", receiver="Vic"),),
        says="Teaser video is in progress, but Vic has not acknowledged the handoff of Lyrics",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        work("Teaser video", "Vic", state="not started", needs=("Lyrics",)),
        handoffs=(handoff("Lyrics", "Teaser video", sender="Dee", receiver="Vic"),),
    ),
)
def started_without_handoff(view: View, context: Context) -> Iterator[Finding]:
    for record in view.handoffs:
        standing = acknowledgement(record, context.memory)
        if standing is Acknowledgement.GIVEN or standing is Acknowledgement.UNKNOWN:
            continue
        work = view.work_of(record)
        what = work.title if work is not None else record.title
        for after in waiting_work(view, record):
            if not after.under_way:
                continue
            edges = [edge for edge in view.needs_of.get(after.key, ()) if edge.before is work]
            if any(
                acknowledgement(other, context.memory) in (Acknowledgement.GIVEN, Acknowledgement.UNKNOWN)
                for edge in edges
                for other in edge.handoffs
            ):
                continue
            receiver = receiver_of(view, record) or after.owner
            state = after.state.value if isinstance(after.state, State) else "under way"
            yield Hit(
                record,
                f"{after.title} is {state}, but {receiver.name if receiver else 'nobody'} has "
                f"{'not ' if receiver else ''}acknowledged the handoff of {what}",
                who=receiver,
                about=(f"handoff:{record.key}", *((f"edge:{work.key}>{after.key}",) if work is not None else ())),
                detail=after.key,
            )
