"""One release made ready for the rules: who waits for whom, which gate holds what, built once per check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rules.model import Deliverable, Gate, Handoff, Kind, Link, Need, NeedKind, Release, Standing, Unknown
from rules.neighbours import Neighbours
from rules.people import certainly_differ
from rules.rule import Context
from rules.standing import Checkpoint, checkpoint

_PERSON = Standing.PERSON


class Edge:
    """One dependency between two deliverables that are both still wanted: `after` needs `before`."""

    __slots__ = ("after", "before", "handoffs", "need")

    def __init__(self, before: Deliverable, after: Deliverable, need: Need) -> None:
        self.before = before
        self.after = after
        self.need = need
        self.handoffs: list[Handoff] = []
        """Records of the handoff on this edge."""

    @property
    def token(self) -> str:
        """What precedence calls this edge."""
        return f"edge:{self.before.key}>{self.after.key}"

    @property
    def crosses(self) -> bool:
        """Whether two different, known people stand at its ends."""
        before, after = self.before.owner, self.after.owner
        return before is not None and after is not None and before.key != after.key


class View:
    """A release as the rules see it. Cancelled work, its edges, handoffs and gates are already gone."""

    __slots__ = (
        "_dependents", "_kinds", "_needs_of", "_neighbours", "by_key", "checkpoints", "checkpoints_on", "dangling",
        "deliverables", "edges", "handoffs", "handoffs_of", "loose_handoffs", "open", "release", "unsettled",
    )  # fmt: skip

    def __init__(self, release: Release, context: Context, neighbours: Neighbours | None = None) -> None:
        self.release = release
        self._neighbours = neighbours or Neighbours()
        self.deliverables = [d for d in release.deliverables if not d.cancelled]
        self.open = [d for d in self.deliverables if d.open]
        self.unsettled = [
            d
            for d in self.open
            if (owner := d.owner) is None
            or owner.standing is not _PERSON
            or ((person := owner.person) is not None and person.active is False)
        ]
        """Open work that has not exactly one owner, a person who is still there: most plans have little of it."""
        self.by_key: dict[str, Deliverable] = {d.key: d for d in release.deliverables}
        """All deliverables of the release, cancelled ones included."""
        self.edges: list[Edge] = []
        self.dangling: list[tuple[Deliverable, Need]] = []
        """Needs for work that is not in the plan."""
        self.handoffs: list[Handoff] = []
        self.handoffs_of: dict[str, list[Handoff]] = {}
        """Handoffs by the key of the deliverable that is handed over."""
        self.loose_handoffs: list[Handoff] = []
        """Handoffs of which the plan does not show what is handed over."""
        self.checkpoints: list[Checkpoint] = []
        self.checkpoints_on: dict[str, list[Checkpoint]] = {}
        """Checkpoints by the key of the deliverable, or release, that they hold up."""
        self._dependents: dict[str, list[Edge]] | None = None
        self._needs_of: dict[str, list[Edge]] | None = None
        self._kinds: dict[Kind, list[Deliverable]] | None = None
        self._draw_edges()
        if isinstance(release.handoffs, tuple) and release.handoffs:
            self._lay_handoffs(release.handoffs)
        if self._neighbours.handoffs:
            self._lay_handoffs_from_elsewhere()
        if isinstance(release.gates, tuple) and release.gates:
            self._set_gates(release.gates, context)

    def of_kind(self, kind: Kind) -> Sequence[Deliverable]:
        """Return the wanted deliverables of one kind."""
        kinds = self._kinds
        if kinds is None:
            kinds = self._kinds = {}
            for item in self.deliverables:
                if (same := kinds.get(item.kind)) is None:
                    kinds[item.kind] = [item]
                else:
                    same.append(item)
        return kinds.get(kind, ())

    @property
    def dependents(self) -> dict[str, list[Edge]]:
        """Edges by the key of the work that others wait for, in other releases too; nothing waits for itself."""
        if self._dependents is None:
            edges = [edge for edge in self.edges if edge.before is not edge.after]
            if self._neighbours.waiting:
                edges += self._edges_out()
            self._dependents = _grouped((edge.before.key, edge) for edge in edges)
        return self._dependents

    @property
    def needs_of(self) -> dict[str, list[Edge]]:
        """Edges by the key of the work that waits."""
        if self._needs_of is None:
            self._needs_of = _grouped((edge.after.key, edge) for edge in self.edges)
        return self._needs_of

    def gates_of(self, work: Deliverable | Release, kind: Kind | None = None) -> list[Checkpoint]:
        """Return the checkpoints on `work`, of one kind if given."""
        points = self.checkpoints_on.get(work.key, [])
        return points if kind is None else [point for point in points if point.kind is kind]

    def _edges_out(self) -> Iterator[Edge]:
        """Yield the dependencies of other releases' work on work of this one."""
        for before in self.deliverables:
            for after, need in self._neighbours.waiting.get(before.key, {}).values():
                if not after.cancelled:
                    edge = Edge(before, after, need)
                    edge.handoffs = [h for h in self.handoffs_of.get(before.key, ()) if serves(h, edge)]
                    yield edge

    def _draw_edges(self) -> None:
        by_key, elsewhere = self.by_key, self._neighbours.work
        edges = self.edges
        if self.release.stray:
            # What a title of the heap leads to may be another release's.
            return
        work = NeedKind.WORK
        for after in self.deliverables:
            needs = after.needs
            if not needs or type(needs) is Unknown:
                continue
            for need in needs:
                if need.kind is not work:
                    continue
                before = by_key.get(need.key) or (elsewhere.get(need.key) if need.key else None)
                if before is None:
                    self.dangling.append((after, need))
                elif not before.cancelled:
                    edges.append(Edge(before, after, need))

    def _lay_handoffs(self, handoffs: tuple[Handoff, ...]) -> None:
        for handoff in handoffs:
            if handoff.cancelled:
                continue
            work, waiting = self.work_of(handoff), self.waiting_work_of(handoff)
            if (work is not None and work.cancelled) or (waiting is not None and waiting.cancelled):
                continue
            if _to_oneself(handoff, waiting):
                continue
            self.handoffs.append(handoff)
            if work is not None:
                self.handoffs_of.setdefault(work.key, []).append(handoff)
            else:
                self.loose_handoffs.append(handoff)
        if not self.handoffs_of:
            return
        for edge in self.edges:
            if candidates := self.handoffs_of.get(edge.before.key):
                edge.handoffs = [h for h in candidates if serves(h, edge)]

    def _lay_handoffs_from_elsewhere(self) -> None:
        """Lay what stands with the needed work of other releases on the dependencies; it is judged over there."""
        for edge in self.edges:
            if edge.before.key not in self.by_key:
                found = self._neighbours.handoffs.get(edge.before.key, ())
                edge.handoffs += [handoff for handoff in found if serves(handoff, edge)]

    def work_of(self, handoff: Handoff) -> Deliverable | None:
        """Return the deliverable that a handoff hands over, where it is known."""
        link = handoff.work
        return self.by_key.get(link.key) if isinstance(link, Link) else None

    def waiting_work_of(self, handoff: Handoff) -> Deliverable | None:
        """Return the deliverable that waits for a handoff, where the handoff names it."""
        link = handoff.to_work
        return self.by_key.get(link.key) if isinstance(link, Link) else None

    def _set_gates(self, gates: tuple[Gate, ...], context: Context) -> None:
        together: dict[str, list[Gate]] = {}
        for gate in gates:
            if gate.cancelled or (gate.inline and _only_columns(gate)):
                continue
            link = gate.on
            on = (link.key if isinstance(link, Link) else "") or gate.key
            if (same := together.get(on)) is None:
                together[on] = [gate]
            else:
                same.append(gate)
        release, policy, memory, calendar = self.release, context.policy, context.memory, context.calendar
        for on, found in together.items():
            work = self.by_key.get(on) or (release if on == release.key else None)
            if isinstance(work, Deliverable) and work.cancelled:
                continue
            if len(found) == 1:
                points = [checkpoint(found, work, release, policy, memory, calendar)]
            else:
                points = [checkpoint(same, work, release, policy, memory, calendar) for same in _by_kind(found)]
            self.checkpoints += points
            if work is not None:
                self.checkpoints_on[on] = points


def _by_kind(gates: Iterable[Gate]) -> Iterable[list[Gate]]:
    """Part the gates on one piece of work: a yes of one kind never counts for another."""
    kinds: dict[Kind, list[Gate]] = {}
    for gate in gates:
        kinds.setdefault(gate.kind, []).append(gate)
    return kinds.values()


def serves(handoff: Handoff, edge: Edge) -> bool:
    """Whether a handoff of the edge's work is this edge's: it names the waiting work, or else its owner as a receiver.

    A handoff that names neither is taken for every edge of the work, so that nothing is called missing that may be
    recorded.
    """
    link = handoff.to_work
    if isinstance(link, Link) and link.key:
        return link.key == edge.after.key
    receivers, owner = handoff.receivers, edge.after.owner
    if type(receivers) is Unknown or not receivers or owner is None:
        return True
    return any(not certainly_differ(actor, owner) for actor in receivers)


def _to_oneself(handoff: Handoff, waiting: Deliverable | None) -> bool:
    """Whether the only sender is also the only receiver, and nobody else waits: nothing changes hands."""
    senders, receivers = handoff.senders, handoff.receivers
    if type(senders) is Unknown or type(receivers) is Unknown or len(senders) != 1 or len(receivers) != 1:
        return False
    key = senders[0].key
    return key == receivers[0].key and (waiting is None or waiting.owner is None or waiting.owner.key == key)


def _only_columns(gate: Gate) -> bool:
    """Whether the gate is only columns of a row, all empty: then the row has no gate."""
    return (
        (not gate.approvers or gate.approvers is Unknown.ABSENT)
        and (not gate.decisions or gate.decisions is Unknown.ABSENT)
        and (gate.requested_at is None or type(gate.requested_at) is Unknown)
    )


def _grouped(pairs: Iterable[tuple[str, Edge]]) -> dict[str, list[Edge]]:
    groups: dict[str, list[Edge]] = {}
    for key, edge in pairs:
        groups.setdefault(key, []).append(edge)
    return groups
