"""A gap as the store and the wording know it: what a violation says, without the slate it was found in."""

from __future__ import annotations

from dataclasses import dataclass

from rules.model import Ref
from rules.policy import Severity
from rules.violation import Violation


@dataclass(frozen=True, slots=True)
class Gap:
    """One violation, reduced to what outlives its run. Equal gaps say the same thing to the reader."""

    fingerprint: str
    code: str
    name: str
    severity: Severity
    message: str
    fix: str
    who: str
    """The name of the one person who must act; "" when nobody could be named."""
    who_key: str
    ref: Ref
    kind: str
    key: str
    title: str
    release: str
    release_key: str

    @staticmethod
    def of(violation: Violation) -> Gap:
        """Return the gap that a violation of this run is."""
        subject = violation.subject
        return Gap(
            fingerprint=violation.fingerprint,
            code=violation.code,
            name=violation.name,
            severity=violation.severity,
            message=violation.message,
            fix=violation.fix,
            who=violation.who.name if violation.who else "",
            who_key=violation.who.key if violation.who else "",
            ref=subject.ref,
            kind=subject.kind,
            key=subject.key,
            title=subject.title,
            release=subject.release,
            release_key=subject.release_key,
        )

    @property
    def shown(self) -> bool:
        """Whether it is written on its record: a note is for the report only."""
        return self.severity is not Severity.NOTE and bool(self.ref.record)
