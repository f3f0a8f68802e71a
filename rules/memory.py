"""What earlier runs saw: first moments, what was approved, who acknowledged, which dates stood there before.

The store keeps a `Memory`; the rules only read it. `remember` is pure: it returns the next memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from rules.model import Ref, Statement


@dataclass(frozen=True, slots=True)
class Approved:
    """The material fields of a piece of work as they stood when a yes was first seen on its gate."""

    decision: str
    """Which yes: see `rules.material.decision_mark`."""
    material: Mapping[str, str]
    seen_at: datetime
    changed: Mapping[str, datetime] = field(default_factory=dict)
    """When a run first saw a field differ from what was approved."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Who was the receiver when an acknowledgement was first seen on a handoff."""

    receivers: tuple[str, ...]
    """See `rules.acknowledgement.marks_of`."""
    seen_at: datetime
    mark: str = ""
    """Which acknowledgement: see `rules.acknowledgement.acknowledgement_mark`."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a share was when its holder was first seen to have agreed to it."""

    terms: Mapping[str, str]
    """See `rules.rights.agreement.terms_of`."""
    mark: str
    """Which agreement: the day that the plan gives for it, "" for none."""
    seen_at: datetime
    withdrawn: bool = False
    """Whether the plan has since said that it is not agreed; the next yes is then a new one."""
    changed: Mapping[str, datetime] = field(default_factory=dict)
    """When a run first saw a term differ from what was agreed."""


@dataclass(frozen=True, slots=True)
class DateSeen:
    """A release date, and when a run first saw it."""

    date: date
    seen_at: datetime
    late_work: tuple[str, ...] = ()
    """Titles of the overdue open work at the moment this date replaced another."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What one record was last seen to state of a fact, and when a run first saw that."""

    on: str
    """The key of what the fact is about."""
    name: str
    """The fact's, as the settings call it."""
    says: Statement
    disputed: bool
    """Whether the fact was in dispute then."""
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Carried:
    """Which value a record of another tool was joined into: its key, and the record that carries it."""

    key: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything earlier runs saw that the tools themselves do not record.

    `moments` is keyed by `moment_key(record key, what)`, e.g. the first run that saw a deliverable done. `approvals`
    is keyed by `rules.standing.Checkpoint.key`, `acknowledgements` by handoff, `dates` by release, `shares` by split.
    """

    moments: Mapping[str, datetime] = field(default_factory=dict)
    approvals: Mapping[str, Approved] = field(default_factory=dict)
    acknowledgements: Mapping[str, Acknowledged] = field(default_factory=dict)
    dates: Mapping[str, tuple[DateSeen, ...]] = field(default_factory=dict)
    shares: Mapping[str, Agreed] = field(default_factory=dict)
    joined: Mapping[str, Carried] = field(default_factory=dict)
    """What carries each joined value, by the key that the value would have in the other tool alone."""
    stated: Mapping[str, Mapping[str, Stated]] = field(default_factory=dict)
    """What several tools state, by release and by `statement_mark`."""
    all_read_at: datetime | None = None
    """When a run last read every tool to the end, and so saw all that is `stated`; empty where none has."""
    opened: Mapping[str, datetime] = field(default_factory=dict)
    """When each open violation was first seen, by fingerprint."""


NOTHING = Memory()


def moment_key(record: str, what: str) -> str:
    """Return the key in `Memory.moments` of one thing that happened to one record ("done", "sent", "locked" …)."""
    return f"{record}|{what}"


def statement_mark(on: str, name: str, statement: Statement) -> str:
    """Return the key in `Memory.stated` of one record's word on a fact, whatever its value."""
    return f"{on}|{name}|{statement.source}|{statement.ref.key}"
