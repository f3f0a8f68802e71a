"""What a report shows, as values: any format is rendered from one `ReportPage`, and none computes anything itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rules.loops.loop import Stand
from rules.model import FINISHED, Maybe, SourceRead, State, Unknown
from rules.policy import Severity
from rules.rule import Rule
from rules.standing import Ruling
from rules.violation import CannotTell, LapsedWaiver, Violation, Waived
from sync.gap import Gap
from sync.report.sheet import FactGroup
from sync.review.measure import Measure


class HandoffState(StrEnum):
    """Where one handoff stands."""

    MISSING = "not recorded"
    """Work has to change hands, and no record says that it does."""
    UNSENT = "not sent"
    SENT = "sent, not acknowledged"
    VOID = "acknowledged by somebody who is not the receiver any more"
    RECEIVED = "acknowledged"
    UNKNOWN = "cannot tell"


@dataclass(frozen=True, slots=True)
class Passing:
    """One piece of work that goes from one person to another. A name that the plan does not give is ""."""

    work: str
    giver: str
    receiver: str
    state: HandoffState
    ripe: bool
    """Whether the work is finished and somebody waits, so that everything but `RECEIVED` is trouble."""
    url: str = ""

    @property
    def troubled(self) -> bool:
        """Whether it holds somebody up, or nobody wrote it down."""
        if self.state in (HandoffState.MISSING, HandoffState.VOID, HandoffState.SENT):
            return True
        return self.ripe and self.state is HandoffState.UNSENT


@dataclass(frozen=True, slots=True)
class Approval:
    """One gate as it stands."""

    title: str
    work: str
    """The deliverable or release that it holds up, "" where the plan does not say."""
    owner: str
    """Who waits for the decision: the owner of the work, or ""."""
    ruling: Ruling
    by: str
    """Who decided, else who is to decide, or ""."""
    on: date | None
    asked: bool
    """Whether the plan shows that the decision was asked for."""
    url: str = ""

    @property
    def troubled(self) -> bool:
        """Whether the work must not go on, or somebody who was asked has not answered."""
        if self.ruling in (Ruling.APPROVED, Ruling.UNKNOWN):
            return False
        return self.ruling is not Ruling.PENDING or self.asked or not self.by


class Turned(StrEnum):
    """What became of a gap since the last run."""

    NEW = "new"
    WORSE = "worse"
    STILL = "still open"


@dataclass(frozen=True, slots=True)
class OpenGap:
    """One gap of this run, who waits because of it, and whether it is new."""

    violation: Violation
    turned: Turned
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One deliverable in the single view."""

    key: str
    title: str
    url: str
    owners: tuple[str, ...] | Unknown
    inherited: bool
    """Whether the owner is only that of the parent item, project or release."""
    state: Maybe[State]
    due: Maybe[date]
    late: bool
    passings: tuple[Passing, ...]
    approvals: tuple[Approval, ...]
    gaps: tuple[OpenGap, ...]


class PointKind(StrEnum):
    """What happens on a day of the timeline."""

    DUE = "due"
    GATE = "decision"
    HANDOFF = "handoff"
    LOCK = "plan locked"
    REVIEW = "review"
    RELEASE = "release day"


@dataclass(frozen=True, slots=True)
class Point:
    """One day of the timeline and what belongs to it."""

    day: date
    title: str
    kind: PointKind
    done: bool = False
    late: bool = False
    troubled: bool = False
    """Whether a blocker or warning stands on it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many gaps there are, by severity."""

    blockers: int = 0
    warnings: int = 0
    notes: int = 0

    @property
    def total(self) -> int:
        return self.blockers + self.warnings + self.notes

    @property
    def worst(self) -> Severity | None:
        """The worst severity that occurs."""
        if self.blockers:
            return Severity.BLOCKER
        if self.warnings:
            return Severity.WARNING
        return Severity.NOTE if self.notes else None


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """Everything the report says of one release."""

    key: str
    title: str
    url: str
    artist: str
    date: Maybe[date]
    days_to_go: int | None
    """Negative once the release is out; `None` where the date is empty or unknown."""
    watched: bool
    """Whether rules look at it: not once it is cancelled, reviewed or long out."""
    counts: Counts
    rows: tuple[Row, ...]
    approvals: tuple[Approval, ...]
    """Gates on the release itself, or on nothing that the plan shows."""
    passings: tuple[Passing, ...]
    """Every handoff, those without known work included."""
    gaps: tuple[OpenGap, ...]
    """All gaps of the release, worst first."""
    points: tuple[Point, ...]
    """In the order of their days."""
    sheet: tuple[FactGroup, ...] = ()
    """What is known of the release and where it stands; empty once it is not watched."""
    loops: tuple[Stand, ...] = ()
    """Where the release stands in the five loops; empty once it is not watched."""
    review: str = ""
    """The page of its review, relative to the report; "" where none lies beside it."""

    @property
    def states_known(self) -> int:
        """How many deliverables say how far they are, or plainly say nothing."""
        return sum(1 for row in self.rows if not isinstance(row.state, Unknown))

    @property
    def done(self) -> int:
        """How many deliverables are finished, as far as the plan says."""
        return sum(1 for row in self.rows if row.state in FINISHED)

    @property
    def undecided(self) -> tuple[Approval, ...]:
        """Every gate that somebody waits at."""
        on_work = [approval for row in self.rows for approval in row.approvals]
        return tuple(a for a in (*self.approvals, *on_work) if a.ruling not in (Ruling.APPROVED, Ruling.UNKNOWN))


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What everyone waits for one person for. `name` is "" for the gaps on which nobody could be named."""

    name: str
    counts: Counts
    gaps: tuple[OpenGap, ...]
    waiting: tuple[str, ...]
    """Who waits, each once."""


@dataclass(frozen=True, slots=True)
class MonthPage:
    """The page of a month's review that lies beside the report."""

    month: str
    """As people write it: October 2026."""
    url: str
    """Relative to the report."""


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One whole report. Everything is kept: what stands, what was waived, what closed and what could not be told."""

    title: str
    as_of: datetime
    """In the team's time zone."""
    counts: Counts
    releases: tuple[ReleasePage, ...]
    """The most troubled first; of equals, the one that is out first."""
    people: tuple[PersonPage, ...]
    """Who has most to do first."""
    new: tuple[OpenGap, ...]
    worse: tuple[OpenGap, ...]
    still: tuple[OpenGap, ...]
    """Those that became worse are not repeated here."""
    waived: tuple[Waived, ...]
    lapsed: tuple[LapsedWaiver, ...]
    closed: tuple[Gap, ...]
    kept: tuple[Gap, ...]
    """Open before, and neither found nor closed by this run, because it could not see enough."""
    cannot_tell: tuple[CannotTell, ...]
    sources: tuple[SourceRead, ...]
    """With all requests of this run, those of writes included."""
    troubles: tuple[str, ...]
    """What could not be read or written, and why a guard held the run back."""
    rules: tuple[Rule, ...]
    """The rules that occur anywhere in this report, by code."""
    figures: tuple[Measure, ...] = ()
    """The signs of a working system and the symptoms of a broken one; empty where nobody looked back."""
    reviews: tuple[MonthPage, ...] = ()
    """The newest first."""
