"""What the engine says: violations, what was waived, and what could not be told."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from rules.model import Actor, Ref
from rules.policy import Severity, Waiver


@dataclass(frozen=True, slots=True)
class Subject:
    """The one record that must change."""

    kind: str
    """deliverable, handoff, gate, track, split, pitch, review or release"""
    title: str
    release: str
    """The release's title."""
    ref: Ref
    key: str
    release_key: str


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule's code, severity, subject and sentence, with the evidence and who should do what."""

    code: str
    name: str
    severity: Severity
    subject: Subject
    message: str
    evidence: tuple[str, ...]
    who: Actor | None
    """The one person who must act next; `None` when the seat and the release's manager's seat are both empty."""
    fix: str
    since: datetime
    fingerprint: str
    """Stable over rewording: code, subject and a discriminator, hashed."""


@dataclass(frozen=True, slots=True)
class Waived:
    """A violation that a waiver covers today."""

    violation: Violation
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class CannotTell:
    """A rule that lacked what it needs, once per source."""

    code: str
    name: str
    tool: str
    container: str
    why: str
    fields: tuple[str, ...] = ()
    count: int = 1
    """How many records it concerns."""
    example: str = ""
    table: str = ""
    """What people call the container."""
    keys: tuple[str, ...] = ()
    """Keys of the records that a rule spoke of itself; empty where its declared needs say it (`fields`)."""


@dataclass(frozen=True, slots=True)
class LapsedWaiver:
    """A waiver that does nothing any more, or never did: ended, or matching no open violation."""

    waiver: Waiver
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the engine found; nothing that was flagged, waived or untellable is thrown away."""

    violations: tuple[Violation, ...] = ()
    waived: tuple[Waived, ...] = ()
    cannot_tell: tuple[CannotTell, ...] = ()
    lapsed: tuple[LapsedWaiver, ...] = field(default=())


def fingerprint(code: str, subject_key: str, discriminator: str = "") -> str:
    """Return the identity of a violation: the same gap has the same fingerprint in every run, however it is worded."""
    return hashlib.blake2b(
        f"{code}\x00{subject_key}\x00{discriminator}".encode("utf-8", "surrogatepass"), digest_size=8
    ).hexdigest()
