"""The findings as a document for machines: `check --format json`. Its shape is versioned and its schema published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from rules.model import SourceRead
from rules.violation import CannotTell, LapsedWaiver, Report, Violation, Waived

SCHEMA = "https://streetdate.example/schema/check-1.json"
"""The document's schema; the number grows when a reader of the old shape would break."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


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
    record: str
    url: str
    field: str
    text: str
    reason: str


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
    repairs: tuple[RepairEntry, ...]
    unreadable: tuple[UnreadableEntry, ...]


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
    counts = {severity: 0 for severity in ("blocker", "warning", "note")}
    for violation in report.violations:
        counts[violation.severity] += 1
    return CheckDocument(
        schema_=SCHEMA,
        as_of=as_of,
        counts={**counts, "waived": len(report.waived), "cannot_tell": len(report.cannot_tell)},
        violations=tuple(ViolationEntry(**_violation(v)) for v in report.violations),
        waived=tuple(map(_waived, report.waived)),
        cannot_tell=tuple(map(_cannot_tell, report.cannot_tell)),
        lapsed_waivers=tuple(map(_lapsed, report.lapsed)),
        sources=tuple(map(source_entry, sources)),
    )


def _violation(violation: Violation) -> dict[str, object]:
    subject = violation.subject
    return {
        "code": violation.code,
        "name": violation.name,
        "severity": violation.severity.value,
        "subject": SubjectEntry(
            kind=subject.kind,
            title=subject.title,
            release=subject.release,
            tool=subject.ref.tool,
            record=subject.ref.record,
            url=subject.ref.url,
        ),
        "message": violation.message,
        "evidence": violation.evidence,
        "who": violation.who.name if violation.who else "",
        "fix": violation.fix,
        "since": violation.since,
        "fingerprint": violation.fingerprint,
    }


def _waived(entry: Waived) -> WaivedEntry:
    waiver = entry.waiver
    return WaivedEntry(**_violation(entry.violation), reason=waiver.reason, by=waiver.by, until=waiver.until)


def _cannot_tell(entry: CannotTell) -> CannotTellEntry:
    return CannotTellEntry(
        code=entry.code,
        name=entry.name,
        tool=entry.tool,
        container=entry.container,
        why=entry.why,
        fields=entry.fields,
        count=entry.count,
        example=entry.example,
    )


def _lapsed(entry: LapsedWaiver) -> LapsedWaiverEntry:
    waiver = entry.waiver
    return LapsedWaiverEntry(
        code=waiver.code, record=waiver.subject, reason=waiver.reason, by=waiver.by, until=waiver.until, why=entry.why
    )


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
        repairs=tuple(RepairEntry(where=r.where, what=r.what, count=r.count) for r in read.repairs),
        unreadable=tuple(
            UnreadableEntry(
                container=u.ref.container,
                record=u.ref.record,
                url=u.ref.url,
                field=u.field,
                text=u.text,
                reason=u.reason,
            )
            for u in read.unreadable
        ),
    )
