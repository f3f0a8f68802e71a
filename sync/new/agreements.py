"""Who hands what to whom and who says yes: in tables of handoffs and gates, else in columns of the work. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from connectors.fitting import Category, Wish
from connectors.making import RowLink
from connectors.mapping.meanings import Subject
from rules.model import Actor, Gate, Handoff, Kind, Link, Maybe, Release, State
from rules.policy import Policy
from rules.templates.schedule import Planned, stays_whole
from sync.new.cast import Casting
from sync.new.tables import Tables


class Agreements:
    """The owners of a plan's rows, and what they have to agree on."""

    def __init__(self, planned: Sequence[Planned], tables: Tables, casting: Casting, policy: Policy) -> None:
        self._planned = planned
        self._by_key = {row.key: row for row in planned}
        self._tables = tables
        self._casting = casting
        self._policy = policy
        self._owners = {row.key: casting.of(row.step.owner) for row in planned}
        self._left: dict[str, None] = {}

    def owner(self, row: Planned) -> Actor:
        return self._owners[row.key]

    def approver(self, row: Planned) -> Actor | None:
        """Return who decides about a row; `None` where nobody does."""
        step = row.step
        return self._casting.approver(step.approver, step.kind, self.owner(row)) if step.approver else None

    def needs(self, row: Planned) -> str:
        """Return what a row needs in words; what comes from somebody else is written as a handoff where that is the
        only place for one."""
        inline = Subject.HANDOFFS not in self._tables
        needed = [self._by_key[need] for need in row.needs]
        return ", ".join(_handoff(need.title) if inline and self._handed(need, row) else need.title for need in needed)

    def columns(self, row: Planned) -> dict[str, Wish]:
        """Return what the row of the work itself says of its gate and its handoffs."""
        return {**self._gate(row), **self._receivers(row)}

    def make(self, work: dict[str, RowLink], present: Release | None) -> None:
        """Add the rows of handoffs and gates. `work` are the links to the plan's rows, by key."""
        self._make_handoffs(work, present)
        self._make_gates(work, present)

    def remarks(self) -> Iterator[str]:
        """Yield what has no place, in sentences."""
        yield from self._left

    def _handed(self, need: Planned, row: Planned) -> bool:
        return self.owner(need).key != self.owner(row).key

    def _gate(self, row: Planned) -> dict[str, Wish]:
        approver = self.approver(row)
        if approver is None or Subject.GATES in self._tables:
            return {}
        if self._tables.has(Subject.DELIVERABLES, "gate"):
            return {"gate": f"{approver.name} {self._verb(row.step.kind)}"}
        if self._tables.has(Subject.DELIVERABLES, "approvers"):
            return {"approvers": (approver,)}
        self._miss("approvals", "gates")
        return {}

    def _verb(self, kind: Kind) -> str:
        if kind in self._policy.self_confirmed:
            return "confirms"
        return "gives final go" if kind is Kind.LAUNCH_POST else "signs off"

    def _receivers(self, row: Planned) -> dict[str, Wish]:
        if Subject.HANDOFFS in self._tables or self._tables.holds_words(Subject.DELIVERABLES, "needs"):
            return {}
        waiting = [self.owner(other) for other in self._planned if row.key in other.needs and self._handed(row, other)]
        if not waiting:
            return {}
        if self._tables.has(Subject.DELIVERABLES, "receivers"):
            return {"receivers": tuple({actor.key: actor for actor in waiting}.values())}
        self._miss("handoffs", "handoffs")
        return {}

    def _miss(self, what: str, table: str) -> None:
        self._left[f"there is no place for {what}, neither a table of {table} nor a column: they are left out"] = None

    def _make_handoffs(self, work: dict[str, RowLink], present: Release | None) -> None:
        tables = self._tables
        for row in self._planned if Subject.HANDOFFS in tables else ():
            for giving in (need for key in row.needs if self._handed(need := self._by_key[key], row)):
                title = f"{giving.title} to {row.title}"
                joins = partial(_joins, work[giving.key], work[row.key])
                there = present.handoffs if present else ()
                tables.make(
                    Subject.HANDOFFS,
                    tables.linked(Subject.HANDOFFS, f"handoff:{giving.key}>{row.key}", title, there, joins),
                    {
                        **tables.where_kept(Subject.HANDOFFS, title=title),
                        **tables.filed(Subject.HANDOFFS),
                        "work": tables.to(Subject.DELIVERABLES, work[giving.key]),
                        "to_work": tables.to(Subject.DELIVERABLES, work[row.key]),
                        "senders": (self.owner(giving),),
                        "receivers": (self.owner(row),),
                        **tables.where_kept(Subject.HANDOFFS, state=State.NOT_STARTED, due=giving.due),
                    },
                )

    def _make_gates(self, work: dict[str, RowLink], present: Release | None) -> None:
        tables = self._tables
        for row in self._planned if Subject.GATES in tables else ():
            approver = self.approver(row)
            if approver is None:
                continue
            title = f"{row.title} approval"
            there = present.gates if present else ()
            tables.make(
                Subject.GATES,
                tables.linked(Subject.GATES, f"gate:{row.key}", title, there, partial(_holds_up, work[row.key])),
                {
                    **tables.where_kept(Subject.GATES, title=title),
                    **tables.filed(Subject.GATES),
                    "on": tables.to(Subject.DELIVERABLES, work[row.key]),
                    **tables.where_kept(Subject.GATES, kind=Category(row.step.kind, row.title)),
                    "approvers": (approver,),
                    **tables.where_kept(Subject.GATES, due=row.due),
                },
            )


def _handoff(title: str) -> str:
    if stays_whole(title):
        return f"{title} handoff"
    words = title.replace('"', "'")
    return f'"{words}" handoff'


def _joins(giving: RowLink, waiting: RowLink, handoff: Handoff) -> bool:
    return _means(handoff.work, giving) and _means(handoff.to_work, waiting)


def _holds_up(row: RowLink, gate: Gate) -> bool:
    return _means(gate.on, row)


def _means(link: Maybe[Link], row: RowLink) -> bool:
    """Whether a link leads to this row, which stands in the plan already."""
    return bool(row.record) and isinstance(link, Link) and link.key.endswith(f"/{row.record}")
