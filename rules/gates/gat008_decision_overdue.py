"""GAT008: a decision was asked for and is not there, or is not there when what it holds up is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rules.gates.undecided import waits_for, what_of
from rules.model import Deliverable, Moment, State, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import at, gate, plan, work
from rules.standing import Checkpoint, Ruling
from rules.view import Edge, View
from rules.wording import counted

_STALE = Ruling.STALE


@rule(
    code="GAT008",
    name="decision-overdue",
    severity=Severity.WARNING,
    escalates="a blocker at the due date of what it holds up",
    summary="A decision was asked for and not given for 2 working days, or is not there on the due date of what it "
    "holds up.",
    why="Finished work that waits for a yes looks done to everybody except the one person who has not looked.",
    fix="The approver says yes or no today.",
    source="The coordination model: approval gates",
    needs=("gate.decisions", "gate.requested_at"),
    flagged=lambda: plan(
        work("Cover artwork", "Dee", state="in review"),
        gates=(gate("Cover artwork", "Ana", requested_at=at("2026-07-30 09:00")),),
        says="Ana was asked on 2026-07-30 and has not decided on Cover artwork",
    ),
    clean=lambda: plan(
        work("Cover artwork", "Dee", state="in review"),
        gates=(gate("Cover artwork", "Ana", requested_at=at("2026-07-30 10:00")),),
    ),
)
def decision_overdue(view: View, context: Context) -> Iterator[Finding]:
    pending, stale, live = Ruling.PENDING, Ruling.STALE, State.LIVE
    now, calendar, allowed = context.now, context.calendar, context.limits.decide_within
    dependents = view.dependents
    for point in view.checkpoints:
        ruling = point.ruling
        if ruling is not pending and ruling is not stale:
            continue
        work = point.work
        if isinstance(work, Deliverable) and work.state is live:
            continue
        asked = _asked(point, context) if point.requested_at is not None else None
        late = asked is not None and now > calendar.after(asked, allowed)
        due = _due(point, dependents, context) if ruling is pending else None
        if late or due is not None:
            yield _hit(point, view, context, asked, due)


def _hit(point: Checkpoint, view: View, context: Context, asked: Moment | None, due: date | None) -> Hit:
    approver = point.asked_of
    name = approver.name if approver else "Nobody"
    day = context.calendar.day(asked) if asked is not None else None
    verb = f"was asked on {day} and has not decided" if day else "has not decided" if approver else "has decided"
    allowed = counted(context.limits.decide_within, "working day")
    return Hit(
        point.gate,
        f"{name} {verb} on {what_of(point)}" + (f", which holds up work due on {due}" if due else ""),
        who=approver,
        evidence=(*((f"asked for on {day}; {allowed} allowed",) if day else ()), *((f"due on {due}",) if due else ())),
        about=(point.token, *waits_for(point, view)),
        severity=Severity.BLOCKER if due else None,
        since=asked or due,
    )


def _asked(point: Checkpoint, context: Context) -> Moment | None:
    """Return when the decision was asked for; after a stale yes, only a request that came after the change."""
    asked = point.requested_at
    if asked is None or type(asked) is Unknown:
        return None
    if point.ruling is not _STALE:
        return asked
    seen = [change.seen_at for change in point.changes if change.seen_at is not None]
    given = point.decision.at if point.decision is not None else None
    before: Moment | None = min(seen) if seen else given if type(given) is not Unknown else None
    return asked if before is not None and context.calendar.surely_before(before, asked) else None


def _due(point: Checkpoint, dependents: Mapping[str, Sequence[Edge]], context: Context) -> date | None:
    """Return the earliest day, no later than today, on which something that the gate holds up is due."""
    work, due, today = point.work, point.gate.due, context.today
    earliest = due if isinstance(due, date) and due <= today else None
    if isinstance(work, Deliverable):
        due = work.due
        if (
            isinstance(due, date)
            and due <= today
            and (earliest is None or due < earliest)
            and not _sleeps_on_it(point, work, context)
        ):
            # What cannot be read might say that the work is cancelled.
            earliest = due if type(work.state) is not Unknown or work.open else earliest
        for edge in dependents.get(work.key, ()):
            due = edge.after.due
            if isinstance(due, date) and due <= today and edge.after.open and (earliest is None or due < earliest):
                earliest = due
    elif work is not None and isinstance(due := work.date, date) and due <= today:
        earliest = due if earliest is None else min(earliest, due)
    return earliest


def _sleeps_on_it(point: Checkpoint, work: Deliverable, context: Context) -> bool:
    """Whether somebody who works alone has finished, and the night before their own yes is not over (GAT015)."""
    if not context.policy.team_of_one or not work.finished:
        return False
    finished = work.done_at if isinstance(work.done_at, date) else work.due
    alone = work.owner is not None and point.asked_of is not None and work.owner.key == point.asked_of.key
    return (
        alone and isinstance(finished, date) and context.now < context.calendar.after(context.calendar.day(finished), 1)
    )
