"""GAT013: something public is scheduled or live while the release date is not confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from rules.memory import moment_key
from rules.model import Deliverable, Kind, State
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import at, gate, plan, said, work
from rules.standing import Checkpoint, Ruling
from rules.view import View


@rule(
    code="GAT013",
    name="date-not-confirmed",
    severity=Severity.BLOCKER,
    summary="Something public (teaser, post, pre-save, pitch) is scheduled or live while the release date's own gate "
    "is not approved.",
    why="Once the public has a date, moving it costs the trust of everybody who wrote it down.",
    fix="Whoever confirms the date does so, or the public work is taken off the schedule until then.",
    source="The coordination model: the example",
    needs=("deliverable.state", "gate.decisions"),
    flagged=lambda: plan(
        work("Teaser video", "Vic", state="scheduled"),
        gates=(gate("release date", "Ana"),),
        says="Teaser video is scheduled, but Ana has not confirmed the release date",
    ),
    clean=lambda: plan(
        work("Teaser video", "Vic", state="scheduled"),
        gates=(gate("release date", "Ana", said=(said("yes", "Ana", at("2026-07-30 10:00")),)),),
    ),
)
def date_not_confirmed(view: View, context: Context) -> Iterator[Finding]:
    scheduled, live, kinds = State.SCHEDULED, State.LIVE, context.policy.public_kinds
    public = [
        item for item in view.deliverables if (item.state is scheduled or item.state is live) and item.kind in kinds
    ]
    if not public:
        return
    points = _date_gates(view)
    if not points:
        yield Untold(view.release, "the plan has no gate or field that confirms the release date")
        return
    if not all(point.blocks for point in points):
        return
    point = points[-1]
    by = point.asked_of
    for item in public:
        if _before_the_change(item, point, context):
            continue
        state = item.state.value if isinstance(item.state, State) else "public"
        yield Hit(
            item,
            f"{item.title} is {state}, but {by.name if by else 'nobody'} has {'not ' if by else ''}confirmed "
            "the release date",
            who=by or item.owner,
            evidence=(f"gate: {point.gate.title}, {point.ruling.value}",),
            about=(point.token,),
        )


def _date_gates(view: View) -> list[Checkpoint]:
    """Return the gates on the release's date: on the release itself, or on the deliverable that settles the date."""
    return [
        point
        for point in view.checkpoints
        if point.kind is Kind.DATE
        and (point.work is view.release or (isinstance(point.work, Deliverable) and point.work.kind is Kind.DATE))
    ]


def _before_the_change(item: Deliverable, point: Checkpoint, context: Context) -> bool:
    """Whether it went public, as far as anybody can tell, while a yes that went stale since still held."""
    if point.ruling is not Ruling.STALE:
        return False
    seen = [change.seen_at for change in point.changes if change.seen_at is not None]
    what = "live" if item.state is State.LIVE else "scheduled"
    went = context.memory.moments.get(moment_key(item.key, what))
    return not seen or went is None or went <= min(seen)
