"""Which work a gap is about, and who waits for it. Pure."""

from __future__ import annotations

from rules.model import Actor, Deliverable, Handoff
from rules.view import View
from rules.violation import Violation


class Waiting:
    """Answers for one release. A gap on a handoff or a gate is about the work that it hands over or holds up."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._work_of: dict[str, Deliverable] = {item.key: item for item in view.deliverables}
        self._handoffs: dict[str, Handoff] = {}
        for record in view.handoffs:
            self._handoffs[record.key] = record
            if (work := view.work_of(record)) is not None:
                self._work_of.setdefault(record.key, work)
        for point in view.checkpoints:
            for gate in point.gates:
                if isinstance(point.work, Deliverable):
                    self._work_of.setdefault(gate.key, point.work)

    def work_key(self, violation: Violation) -> str:
        """Return the key of the deliverable that the gap is about, "" where it is about none."""
        work = self._work_of.get(violation.subject.key)
        return work.key if work else ""

    def on(self, violation: Violation) -> tuple[str, ...]:
        """Return the names of those who cannot go on until the gap is closed, without the one who must act."""
        key = violation.subject.key
        waiting: list[Actor] = []
        work = self._work_of.get(key)
        record = self._handoffs.get(key)
        if record is not None:
            waiting += record.receivers if isinstance(record.receivers, tuple) else ()
            to = self._view.waiting_work_of(record)
            waiting += [to.owner] if to is not None and to.owner is not None else []
        elif work is not None:
            waiting += [work.owner] if work.owner is not None else []
            edges = self._view.dependents.get(work.key, ())
            waiting += [edge.after.owner for edge in edges if edge.after.open and edge.after.owner is not None]
        acting = violation.who.key if violation.who else ""
        return tuple(dict.fromkeys(actor.name for actor in waiting if actor.key != acting and not actor.doubtful))
