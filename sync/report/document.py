"""The findings as a document for machines: `check --format json`. Its shape is versioned and its schema published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rules.model import Ref, SourceRead
from rules.violation import LapsedWaiver, Report, Violation, Waived

SCHEMA = "https://streetdate.example/schema/check-1.json"
"""The document's schema; the number grows when a reader of the old shape would break."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True)


class SubjectEntry(_Entry):
    """The record that must change."""

    kind: str
    title: str
    release: str
    tool: str
    record: str
    url: str


class ViolationEntry(_Entry):
    """One gap."""

    code: str
    name: str
    severity: Literal["blocker", "warning", "note"]
    subject: SubjectEntry
    message: str
    evidence: tuple[str, ...]
    who: str
    fix: str
    since: datetime
    fingerprint: str


class WaivedEntry(ViolationEntry):
    """A gap that a waiver covers."""

    reason: str
    by: str
    until: date


class CannotTellEntry(_Entry):
    """What a rule could not judge, once per source."""

    code: str
    name: str
    tool: str
    container: str
    table: str
    """What people call the container."""
    why: str
    fields: tuple[str, ...]
    count: int
    example: str


class LapsedWaiverEntry(_Entry):
    """A waiver that does nothing any more."""

    code: str
    record: str
    reason: str
    by: str
    until: date
    why: str


class RepairEntry(_Entry):
    """Something that the reader put right."""

    where: str
    what: str
    count: int


class UnreadableEntry(_Entry):
    """A value that could not be read."""

    container: str
    table: str
    """What people call the container."""
    record: str
    url: str
    field: str
    text: str
    reason: str


class BudgetEntry(_Entry):
    """How a month goes with a tool that allows only so many requests in it."""

    used: int
    projected: int
    """How many it will be by the end of the month."""
    limit: int


class SourceEntry(_Entry):
    """How one source was read."""

    name: str
    tool: str
    title: str
    read_at: datetime
    records: int
    complete: bool
    requests: int
    error: str
    unseen: str
    """What this way of reading does not show, and when it is seen."""
    budget: BudgetEntry | None
    repairs: tuple[RepairEntry, ...]
    unreadable: tuple[UnreadableEntry, ...]
    drift: tuple[str, ...]
    """What the settings name and the source does not have, in sentences."""


class CheckDocument(_Entry):
    """Everything that one check found."""

    schema_: str
    as_of: datetime
    counts: Mapping[str, int]
    violations: tuple[ViolationEntry, ...]
    waived: tuple[WaivedEntry, ...]
    cannot_tell: tuple[CannotTellEntry, ...]
    lapsed_waivers: tuple[LapsedWaiverEntry, ...]
    sources: tuple[SourceEntry, ...]

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.rstrip("_"), populate_by_name=True
    )


def check_document(report: Report, sources: Sequence[SourceRead], as_of: datetime) -> CheckDocument:
    """Return the document of one check."""
    counts = dict.fromkeys(("blocker", "warning", "note"), 0)
    for violation in report.violations:
        counts[violation.severity] += 1
    return CheckDocument(
        schema_=SCHEMA,
        as_of=as_of,
        counts={**counts, "waived": len(report.waived), "cannot_tell": len(report.cannot_tell)},
        violations=tuple(map(violation_entry, report.violations)),
        waived=tuple(map(_waived, report.waived)),
        cannot_tell=tuple(CannotTellEntry.model_validate(entry) for entry in report.cannot_tell),
        lapsed_waivers=tuple(map(_lapsed, report.lapsed)),
        sources=tuple(map(source_entry, sources)),
    )


def violation_entry(violation: Violation) -> ViolationEntry:
    """Return one gap as an entry."""
    subject = violation.subject
    return ViolationEntry(
        code=violation.code,
        name=violation.name,
        severity=violation.severity.value,
        subject=SubjectEntry(
            kind=subject.kind,
            title=subject.title,
            release=subject.release,
            tool=subject.ref.tool,
            record=subject.ref.record,
            url=subject.ref.url,
        ),
        message=violation.message,
        evidence=violation.evidence,
        who=violation.who.name if violation.who else "",
        fix=violation.fix,
        since=violation.since,
        fingerprint=violation.fingerprint,
    )


def _waived(entry: Waived) -> WaivedEntry:
    waiver = entry.waiver
    flagged = violation_entry(entry.violation)
    return WaivedEntry(**flagged.model_dump(), reason=waiver.reason, by=waiver.by, until=waiver.until)


def _lapsed(entry: LapsedWaiver) -> LapsedWaiverEntry:
    waiver = entry.waiver
    return LapsedWaiverEntry(
        code=waiver.code, record=waiver.subject, reason=waiver.reason, by=waiver.by, until=waiver.until, why=entry.why
    )


def _table(read: SourceRead, ref: Ref) -> str:
    return read.tables.get(ref.container, ref.container)


def source_entry(read: SourceRead) -> SourceEntry:
    """Return how one source was read."""
    return SourceEntry(
        name=read.name,
        tool=read.tool,
        title=read.title,
        read_at=read.read_at,
        records=read.records,
        complete=read.complete,
        requests=read.requests,
        error=read.error,
        unseen=read.unseen,
        budget=BudgetEntry.model_validate(read.budget) if read.budget else None,
        repairs=tuple(RepairEntry.model_validate(repair) for repair in read.repairs),
        drift=read.drift,
        unreadable=tuple(
            UnreadableEntry(
                container=value.ref.container,
                table=_table(read, value.ref),
                record=value.ref.record,
                url=value.ref.url,
                field=value.field,
                text=value.text,
                reason=value.reason,
            )
            for value in read.unreadable
        ),
    )
