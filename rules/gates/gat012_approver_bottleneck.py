"""GAT012: too many undecided gates wait for one person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rules.authority import role_unasked
from rules.model import Actor, Gate, Unknown
from rules.policy import Severity
from rules.rule import Context, Entity, Example, Gathered, Hit, rule
from rules.samples import day, example, gate, release, work
from rules.standing import Ruling
from rules.view import View


def _held(view: View, _: Context) -> Gathered:
    pending = Ruling.PENDING
    for point in view.checkpoints:
        if point.ruling is not pending or not point.requested_at or type(point.requested_at) is Unknown:
            continue
        for approver in point.authorised:
            # Without a people table, the artist of one release need not be the artist of the next.
            yield (f"{approver.key}@{view.release.key}" if role_unasked(approver) else approver.key), (point.gate,)


@rule(
    code="GAT012",
    name="approver-bottleneck",
    severity=Severity.NOTE,
    summary="One person holds more than five undecided gates that were asked for.",
    why="A queue in front of one person delays releases that have nothing else to do with each other.",
    fix="The approver decides the oldest first, or hands some of them to somebody with the same authority.",
    source="The coordination model: mistakes, too many approvers",
    needs=("gate.approvers", "gate.requested_at"),
    gather=_held,
    more_than=lambda limits: limits.most_undecided,
    flagged=lambda: _queue(6, says="6 undecided gates wait for Ana"),
    clean=lambda: _queue(5),
)
def approver_bottleneck(key: str, held: Sequence[Entity], _: Context) -> Iterator[Hit]:
    held = sorted(held, key=lambda gate: gate.key)
    approver = _approver(key, held)
    if approver is None:
        return
    yield Hit(
        held[0],
        f"{len(held)} undecided gates wait for {approver.name}",
        who=approver,
        evidence=tuple(gate.title for gate in held),
        detail=approver.key,
    )


def _approver(key: str, held: Sequence[Entity]) -> Actor | None:
    wanted = key.partition("@")[0] if key.startswith("role:") else key
    return next(
        (
            actor
            for gate in held
            if isinstance(gate, Gate) and isinstance(gate.approvers, tuple)
            for actor in gate.approvers
            if actor.key == wanted
        ),
        None,
    )


def _queue(length: int, says: str = "") -> Example:
    titles = [f"Lyrics {number}" for number in range(1, length + 1)]
    gates = tuple(gate(title, "Ana", requested_at=day("2026-08-03")) for title in titles)
    return example(release(*(work(title, "Dee") for title in titles), gates=gates), says=says)
