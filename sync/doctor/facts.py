"""What the diagnosis is made from: everything that was looked at, as values. What could not be looked at is `None`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from connectors.access import Access
from connectors.calls.budget import Allowance
from connectors.mapping.binding import TableBinding
from connectors.mapping.proposal import Proposal
from connectors.record import Pull
from rules.errors import StreetdateError
from rules.model import Slate, SourceRead
from rules.policy import Policy
from rules.violation import Report
from sync.store.base import Health, Picture, RunRecord


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something could not be used, and what to do."""

    what: str
    todo: str = ""

    @staticmethod
    def of(error: StreetdateError) -> Trouble:
        return Trouble(error.message, error.hint)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The file of one source, as it lies on the disk."""

    source: str
    name: str
    written: bool
    """Whether the settings let Streetdate write into it."""
    found: bool = True
    writable: bool = True
    folder_writable: bool = True
    """A new version of the file is written beside it and put in its place."""
    held: Trouble | None = None
    """Another program has it open."""
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """One source: what it shows now, what the settings make of it, and what a fresh look would."""

    name: str
    bindings: tuple[TableBinding, ...] = ()
    trouble: Trouble | None = None
    file: bool = True
    """Whether the source is a file; it is looked at by itself."""
    access: tuple[Access, ...] = ()
    """What a tool over the network lets us do."""
    allowance: Allowance | None = None
    """What its schedule may take of a month; `None` where nothing limits it."""
    pull: Pull | None = None
    """With how the month goes, where it is limited."""
    proposal: Proposal | None = None
    read: SourceRead | None = None
    before: Picture | None = None
    """The last complete picture; `None` when there is none, or the store could not be read."""


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """The store; `runs` newest first."""

    place: str
    trouble: Trouble | None = None
    health: Health | None = None
    runs: tuple[RunRecord, ...] = ()
    holder: str = ""


@dataclass(frozen=True, slots=True)
class ReceiverFacts:
    """One receiver of messages; nothing of its address is kept."""

    name: str
    service: str = ""
    """What the address is of; "" for nothing that Apprise understands."""
    trouble: Trouble | None = None
    unreached: bool = False
    """Whether it did not take its last message."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that was looked at. After trouble with the settings there is nothing more to look at."""

    config: str
    now: datetime
    versions: Mapping[str, str | None]
    """Versions by name; `None` for a library that is not installed."""
    settings: Trouble | None = None
    more_trouble: tuple[Trouble, ...] = ()
    """With the meanings of columns, and with the address of the store."""
    workspace: str = ""
    policy: Policy | None = None
    policy_trouble: Trouble | None = None
    codes: frozenset[str] = frozenset()
    """Of the rules that there are."""
    retired: Mapping[str, str] = field(default_factory=dict)
    files: tuple[FileFacts, ...] = ()
    sources: tuple[SourceFacts, ...] = ()
    calendar_access: tuple[Access, ...] = ()
    """What Google lets us do in the calendars that show the milestones."""
    living_access: tuple[Access, ...] = ()
    """What it takes to keep the report in a tool."""
    slate: Slate | None = None
    report: Report | None = None
    receivers: tuple[ReceiverFacts, ...] = ()
    expiries: Mapping[str, date] = field(default_factory=dict)
    """The last days of tokens, by what they open."""
    token_days: int = 14
    store: StoreFacts | None = None
