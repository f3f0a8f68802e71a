"""What one run found, meant to write, and wrote: the value that every report is rendered from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sync.step import Plan

if TYPE_CHECKING:
    from connectors.changes import Change, Receipt
    from connectors.errors import ConnectorError
    from rules.model import Slate, SourceRead
    from rules.violation import Report
    from sync.apply import Failure
    from sync.calendar_file.publish import Publication
    from sync.guard import Held
    from sync.living.living import Kept
    from sync.mirror.mirror import Mirroring
    from sync.notify.sent import Sent
    from sync.step import Step
    from sync.turns import Turns


class Mode(StrEnum):
    """How far a run goes."""

    CHECK = "check"
    """Read and judge; writes neither store nor tool."""
    PLAN = "plan"
    """Also say what would be written; writes neither store nor tool."""
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Unread:
    """A source from which nothing could be read; what its records show stays as it is."""

    source: str
    error: ConnectorError


@dataclass(frozen=True, slots=True)
class RunResult:
    """One run. `plan` is empty for a check, `receipts` for everything but a run."""

    id: str
    workspace: str
    mode: Mode
    started: datetime
    finished: datetime
    as_of: datetime
    """The rules' clock."""
    slate: Slate
    report: Report
    turns: Turns
    plan: Plan = field(default_factory=Plan)
    held: tuple[Held, ...] = ()
    """Why nothing was written, or for a source that it names, why not everything; for a plan: why it would not be."""
    receipts: tuple[Receipt, ...] = ()
    refused: tuple[Step, ...] = ()
    unread: tuple[Unread, ...] = ()
    failures: tuple[Failure, ...] = ()
    notices: tuple[str, ...] = ()
    """What a person would not expect of the writing, known before it."""
    remarks: tuple[str, ...] = ()
    """What the targets left out or did elsewhere, known after it."""
    publication: Publication | None = None
    """What was published of the milestones; for a plan, what would be."""
    mirrored: tuple[Mirroring, ...] = ()
    """What was written into each calendar; for a plan, what would be."""
    living: Kept | None = None
    """What became of the report that is kept in a tool; for a plan, what would."""
    told: tuple[Sent, ...] = ()
    """What receivers were told; for a plan, what they would be."""
    requests: Mapping[str, int] = field(default_factory=dict)
    """Requests by source: those of the pull, and for a run at least those of the writes."""
    timings: Mapping[str, float] = field(default_factory=dict)
    """Seconds by stage, in order."""

    @property
    def sources(self) -> tuple[SourceRead, ...]:
        return self.slate.sources

    @property
    def changes(self) -> tuple[Change, ...]:
        """What was written; for a plan, what would be."""
        return tuple(r.change for r in self.receipts) if self.mode is Mode.RUN else tuple(self.plan.changes)

    @property
    def stopped(self) -> bool:
        """Whether a guard kept the whole run from writing, and not only some writes of one source."""
        return any(not held.source for held in self.held)

    @property
    def calendar_requests(self) -> int:
        """Requests to calendars: those that looked, and for a run those that wrote."""
        return sum(each.requests for each in self.mirrored)

    @property
    def exit_code(self) -> int:
        """0 fine, 3 a tool could not be read or written completely, 4 held back by a guard. Gaps are the caller's."""
        if self.held and self.mode is Mode.RUN:
            return 4
        incomplete = any(not source.complete for source in self.sources)
        return 3 if self.unread or self.failures or incomplete else 0
