"""HND001: work depends on another owner's, and no handoff between them is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rules.model import Unknown
from rules.people import certainly_differ
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import handoff, plan, work
from rules.view import View, serves


@rule(
    code="HND001",
    name="assumed-handoff",
    severity=Severity.WARNING,
    escalates="a blocker from 7 days before the receiver's due date",
    summary="An open deliverable depends on another owner's and no handoff between them is recorded.",
    why="A handoff that both sides only assume is the one that nobody makes: each waits for the other to speak.",
    fix="The sender records the handoff: what goes to whom, for which work.",
    source="The coordination model: handoffs",
    needs=("release.handoffs", "deliverable.open", "deliverable.needs", "deliverable.owners"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        work("Teaser video", "Vic", due="2026-08-24", needs=("Lyrics",)),
        says="Teaser video (Vic) needs Lyrics from Dee, and no handoff between them is recorded",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        work("Teaser video", "Vic", due="2026-08-24", needs=("Lyrics",)),
        handoffs=(handoff("Lyrics", "Teaser video", sender="Dee", receiver="Vic"),),
    ),
)
def assumed_handoff(view: View, context: Context) -> Iterator[Finding]:
    if type(view.release.handoffs) is Unknown or context.policy.team_of_one:
        return
    for edge in view.edges:
        after, before = edge.after, edge.before
        if edge.handoffs or edge.need.handed or not after.open or not edge.crosses:
            continue
        sender, receiver = before.owner, after.owner
        if sender is None or receiver is None or sender.doubtful or receiver.doubtful:
            continue
        if not certainly_differ(sender, receiver) or any(serves(loose, edge) for loose in view.loose_handoffs):
            continue
        if not context.complete:
            yield Untold(after, "a source was not read completely, and the handoff may be recorded there")
            continue
        yield Hit(
            after,
            f"{after.title} ({receiver.name}) needs {before.title} from {sender.name}, "
            "and no handoff between them is recorded",
            who=sender,
            about=(edge.token,),
            detail=before.key,
            severity=Severity.BLOCKER if _soon(after.due, context) else None,
            fix=f"{sender.name} records the handoff of {before.title} to {receiver.name}.",
        )


def _soon(due: date | Unknown | None, context: Context) -> bool:
    days = timedelta(days=context.limits.handoff_urgent_days)
    return isinstance(due, date) and due - context.today <= days
