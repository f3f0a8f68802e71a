"""Where a gate stands: whose word counts, which word is the latest, and whether a later change voided it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from rules.calendar import WorkingCalendar
from rules.material import MaterialChange, changes_since_yes
from rules.memory import Memory
from rules.model import Actor, Decision, Deliverable, Gate, Kind, Moment, Release, Standing, Unknown, Word
from rules.policy import Policy


class Ruling(StrEnum):
    """What a gate says now."""

    APPROVED = "approved"
    REJECTED = "rejected"
    PENDING = "pending"
    UNCLEAR = "unclear"
    """The word in force is neither yes nor no."""
    STALE = "stale"
    """It was approved, and the work changed materially after."""
    UNKNOWN = "unknown"
    """The plan does not show the decisions, or only part of them."""


@dataclass(slots=True)
class Checkpoint:
    """One gate with its whole history: several records about one piece of work and one kind are one checkpoint.

    `gate` is the record that carries its violations. `authorised` are the named approvers who may decide;
    `decision` is the word in force, from somebody with authority; `usurped` is a later or only word from somebody
    without it.
    """

    gate: Gate
    work: Deliverable | Release | None
    kind: Kind
    approvers: tuple[Actor, ...] | Unknown
    requested_at: Moment | Unknown | None
    ruling: Ruling
    authorised: tuple[Actor, ...] = ()
    decision: Decision | None = None
    usurped: Decision | None = None
    changes: tuple[MaterialChange, ...] = ()
    gates: tuple[Gate, ...] = field(default=())

    @property
    def blocks(self) -> bool:
        """Whether the plan shows that the work may not move on. Unknown does not block."""
        return self.ruling not in (Ruling.APPROVED, Ruling.UNKNOWN)


def authority(policy: Policy, kind: Kind, approvers: tuple[Actor, ...], actor: Actor) -> bool:
    """Whether `actor` may decide a gate of `kind` that names `approvers`.

    Where the policy lists authorities they alone count. Else it is whoever the gate names; a role that no people
    table fills could be anybody, so that a decision is then not doubted.
    """
    ruled = policy.may_decide(kind, actor)
    if ruled is not None:
        return ruled or _role_in_doubt(actor)
    if any(actor.key == approver.key for approver in approvers):
        return True
    return _role_in_doubt(actor) or any(_role_in_doubt(approver) for approver in approvers)


def _role_in_doubt(actor: Actor) -> bool:
    return actor.standing is Standing.ROLE and actor.candidates is None


def checkpoint(
    gates: tuple[Gate, ...],
    work: Deliverable | Release | None,
    policy: Policy,
    memory: Memory,
    calendar: WorkingCalendar,
) -> Checkpoint:
    """Judge one checkpoint from all gates that stand for it (never empty)."""
    gate = gates[-1]
    kind = gate.kind
    if len(gates) == 1:
        approvers, decisions, requested = gate.approvers, gate.decisions, gate.requested_at
    else:
        approvers, decisions, requested = _merged(gates, calendar)
    if isinstance(approvers, tuple) and not approvers and isinstance(decisions, tuple):
        approvers = tuple({d.by.key: d.by for d in decisions if isinstance(d.by, Actor)}.values())
    named = () if isinstance(approvers, Unknown) else approvers
    point = Checkpoint(gate, work, kind, approvers, requested, Ruling.PENDING, gates=gates)
    point.authorised = tuple(a for a in named if not a.left and authority(policy, kind, named, a))
    if isinstance(decisions, Unknown):
        point.ruling = Ruling.UNKNOWN
        return point
    if not decisions:
        return point
    _rule(point, named, decisions, policy, calendar)
    if point.ruling is Ruling.APPROVED and work is not None and point.decision is not None:
        point.changes = changes_since_yes(gate.key, point.decision, work, kind, policy, memory)
        if point.changes:
            point.ruling = Ruling.STALE
    return point


def _rule(
    point: Checkpoint,
    named: tuple[Actor, ...],
    decisions: tuple[Decision, ...],
    policy: Policy,
    calendar: WorkingCalendar,
) -> None:
    """Set ruling, decision and usurped from the decisions, oldest first."""
    words: dict[str, Decision] = {}
    for decision in in_order(decisions, calendar):
        if isinstance(decision.by, Actor) and not authority(policy, point.kind, named, decision.by):
            if decision.word in (Word.YES, Word.NO):
                point.usurped = decision
            continue
        point.decision, point.usurped = decision, None
        words[decision.by.key if isinstance(decision.by, Actor) else ""] = decision
    if point.decision is None:
        return
    if point.gate.all_must and len(named) > 1 and point.decision.word in (Word.YES, Word.NO):
        said = [words[actor.key].word for actor in named if actor.key in words]
        if Word.NO in said:
            point.ruling = Ruling.REJECTED
            point.decision = next(d for d in words.values() if d.word is Word.NO)
        elif len(said) == len(named) and all(word is Word.YES for word in said):
            point.ruling = Ruling.APPROVED
        return
    point.ruling = {
        Word.YES: Ruling.APPROVED,
        Word.NO: Ruling.REJECTED,
        Word.PENDING: Ruling.PENDING,
        Word.UNCLEAR: Ruling.UNCLEAR,
    }[point.decision.word]


def in_order(decisions: tuple[Decision, ...], calendar: WorkingCalendar) -> list[Decision]:
    """Return the decisions oldest first; those without a time keep their place in the list."""
    if len(decisions) < 2 or any(d.at is None or isinstance(d.at, Unknown) for d in decisions):
        return list(decisions)
    return sorted(decisions, key=lambda d: calendar.start(d.at))  # type: ignore[arg-type]


def _merged(
    gates: tuple[Gate, ...], calendar: WorkingCalendar
) -> tuple[tuple[Actor, ...] | Unknown, tuple[Decision, ...] | Unknown, Moment | Unknown | None]:
    approvers: dict[str, Actor] = {}
    decisions: list[Decision] = []
    requests: list[Moment] = []
    blind: Unknown | None = None
    for gate in gates:
        if isinstance(gate.approvers, Unknown) or isinstance(gate.decisions, Unknown):
            blind = gate.approvers if isinstance(gate.approvers, Unknown) else Unknown.UNSEEN
            if isinstance(gate.decisions, Unknown):
                return (blind, gate.decisions, gate.requested_at)
        else:
            approvers.update((a.key, a) for a in gate.approvers)
        if isinstance(gate.decisions, tuple):
            decisions.extend(gate.decisions)
        if gate.requested_at is not None and not isinstance(gate.requested_at, Unknown):
            requests.append(gate.requested_at)
    latest = max(requests, key=calendar.start) if requests else gates[-1].requested_at
    return (blind or tuple(approvers.values()), tuple(decisions), latest)
