"""GAT014: launch posts are live, or about to be, without the final go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from rules.gates.launch import goes_out, is_launch_post
from rules.model import OUT, Deliverable, Kind, State, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import day, gate, plan, promoted, said, work
from rules.standing import Checkpoint, Ruling
from rules.view import View

_GO = frozenset({Kind.LAUNCH_POST, Kind.POST, Kind.OTHER})
"""Kinds of gate whose yes lets a launch post out."""


@rule(
    code="GAT014",
    name="no-final-go",
    severity=Severity.BLOCKER,
    summary="Launch posts are live, or due within 1 working day, without the final go.",
    why="A post cannot be called back, and on release day nobody has time to ask who said it may go.",
    fix="Whoever gives the final go does so, or the posts are held back.",
    source="The coordination model: the example",
    needs=("deliverable.open", "gate.decisions"),
    flagged=lambda: plan(
        work("Launch posts", "Sam", due="2026-09-04", state="scheduled"),
        *promoted(),
        gates=(gate("Launch posts", "Ana"),),
        now=datetime.fromisoformat("2026-09-03T10:00+00:00"),
        says="Ana has not given the final go for Launch posts, due on 2026-09-04",
    ),
    clean=lambda: plan(
        work("Launch posts", "Sam", due="2026-09-04", state="scheduled"),
        *promoted(),
        gates=(gate("Launch posts", "Ana", said=(said("yes", "Ana", day("2026-09-02")),)),),
        now=datetime.fromisoformat("2026-09-03T10:00+00:00"),
    ),
)
def no_final_go(view: View, context: Context) -> Iterator[Finding]:
    live = State.LIVE
    soon = context.calendar.after(context.now, context.limits.final_go_before)
    for item in (*view.of_kind(Kind.LAUNCH_POST), *view.of_kind(Kind.POST)):
        if item.state is not live and (not _goes_by(item, soon) or _hidden(item)):
            continue
        if not is_launch_post(item, view.release, context):
            continue
        points = _goes(item, view)
        if not points:
            yield Untold(item, "the plan has no gate or field for the final go")
            continue
        if not all(point.blocks for point in points):
            continue
        if any(point.ruling is Ruling.REJECTED and point.work is item for point in points) and item.state in OUT:
            # GAT009 says that it goes out against a no.
            continue
        point = points[-1]
        by = point.asked_of
        planned = goes_out(item)
        when = "already live" if item.state is State.LIVE else f"due on {context.calendar.day(planned or context.now)}"
        yield Hit(
            item,
            f"{by.name if by else 'Nobody'} has {'not ' if by else ''}given the final go for {item.title}, {when}",
            who=by or item.owner,
            evidence=(f"gate: {point.gate.title}, {point.ruling.value}",),
            about=tuple(p.token for p in points),
        )


def _goes(item: Deliverable, view: View) -> list[Checkpoint]:
    own = [point for point in view.checkpoints_on.get(item.key, ()) if point.kind in _GO]
    return own + view.gates_of(view.release, Kind.LAUNCH_POST)


def _hidden(item: Deliverable) -> bool:
    """Whether a status that cannot be read might say that the post is cancelled."""
    return type(item.state) is Unknown and not item.open


def _goes_by(item: Deliverable, soon: datetime) -> bool:
    """Whether the post is planned to go out at `soon` or before; a bare date begins with its midnight."""
    planned = goes_out(item)
    if planned is None:
        return False
    return planned <= soon if isinstance(planned, datetime) else planned <= soon.date()
