"""The milestones of a release's work: when it is due, when it goes out, decisions and handoffs. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rules.model import Deliverable, Gate, Handoff, Kind, Link, Maybe, Release, State, Unknown
from rules.standing import Ruling
from rules.view import View
from sync.milestones.gathering import Gathering, named, names
from sync.milestones.milestone import Sort

_SORTS = {Kind.EDITORIAL_PITCH: Sort.PITCH, Kind.PITCH: Sort.PITCH, Kind.REVIEW: Sort.REVIEW}
"""Work whose due date is a milestone of its own sort."""


def add_work_days(gathering: Gathering, view: View) -> None:
    """Add the milestones of the gathering's release, which `view` shows."""
    shown_there = _add_gates(gathering, view) | _add_handoffs(gathering, view)
    for item in view.release.deliverables:
        about = [item.key]
        about += [gate.key for point in view.gates_of(item) for gate in point.gates if gate.key not in shown_there]
        about += [handoff.key for handoff in view.handoffs_of.get(item.key, ()) if handoff.key not in shown_there]
        gathering.add(
            _SORTS.get(item.kind, Sort.DUE),
            item,
            f"Due: {named(item.title)}",
            item.due,
            aspect="due",
            who=names(item.owners),
            gaps=gathering.gaps_on(*about),
            met=item.finished,
            cancelled=item.cancelled,
        )
        gathering.add(
            Sort.OUT,
            item,
            f"Goes out: {named(item.title)}",
            item.scheduled_for,
            who=names(item.owners),
            gaps=gathering.gaps_on(item.key),
            met=item.state is State.LIVE,
            cancelled=item.cancelled,
        )


def _add_gates(gathering: Gathering, view: View) -> set[str]:
    """Add the day of every decision, and return the keys of the gates that have one."""
    shown: set[str] = set()
    for point in view.checkpoints:
        day = _decision_day(point.gates, point.work)
        keys = [gate.key for gate in point.gates]
        gaps = gathering.gaps_on(*keys)
        asked = point.asked_of
        if isinstance(day, date):
            shown.update(keys)
        gathering.add(
            Sort.GATE,
            point.gate,
            _decision(point.gate, point.work),
            day,
            identity=point.key,
            who=[asked.name] if asked else (),
            gaps=gaps,
            # A yes that a later change voided is known by its gap.
            met=point.ruling is Ruling.APPROVED and not gaps,
        )
    _add_dropped_gates(gathering, view)
    return shown


def _add_dropped_gates(gathering: Gathering, view: View) -> None:
    """Add the cancellation of every decision that nobody asks for any more."""
    gates = view.release.gates
    live = {point.key for point in view.checkpoints}
    for gate in () if isinstance(gates, Unknown) else gates:
        link = gate.on
        work = view.by_key.get(link.key) if isinstance(link, Link) else None
        identity = f"{work.key if work else gate.key}|{gate.kind}"
        if identity not in live and (gate.cancelled or (work is not None and work.cancelled)):
            day = _decision_day((gate,), work)
            gathering.add(Sort.GATE, gate, _decision(gate, work), day, identity=identity, cancelled=True)


def _decision(gate: Gate, work: Deliverable | Release | None) -> str:
    return f"Decision due: {named(work.title if isinstance(work, Deliverable) else gate.title)}"


def _decision_day(gates: Sequence[Gate], work: Deliverable | Release | None) -> Maybe[date]:
    """Return the earliest day that a gate names itself, else the day on which what it holds up is due."""
    stated = [gate.due for gate in gates]
    if days := [day for day in stated if isinstance(day, date)]:
        return min(days)
    for day in stated:
        if isinstance(day, Unknown) and day is not Unknown.ABSENT:
            return day
    return work.due if isinstance(work, Deliverable) else None


def _add_handoffs(gathering: Gathering, view: View) -> set[str]:
    """Add the day of every handoff that has one, and return the keys of these handoffs."""
    shown: set[str] = set()
    wanted = {handoff.key for handoff in view.handoffs}
    handoffs = view.release.handoffs
    for handoff in () if isinstance(handoffs, Unknown) else handoffs:
        ends = (view.work_of(handoff), view.waiting_work_of(handoff))
        dropped = handoff.cancelled or any(work is not None and work.cancelled for work in ends)
        if handoff.key not in wanted and not dropped:
            continue
        if isinstance(handoff.due, date):
            shown.add(handoff.key)
        gathering.add(
            Sort.HANDOFF,
            handoff,
            f"Handoff due: {named(handoff.title)}",
            handoff.due,
            who=_moves_next(handoff),
            gaps=gathering.gaps_on(handoff.key),
            met=handoff.was_acknowledged,
            cancelled=dropped,
        )
    return shown


def _moves_next(handoff: Handoff) -> list[str]:
    return names(handoff.receivers if handoff.was_sent else handoff.senders)
