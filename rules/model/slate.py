"""The slate: all normalized releases of one pull, the people, and how completely each source was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from rules.model.facts import Ref
from rules.model.people import Person
from rules.model.release import Release


@dataclass(frozen=True, slots=True)
class Unreadable:
    """One value that could not be read: where, which field, what stands there, and why it is not a value."""

    ref: Ref
    field: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that the reader put right on the way in, told so that a person can check it."""

    where: str
    what: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Budget:
    """What is left of the requests that a tool allows in a month: so many used, so many expected by its end."""

    used: int
    projected: int
    limit: int


@dataclass(frozen=True, slots=True)
class SourceRead:
    """How one source was read in this pull."""

    name: str
    tool: str
    title: str
    read_at: datetime
    records: int = 0
    complete: bool = True
    requests: int = 0
    error: str = ""
    """Why it could not be read at all or not completely; empty when it was."""
    unreadable: tuple[Unreadable, ...] = ()
    repairs: tuple[Repair, ...] = ()
    unseen: str = ""
    """What this way of reading does not show, and when it is seen; empty for nothing."""
    budget: Budget | None = None
    """`None` where the tool sets no limit."""
    tables: Mapping[str, str] = field(default_factory=dict)
    """What people call each table, by `Ref.container`."""
    drift: tuple[str, ...] = ()
    """What the settings name and the source does not have, each in a sentence with what to do."""


@dataclass(frozen=True, slots=True)
class Slate:
    """Everything one run knows. `people_known` says whether there are people tables and all of them show everybody."""

    releases: tuple[Release, ...]
    pulled_at: datetime
    people: tuple[Person, ...] = ()
    people_known: bool = False
    sources: tuple[SourceRead, ...] = ()

    def table(self, tool: str, container: str) -> str:
        """Return what people call a table; what the tool itself calls it where nobody says."""
        named = (source.tables.get(container) for source in self.sources if source.tool == tool)
        return next(filter(None, named), container)
