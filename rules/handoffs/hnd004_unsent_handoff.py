"""HND004: the work is done, someone waits for it, and nothing was sent."""

from __future__ import annotations

from collections.abc import Iterator

from rules.handoffs.parties import certainly_unsent, receiver_of, sender_of, tokens_of, waiting_work
from rules.model import Deliverable, Handoff, Moment, Unknown
from rules.people import certainly_differ
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import at, handoff, plan, work
from rules.view import Edge, View, serves
from rules.wording import counted


@rule(
    code="HND004",
    name="unsent-handoff",
    severity=Severity.BLOCKER,
    summary="The work is done, someone waits for it, and nothing was sent within 1 working day.",
    why="Finished work that stays with its maker costs the next person's time, and nobody sees it being lost.",
    fix="The sender hands the work over and records when.",
    source="The coordination model: handoffs",
    needs=("release.handoffs", "deliverable.state", "handoff.sent_at|handoff.sent"),
    flagged=lambda: plan(
        work("Lyrics", "Dee", state="done", done_at=at("2026-07-30 10:00")),
        work("Teaser video", "Vic", needs=("Lyrics",)),
        handoffs=(handoff("Lyrics", "Teaser video", sender="Dee", receiver="Vic"),),
        says="Lyrics is done and Vic waits for it, but Dee has not sent it",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee", state="done", done_at=at("2026-07-31 10:00")),
        work("Teaser video", "Vic", needs=("Lyrics",)),
        handoffs=(handoff("Lyrics", "Teaser video", sender="Dee", receiver="Vic"),),
    ),
)
def unsent_handoff(view: View, context: Context) -> Iterator[Finding]:
    if type(view.release.handoffs) is Unknown:
        return
    for record in view.handoffs:
        work = view.work_of(record)
        if work is None or not work.finished or record.was_acknowledged or not certainly_unsent(record):
            continue
        if not _somebody_waits(view, record) or (late := _late(work, context)) is None:
            continue
        sender, receiver = sender_of(view, record), receiver_of(view, record)
        yield Hit(
            record,
            f"{work.title} is done and {receiver.name if receiver else 'the next step'} waits for it, "
            f"but {f'{sender.name} has not sent it' if sender else 'nobody has sent it'}",
            who=sender,
            evidence=_evidence(late, context),
            about=tokens_of(view, record),
            since=late[0],
        )
    if context.policy.team_of_one:
        return
    for edge in view.edges:
        before, after = edge.before, edge.after
        if not before.finished or edge.handoffs or not after.open or not _changes_hands(view, edge):
            continue
        if edge.need.handed and not view.release.handoffs:
            # A plan that only writes its handoffs into the dependencies has no place to record that one was sent.
            continue
        if (late := _late(before, context)) is None or before.owner is None or after.owner is None:
            continue
        if not context.complete:
            yield Untold(before, "a source was not read completely, and the handoff may be recorded there")
            continue
        yield Hit(
            before,
            f"{before.title} is done and {after.owner.name} waits for it with {after.title}, "
            f"but no handoff from {before.owner.name} is recorded",
            who=before.owner,
            evidence=_evidence(late, context),
            about=(edge.token,),
            detail=after.key,
            since=late[0],
        )


def _somebody_waits(view: View, record: Handoff) -> bool:
    """Whether open work, or a receiver without work in the plan, waits; whoever is under way got it somehow."""
    waiting = waiting_work(view, record)
    if not waiting:
        return bool(record.receivers) and type(record.receivers) is not Unknown
    return any(after.open and not after.under_way and not _sent_otherwise(view, record, after) for after in waiting)


def _sent_otherwise(view: View, record: Handoff, after: Deliverable) -> bool:
    """Whether another handoff of the same work to the same work was sent."""
    work = view.work_of(record)
    edges = view.dependents.get(work.key, ()) if work is not None else ()
    return any(
        other.was_sent or other.was_acknowledged
        for edge in edges
        if edge.after is after
        for other in edge.handoffs
        if other is not record
    )


def _changes_hands(view: View, edge: Edge) -> bool:
    sender, receiver = edge.before.owner, edge.after.owner
    if sender is None or receiver is None or sender.doubtful or receiver.doubtful:
        return False
    return certainly_differ(sender, receiver) and not any(serves(loose, edge) for loose in view.loose_handoffs)


def _late(work: Deliverable, context: Context) -> tuple[Moment, str] | None:
    """Return when the work was done, and the note on it, if sending it is overdue."""
    done, note = context.when(work.done_at, work.key, "done")
    return (done, note) if context.now > context.calendar.after(done, context.limits.send_within) else None


def _evidence(late: tuple[Moment, str], context: Context) -> tuple[str, ...]:
    done, note = late
    allowed = counted(context.limits.send_within, "working day")
    return (f"done on {context.calendar.day(done)}; {allowed} allowed", *((note,) if note else ()))
