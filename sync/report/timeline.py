"""The days that matter to a release, counted back from its date. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from rules.model import Maybe, Moment, Release, State
from rules.planning.lateness import overdue_since
from rules.policy import Severity
from rules.rule import Context
from rules.standing import Checkpoint, Ruling
from rules.view import View
from sync.report.page import HandoffState, OpenGap, Point, PointKind, Row
from sync.report.passing import handoff_state


def points_of(view: View, rows: Mapping[str, Row], context: Context) -> tuple[Point, ...]:
    """Return the points of one release in the order of their days. `rows` are by the key of their deliverable."""
    release = view.release
    found = [*_ends(release, context)]
    for item in view.deliverables:
        if (due := day_of(item.due, context)) is not None:
            late = overdue_since(item, context) is not None
            found.append(Point(due, item.title, PointKind.DUE, item.finished, late, _troubled(rows[item.key].gaps)))
    for record in view.handoffs:
        if (due := day_of(record.due, context)) is not None:
            state = handoff_state(record, context)
            late = due < context.today and state is HandoffState.UNSENT
            done = state in (HandoffState.RECEIVED, HandoffState.SENT)
            found.append(Point(due, record.title, PointKind.HANDOFF, done, late))
    found += [point for checkpoint in view.checkpoints if (point := _gate(checkpoint, context))]
    return tuple(sorted(found, key=lambda point: (point.day, point.kind, point.title)))


def day_of(moment: Maybe[Moment], context: Context) -> date | None:
    """Return the team's day of a moment, `None` where it is empty or unknown."""
    return context.calendar.day(moment) if isinstance(moment, (date, datetime)) else None


def _ends(release: Release, context: Context) -> list[Point]:
    found: list[Point] = []
    if (out := day_of(release.date, context)) is not None:
        found.append(Point(out, release.title, PointKind.RELEASE, out < context.today))
    if (locked := day_of(release.locked_at, context)) is not None:
        found.append(Point(locked, "Plan locked", PointKind.LOCK, locked <= context.today))
    for review in release.reviews if isinstance(release.reviews, tuple) else ():
        if (on := day_of(review.on, context)) is not None:
            done = review.state is State.DONE
            late = not done and isinstance(review.state, State) and on < context.today
            found.append(Point(on, review.title, PointKind.REVIEW, done, late))
    return found


def _gate(checkpoint: Checkpoint, context: Context) -> Point | None:
    due = day_of(checkpoint.gate.due, context)
    if due is None:
        return None
    done = checkpoint.ruling is Ruling.APPROVED
    late = checkpoint.blocks and due < context.today
    return Point(due, checkpoint.gate.title, PointKind.GATE, done, late)


def _troubled(gaps: tuple[OpenGap, ...]) -> bool:
    return any(gap.violation.severity is not Severity.NOTE for gap in gaps)
