"""Where a gate stands: whose word counts, which word is the latest, and whether a later change voided it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rules.authority import Cast, may_decide
from rules.calendar import WorkingCalendar
from rules.material import MaterialChange, changes_since_yes, material
from rules.memory import Memory
from rules.model import Actor, Decision, Deliverable, Gate, Kind, Moment, Release, Standing, Unknown, Word
from rules.policy import Policy


class Ruling(StrEnum):
    """What a gate says now."""

    __hash__ = str.__hash__  # an enumeration's own is a call in Python, and every gate is looked up

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

    `gate` is the record that carries its violations. `authorised` are the named approvers who may decide and can
    still be asked; `decision` is the word in force, from somebody with authority; `usurped` is a yes or no from
    somebody without it, where no authorised word stands; `unclear` is the latest authorised word where it says
    neither yes, no nor pending.
    """

    gate: Gate
    work: Deliverable | Release | None
    kind: Kind
    approvers: tuple[Actor, ...] | Unknown
    requested_at: Moment | Unknown | None
    gates: Sequence[Gate]
    ruling: Ruling = Ruling.PENDING
    authorised: tuple[Actor, ...] = ()
    decision: Decision | None = None
    usurped: Decision | None = None
    unclear: Decision | None = None
    changes: tuple[MaterialChange, ...] = ()

    @property
    def key(self) -> str:
        """What it is about, and what kind of decision: the same in every run, however the records are ordered."""
        return f"{self.gate.key if self.work is None else self.work.key}|{self.kind}"

    @property
    def blocks(self) -> bool:
        """Whether the plan shows that the work may not move on. Unknown does not block."""
        return self.ruling is not _APPROVED and self.ruling is not _UNKNOWN

    @property
    def token(self) -> str:
        """What precedence calls this gate."""
        return f"gate:{self.gate.key}"

    @property
    def decider(self) -> Actor | None:
        """Who gave the word in force: the one it names, else the only approver there is."""
        if self.decision is None:
            return None
        if isinstance(self.decision.by, Actor):
            return self.decision.by
        named = self.approvers
        return named[0] if isinstance(named, tuple) and len(named) == 1 else None

    @property
    def asked_of(self) -> Actor | None:
        """Who must decide next: an approver with authority, rather not the owner of the work; else any approver."""
        owner = self.work.owner if isinstance(self.work, Deliverable) else None
        named = self.authorised or (self.approvers if isinstance(self.approvers, tuple) else ())
        return next((a for a in named if owner is None or a.key != owner.key), named[0] if named else None)

    @property
    def confirms(self) -> bool:
        """Whether the gate asks for the acting person's own confirmation."""
        return any(gate.confirmation for gate in self.gates)


# In Python 3.11 reading an enum's member costs twenty times what a name does, and these are read for every gate.
_APPROVED, _UNKNOWN, _PLACEHOLDER = Ruling.APPROVED, Ruling.UNKNOWN, Standing.PLACEHOLDER


def checkpoint(
    gates: Sequence[Gate],
    work: Deliverable | Release | None,
    release: Release,
    policy: Policy,
    memory: Memory,
    calendar: WorkingCalendar,
) -> Checkpoint:
    """Judge one checkpoint from all gates of `release` that stand for it (never empty)."""
    if len(gates) == 1:
        gate = gates[0]
        approvers, decisions, requested = gate.approvers, gate.decisions, gate.requested_at
    else:
        gate = _latest(gates, calendar)
        approvers, decisions, requested = _merged(gates, calendar)
    kind = gate.kind
    if not approvers and decisions and isinstance(decisions, tuple):
        approvers = tuple({d.by.key: d.by for d in decisions if isinstance(d.by, Actor)}.values())
    point = Checkpoint(gate, work, kind, approvers, requested, gates)
    if approvers and type(approvers) is not Unknown:
        anybody, authorised = kind not in policy.authorities, []
        for actor in approvers:
            if actor.standing is _PLACEHOLDER or ((person := actor.person) is not None and person.active is False):
                continue
            if anybody or may_decide(policy, kind, approvers, actor, release.cast):
                authorised.append(actor)
        point.authorised = tuple(authorised)
    if type(decisions) is Unknown:
        point.ruling = Ruling.UNKNOWN
        return point
    if not decisions:
        if gate.inline and type(approvers) is Unknown and requested is None:
            # Whether the row has a gate at all is written in a column that nobody can read.
            point.ruling = Ruling.UNKNOWN
        return point
    _rule(point, decisions, policy, calendar, release.cast)
    if point.ruling is _APPROVED and work is not None and point.decision is not None:
        known = memory.approvals.get(point.key) if memory.approvals else None
        if known is not None or point.decision.version:
            now = material(work, release, kind, policy)
            point.changes = changes_since_yes(point.decision, work, now, known)
            if point.changes:
                point.ruling = Ruling.STALE
    return point


def _rule(
    point: Checkpoint, decisions: tuple[Decision, ...], policy: Policy, calendar: WorkingCalendar, cast: Cast
) -> None:
    """Set ruling, decision, usurped and unclear from the decisions, oldest first."""
    approvers, kind = point.approvers, point.kind
    counting: list[Decision] = []
    others: list[Decision] = []
    for decision in decisions:
        by = decision.by
        if isinstance(by, Actor):
            counts = may_decide(policy, kind, approvers, by, cast)
        else:
            # Nobody signed it: it is taken for the word of somebody the gate names.
            counts = type(approvers) is Unknown or not approvers or _any_may(policy, kind, approvers, cast)
        (counting if counts else others).append(decision)
    if others and (last := in_order(decisions, calendar)[-1]) in others and last.word in (Word.YES, Word.NO):
        point.usurped = last
    words: dict[str, Decision] = {}
    latest: Decision | None = None
    for latest in in_order(counting, calendar):
        seat = latest.by.key if isinstance(latest.by, Actor) else ""
        stands = words.get(seat) if point.gate.all_must else point.decision
        if stands is None or stands.word is not Word.NO or latest.word is Word.YES:
            point.decision = words[seat] = latest
    if latest is None or point.decision is None:
        return
    if latest.word is Word.UNCLEAR:
        point.unclear = latest
    if point.decision.word is not Word.PENDING:
        point.usurped = None
    if point.gate.all_must and len(point.authorised) > 1 and "" not in words:
        _all_must(point, words)
    else:
        point.ruling = _RULINGS[point.decision.word]


_RULINGS = {
    Word.YES: Ruling.APPROVED,
    Word.NO: Ruling.REJECTED,
    Word.PENDING: Ruling.PENDING,
    Word.UNCLEAR: Ruling.UNCLEAR,
}


def _all_must(point: Checkpoint, words: dict[str, Decision]) -> None:
    """Rule where every approver has to say yes: one no is enough, and one who is silent leaves it pending."""
    refusal = next((decision for decision in words.values() if decision.word is Word.NO), None)
    if refusal is not None:
        point.ruling, point.decision = Ruling.REJECTED, refusal
        return
    said = [words[actor.key].word for actor in point.authorised if actor.key in words]
    if Word.UNCLEAR in said:
        point.ruling = Ruling.UNCLEAR
    elif len(said) == len(point.authorised) and all(word is Word.YES for word in said):
        point.ruling = Ruling.APPROVED


def _any_may(policy: Policy, kind: Kind, approvers: tuple[Actor, ...], cast: Cast) -> bool:
    return any(may_decide(policy, kind, approvers, actor, cast) for actor in approvers)


def in_order(decisions: Sequence[Decision], calendar: WorkingCalendar) -> list[Decision]:
    """Return the decisions oldest first; those without a time keep their place in the list."""
    if len(decisions) < 2 or any(d.at is None or type(d.at) is Unknown for d in decisions):
        return list(decisions)
    return sorted(decisions, key=lambda d: calendar.start(d.at))  # type: ignore[arg-type]


def _latest(gates: Sequence[Gate], calendar: WorkingCalendar) -> Gate:
    """Return the record with the last word or request; where none is dated, the last one."""

    def last_moment(gate: Gate) -> tuple[float, str]:
        said = [decision.at for decision in gate.decisions] if isinstance(gate.decisions, tuple) else []
        dated = [at for at in (*said, gate.requested_at) if at is not None and type(at) is not Unknown]
        return (max(calendar.start(at).timestamp() for at in dated), gate.key) if dated else (0.0, "")

    return max(reversed(gates), key=last_moment)


def _merged(
    gates: Sequence[Gate], calendar: WorkingCalendar
) -> tuple[tuple[Actor, ...] | Unknown, tuple[Decision, ...] | Unknown, Moment | Unknown | None]:
    approvers: dict[str, Actor] = {}
    decisions: list[Decision] = []
    requests: list[Moment] = []
    blind: Unknown | None = None
    for gate in gates:
        if type(gate.approvers) is Unknown or type(gate.decisions) is Unknown:
            blind = gate.approvers if type(gate.approvers) is Unknown else Unknown.UNSEEN
            if type(gate.decisions) is Unknown:
                return (blind, gate.decisions, gate.requested_at)
        else:
            approvers.update((a.key, a) for a in gate.approvers)
        if isinstance(gate.decisions, tuple):
            decisions.extend(gate.decisions)
        if gate.requested_at is not None and type(gate.requested_at) is not Unknown:
            requests.append(gate.requested_at)
    latest = max(requests, key=calendar.start) if requests else gates[-1].requested_at
    return (blind or tuple(approvers.values()), tuple(decisions), latest)
