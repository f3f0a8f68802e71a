"""GAT005: the work changed after it was approved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from rules.gates.undecided import waits_for, what_of
from rules.material import MaterialChange
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import day, gate, plan, said, work
from rules.standing import Checkpoint, Ruling
from rules.view import View
from rules.wording import listed


@rule(
    code="GAT005",
    name="stale-approval",
    severity=Severity.BLOCKER,
    summary="The work changed after the yes: a material field differs from what was approved.",
    why="A yes belongs to what was heard or seen; another version under an old yes is how the wrong file ships.",
    fix="The approver looks at the work as it is now and decides again; or the approved version is put back.",
    source="The coordination model: approval gates",
    needs=("gate.decisions", "deliverable.version", "deliverable.file"),
    flagged=lambda: plan(
        work("Final master", "Kaya", version="V3.3"),
        gates=(gate("Final master", "Ana", said=(said("yes", "Ana", day("2026-07-30"), "V3.2"),)),),
        says="Final master changed after Ana approved it: version V3.2 → V3.3",
    ),
    clean=lambda: plan(
        work("Final master", "Kaya", version="V3.2"),
        gates=(gate("Final master", "Ana", said=(said("yes", "Ana", day("2026-07-30"), "V3.2"),)),),
    ),
)
def stale_approval(view: View, context: Context) -> Iterator[Finding]:
    stale = Ruling.STALE
    for point in view.checkpoints:
        if point.ruling is not stale:
            continue
        changes = point.changes
        by = point.decider
        yield Hit(
            point.gate,
            f"{what_of(point, 'The')} changed after {by.name if by else 'somebody'} approved "
            f"it: {listed(_short(change) for change in changes)}",
            who=point.asked_of,
            evidence=tuple(_evidence(change, context) for change in changes),
            about=(point.token, *_on_work(point), *waits_for(point, view)),
            since=_first_seen(changes),
        )


def _short(change: MaterialChange) -> str:
    return f"{change.field} {change.old} → {change.new}"


def _evidence(change: MaterialChange, context: Context) -> str:
    seen = change.seen_at or min(context.pulled_at, context.now)
    return f"{change.field}: “{change.old}” when approved, “{change.new}” now; first seen {context.calendar.day(seen)}"


def _first_seen(changes: tuple[MaterialChange, ...]) -> datetime | None:
    return min((change.seen_at for change in changes if change.seen_at is not None), default=None)


def _on_work(point: Checkpoint) -> tuple[str, ...]:
    return (f"on:{point.work.key}",) if point.work is not None else ()
