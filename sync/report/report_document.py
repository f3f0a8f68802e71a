"""The whole report as a document for machines: `report --format json`, and the report.json that every run leaves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rules.loops.loop import Action, Stand
from rules.model import Maybe, State, Unknown
from sync.gap import Gap
from sync.report.document import (
    CannotTellEntry,
    LapsedWaiverEntry,
    SourceEntry,
    ViolationEntry,
    WaivedEntry,
    check_document,
    violation_entry,
)
from sync.report.measure_document import MeasureEntry, measure_entry
from sync.report.page import Approval, Counts, OpenGap, Passing, PersonPage, Point, ReleasePage, ReportPage, Row
from sync.report.sheet import FactLine
from sync.result import RunResult

REPORT_SCHEMA = "https://streetdate.example/schema/report-1.json"


class _Entry(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=lambda name: name.rstrip("_"),
        populate_by_name=True,
    )


class CountsEntry(_Entry):
    """How many gaps there are."""

    blocker: int
    warning: int
    note: int


class OpenEntry(ViolationEntry):
    """A gap that this run found."""

    turned: Literal["new", "worse", "still open"]
    waiting: tuple[str, ...]


class EndedEntry(_Entry):
    """A gap of earlier runs that this one did not find: closed, or kept because it could not be judged."""

    code: str
    name: str
    severity: Literal["blocker", "warning", "note"]
    title: str
    release: str
    url: str
    message: str
    who: str
    fingerprint: str


class HandoffEntry(_Entry):
    """One piece of work that goes from one person to another."""

    work: str
    giver: str
    receiver: str
    state: str
    troubled: bool
    url: str


class ApprovalEntry(_Entry):
    """One gate as it stands."""

    title: str
    work: str
    ruling: str
    by: str
    """Who decided, else who is to decide."""
    on: date | None
    troubled: bool
    url: str


class DeliverableEntry(_Entry):
    """Ownership, handoffs and approvals of one deliverable."""

    title: str
    url: str
    owners: tuple[str, ...]
    inherited: bool
    """Whether the owner is only that of the parent item, project or release."""
    state: str | None
    due: date | None
    late: bool
    unknown: tuple[Literal["owners", "state", "due"], ...]
    """Fields of which the plan does not show the value. Empty there does not mean that there is none."""
    handoffs: tuple[HandoffEntry, ...]
    approvals: tuple[ApprovalEntry, ...]
    gaps: tuple[str, ...]
    """Fingerprints."""


class PointEntry(_Entry):
    """One day of the timeline."""

    day: date
    title: str
    kind: str
    done: bool
    late: bool
    troubled: bool


class ActionEntry(_Entry):
    """One thing that a loop asks for, or that the next one needs from it."""

    words: str
    done: bool | None
    """`None` where the plan does not tell."""
    url: str


class SaidEntry(_Entry):
    """One record that states a fact."""

    source: str
    value: str
    url: str
    since: date | None
    """The first day on which a run saw that value there; `None` where none has."""
    last_seen: date | None
    """The last day on which a run saw it, where the record was not read now."""


class FactEntry(_Entry):
    """One fact; its value is empty where it is not stated, disputed or unknown."""

    group: str
    name: str
    value: str
    disputed: bool
    unknown: bool
    """Whether something stands there, or may, that could not be trusted."""
    said: tuple[SaidEntry, ...]


class LoopEntry(_Entry):
    """Where the release stands in one of the five loops."""

    loop: Literal["planning", "assets", "promotion", "audience", "review"]
    stage: Literal["ahead", "running", "done", "cannot tell"]
    trigger: str
    actions: tuple[ActionEntry, ...]
    output: str
    needed_next: tuple[ActionEntry, ...]


class ReleaseEntry(_Entry):
    """One release."""

    title: str
    artist: str
    url: str
    date: date | None
    days_to_go: int | None
    unknown: tuple[Literal["date"], ...]
    watched: bool
    """Whether the rules look at it."""
    counts: CountsEntry
    deliverables: tuple[DeliverableEntry, ...]
    approvals: tuple[ApprovalEntry, ...]
    """Gates on the release itself, or on nothing that the plan shows."""
    handoffs: tuple[HandoffEntry, ...]
    """All of the release, those of its deliverables included."""
    timeline: tuple[PointEntry, ...]
    facts: tuple[FactEntry, ...]
    """The fact sheet; empty for a release that the rules do not look at."""
    loops: tuple[LoopEntry, ...]
    """In the order in which one feeds the next; empty for a release that the rules do not look at."""
    gaps: tuple[str, ...]
    """Fingerprints, worst first."""


class PersonEntry(_Entry):
    """What everyone waits for one person for; the name is empty for the gaps on which nobody could be named."""

    name: str
    counts: CountsEntry
    gaps: tuple[str, ...]
    """Fingerprints, worst first."""
    waiting: tuple[str, ...]


class ReportDocument(_Entry):
    """Everything that one run found, and what became of it since the run before."""

    schema_: str
    workspace: str
    run: str
    """Empty for a report outside a run."""
    as_of: datetime
    """In the team's time zone."""
    counts: CountsEntry
    violations: tuple[OpenEntry, ...]
    waived: tuple[WaivedEntry, ...]
    lapsed_waivers: tuple[LapsedWaiverEntry, ...]
    closed: tuple[EndedEntry, ...]
    kept: tuple[EndedEntry, ...]
    people: tuple[PersonEntry, ...]
    releases: tuple[ReleaseEntry, ...]
    cannot_tell: tuple[CannotTellEntry, ...]
    sources: tuple[SourceEntry, ...]
    requests: Mapping[str, int]
    """By source, those of the writes included."""
    troubles: tuple[str, ...]
    """What could not be read or written, and why nothing was."""
    measures: tuple[MeasureEntry, ...] = ()
    """The signs of a working system and the symptoms of a broken one."""


def report_document(page: ReportPage, result: RunResult) -> ReportDocument:
    """Return the report of one run as a document."""
    checked = check_document(result.report, page.sources, page.as_of)
    return ReportDocument(
        schema_=REPORT_SCHEMA,
        workspace=result.workspace,
        run=result.id,
        as_of=page.as_of,
        counts=_counts(page.counts),
        violations=tuple(_open(gap) for gap in (*page.new, *page.worse, *page.still)),
        waived=checked.waived,
        lapsed_waivers=checked.lapsed_waivers,
        closed=tuple(map(_ended, page.closed)),
        kept=tuple(map(_ended, page.kept)),
        people=tuple(map(_person, page.people)),
        releases=tuple(map(_release, page.releases)),
        cannot_tell=checked.cannot_tell,
        sources=checked.sources,
        requests=dict(sorted(result.requests.items())),
        troubles=page.troubles,
        measures=tuple(map(measure_entry, page.figures)),
    )


def _open(gap: OpenGap) -> OpenEntry:
    entry = violation_entry(gap.violation)
    return OpenEntry(**entry.model_dump(), turned=gap.turned.value, waiting=gap.waiting)


def _ended(gap: Gap) -> EndedEntry:
    return EndedEntry(
        code=gap.code,
        name=gap.name,
        severity=gap.severity.value,
        title=gap.title,
        release=gap.release,
        url=gap.ref.url,
        message=gap.message,
        who=gap.who,
        fingerprint=gap.fingerprint,
    )


def _person(person: PersonPage) -> PersonEntry:
    return PersonEntry(
        name=person.name, counts=_counts(person.counts), gaps=_marks(person.gaps), waiting=person.waiting
    )


def _release(release: ReleasePage) -> ReleaseEntry:
    return ReleaseEntry(
        title=release.title,
        artist=release.artist,
        url=release.url,
        date=_seen(release.date),
        days_to_go=release.days_to_go,
        unknown=("date",) if isinstance(release.date, Unknown) else (),
        watched=release.watched,
        counts=_counts(release.counts),
        deliverables=tuple(map(_deliverable, release.rows)),
        approvals=tuple(map(_approval, release.approvals)),
        handoffs=tuple(map(_handoff, release.passings)),
        timeline=tuple(map(_point, release.points)),
        facts=tuple(_fact(group.title, line) for group in release.sheet for line in group.lines),
        loops=tuple(map(_loop, release.loops)),
        gaps=_marks(release.gaps),
    )


def _deliverable(row: Row) -> DeliverableEntry:
    unknown: list[Literal["owners", "state", "due"]] = []
    if isinstance(row.owners, Unknown):
        unknown.append("owners")
    if isinstance(row.state, Unknown):
        unknown.append("state")
    if isinstance(row.due, Unknown):
        unknown.append("due")
    return DeliverableEntry(
        title=row.title,
        url=row.url,
        owners=() if isinstance(row.owners, Unknown) else row.owners,
        inherited=row.inherited,
        state=row.state.value if isinstance(row.state, State) else None,
        due=_seen(row.due),
        late=row.late,
        unknown=tuple(unknown),
        handoffs=tuple(map(_handoff, row.passings)),
        approvals=tuple(map(_approval, row.approvals)),
        gaps=_marks(row.gaps),
    )


def _handoff(passing: Passing) -> HandoffEntry:
    return HandoffEntry(
        work=passing.work,
        giver=passing.giver,
        receiver=passing.receiver,
        state=passing.state.value,
        troubled=passing.troubled,
        url=passing.url,
    )


def _approval(approval: Approval) -> ApprovalEntry:
    return ApprovalEntry(
        title=approval.title,
        work=approval.work,
        ruling=approval.ruling.value,
        by=approval.by,
        on=approval.on,
        troubled=approval.troubled,
        url=approval.url,
    )


def _point(point: Point) -> PointEntry:
    return PointEntry(
        day=point.day,
        title=point.title,
        kind=point.kind.value,
        done=point.done,
        late=point.late,
        troubled=point.troubled,
    )


def _fact(group: str, line: FactLine) -> FactEntry:
    return FactEntry(
        group=group,
        name=line.name,
        value=line.value,
        disputed=line.disputed,
        unknown=line.unknown,
        said=tuple(
            SaidEntry(source=each.source, value=each.value, url=each.url, since=each.since, last_seen=each.last_seen)
            for each in line.said
        ),
    )


def _loop(stand: Stand) -> LoopEntry:
    return LoopEntry(
        loop=stand.loop.value,
        stage=stand.stage.value,
        trigger=stand.trigger,
        actions=tuple(map(_action, stand.actions)),
        output=stand.output,
        needed_next=tuple(map(_action, stand.handed_on)),
    )


def _action(action: Action) -> ActionEntry:
    return ActionEntry(words=action.words, done=action.done, url=action.on.ref.url if action.on else "")


def _counts(counts: Counts) -> CountsEntry:
    return CountsEntry(blocker=counts.blockers, warning=counts.warnings, note=counts.notes)


def _marks(gaps: Iterable[OpenGap]) -> tuple[str, ...]:
    return tuple(gap.violation.fingerprint for gap in gaps)


def _seen(value: Maybe[date]) -> date | None:
    return None if isinstance(value, Unknown) else value
