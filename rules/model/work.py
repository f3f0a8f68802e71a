"""The work of a release: deliverables, what they need, handoffs between people, approval gates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rules.model.facts import Blind, FileFact, FileSpec, Link, Maybe, Moment, Ref, Unknown, blind_fields
from rules.model.people import Actor


class Kind(StrEnum):
    """What a deliverable is, as far as a rule cares."""

    __hash__ = str.__hash__  # an enumeration's own is a call in Python, and every rule looks kinds up

    MIX = "mix"
    MASTER = "master"
    STEMS = "stems"
    AUDIO = "audio"
    ARTWORK = "artwork"
    PHOTO = "photo"
    VIDEO = "video"
    TEASER = "teaser"
    POST = "post"
    LAUNCH_POST = "launch post"
    RECAP = "recap"
    PRESAVE = "pre-save"
    SIGNUP = "sign-up"
    """A form or page on which listeners leave an address."""
    EMAIL = "email"
    WELCOME = "welcome sequence"
    """What whoever signed up is sent by itself."""
    UPLOAD = "distributor upload"
    EDITORIAL_PITCH = "editorial pitch"
    PITCH = "pitch"
    PROMO_CALENDAR = "promotional calendar"
    DATE = "release date"
    SPLITS = "splits"
    CLEARANCE = "clearance"
    METADATA = "metadata"
    DOCUMENT = "document"
    BRIEF = "brief"
    REVIEW = "review"
    OTHER = "other"


FILE_KINDS = frozenset(
    {Kind.MIX, Kind.MASTER, Kind.STEMS, Kind.AUDIO, Kind.ARTWORK, Kind.PHOTO, Kind.VIDEO, Kind.TEASER, Kind.DOCUMENT}
)
PUBLIC_KINDS = frozenset(
    {Kind.TEASER, Kind.POST, Kind.LAUNCH_POST, Kind.RECAP, Kind.PRESAVE, Kind.EDITORIAL_PITCH, Kind.PITCH}
)


class State(StrEnum):
    """How far the work is. A word that the vocabulary does not have is `Unknown.UNREADABLE`, not a state."""

    __hash__ = str.__hash__  # as with kinds

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    IN_REVIEW = "in review"
    WAITING = "waiting"
    DONE = "done"
    SCHEDULED = "scheduled"
    LIVE = "live"
    CANCELLED = "cancelled"


FINISHED = frozenset({State.DONE, State.LIVE})
UNDER_WAY = frozenset({State.IN_PROGRESS, State.IN_REVIEW, State.DONE, State.SCHEDULED, State.LIVE})
OUT = frozenset({State.SCHEDULED, State.LIVE})


class Phase(StrEnum):
    """Where in the campaign a deliverable belongs."""

    PLAN = "planning"
    ASSETS = "assets"
    PITCH = "pitch"
    FILM = "film"
    TEASE = "tease"
    RELEASE = "release week"
    SUSTAIN = "sustain"
    REVIEW = "review"


class NeedKind(StrEnum):
    """What a dependency asks for."""

    WORK = "work"
    """Another deliverable."""
    DECISION = "decision"
    """Somebody's yes ("Mix approval from Artist")."""
    INPUT = "input"
    """Something that is given, not made here ("Creative brief")."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a deliverable depends on. `key` is the needed deliverable, "" when none was found."""

    text: str
    kind: NeedKind = NeedKind.WORK
    key: str = ""
    handed: bool = False
    """Whether the dependency is itself written as a handoff ("Artwork handoff")."""
    actor: Actor | None = None
    decides: Kind | None = None
    """For a decision: what kind of gate it asks for."""


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One output that the release requires. `key` is unique; several deliverables can stand on one record (`ref`)."""

    key: str
    title: str
    ref: Ref
    kind: Kind = Kind.OTHER
    owners: tuple[Actor, ...] | Unknown = ()
    state: Maybe[State] = None
    due: Maybe[date] = None
    needs: tuple[Need, ...] | Unknown = ()
    done_at: Maybe[Moment] = None
    phase: Maybe[Phase] = None
    file: Maybe[FileFact] = None
    version: Maybe[str] = None
    text: Maybe[str] = None
    scheduled_for: Maybe[Moment] = None
    parent: Maybe[Link] = None
    """The item this one is a part of. Never a dependency."""
    inherited_owner: Actor | None = None
    """The owner that the parent item, project or release names when this one names none (OWN006)."""
    track: Maybe[Link] = None
    notes: Maybe[str] = None
    spec: Maybe[FileSpec] = None
    blind: Blind = field(init=False, repr=False, compare=False)
    open: bool = field(init=False, repr=False, compare=False)
    """Neither done, live nor cancelled; also where the plan keeps no status at all, but not where it is unreadable."""
    finished: bool = field(init=False, repr=False, compare=False)
    under_way: bool = field(init=False, repr=False, compare=False)
    cancelled: bool = field(init=False, repr=False, compare=False)
    owner: Actor | None = field(init=False, repr=False, compare=False)
    """The one owner; `None` when there is none, several, or it is unknown."""

    def __post_init__(self) -> None:
        state = self.state
        put = object.__setattr__
        blind = blind_fields(self, _DELIVERABLE_FACTS)
        if type(state) is Unknown:
            absent = state is Unknown.ABSENT
            put(self, "open", absent)
            put(self, "blind", blind if absent else blind | {("open", state)})
            put(self, "finished", False)
            put(self, "under_way", False)
            put(self, "cancelled", False)
        else:
            put(self, "blind", blind)
            put(self, "finished", state in FINISHED)
            put(self, "under_way", state in UNDER_WAY)
            put(self, "cancelled", state is State.CANCELLED)
            put(self, "open", state not in FINISHED and state is not State.CANCELLED)
        owners = self.owners
        put(self, "owner", owners[0] if isinstance(owners, tuple) and len(owners) == 1 else None)


_DELIVERABLE_FACTS = (
    "owners", "state", "due", "needs", "done_at", "phase", "file", "version", "text", "scheduled_for", "parent",
    "track", "notes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Handoff:
    """One person's output becoming another's input: who gives what to whom, when, confirmed by both, with context."""

    key: str
    title: str
    ref: Ref
    work: Maybe[Link] = None
    """The deliverable that is handed over."""
    to_work: Maybe[Link] = None
    """The deliverable that waits for it."""
    senders: tuple[Actor, ...] | Unknown = ()
    receivers: tuple[Actor, ...] | Unknown = ()
    sent_at: Maybe[Moment] = None
    sent: Maybe[bool] = None
    """Whether it was sent, where the plan says so without a time."""
    acknowledged_at: Maybe[Moment] = None
    acknowledged: Maybe[bool] = None
    acknowledged_by: Maybe[Actor] = None
    done: Maybe[str] = None
    """Context: what was done."""
    next: Maybe[str] = None
    """Context: what is expected next."""
    location: Maybe[str] = None
    """Context: where the file lives."""
    due: Maybe[date] = None
    cancelled: bool = False
    inline: bool = False
    """Whether it is only columns on a deliverable, which then carries its violations."""
    blind: Blind = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "blind", blind_fields(self, _HANDOFF_FACTS))

    @property
    def was_sent(self) -> bool:
        """Whether the plan states that it was sent (an acknowledgement alone states nothing about sending)."""
        return bool(self.sent is True or (self.sent_at is not None and type(self.sent_at) is not Unknown))

    @property
    def was_acknowledged(self) -> bool:
        """Whether the plan states an acknowledgement, by whomever."""
        at = self.acknowledged_at
        return bool(self.acknowledged is True or (at is not None and type(at) is not Unknown))


_HANDOFF_FACTS = (
    "work", "to_work", "senders", "receivers", "sent_at", "sent", "acknowledged_at", "acknowledged",
    "acknowledged_by", "done", "next", "location", "due",
)  # fmt: skip


class Word(StrEnum):
    """What a decision says."""

    YES = "yes"
    NO = "no"
    PENDING = "pending"
    UNCLEAR = "unclear"
    """Neither yes, no nor pending: "mostly", "approved with changes"."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One word on a gate, by whom and when as far as the plan says."""

    word: Word
    text: str = ""
    by: Maybe[Actor] = None
    at: Maybe[Moment] = None
    version: Maybe[str] = None
    """The version that was decided on, where the tool records it."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A checkpoint at which a named person says yes or no before the work moves on."""

    key: str
    title: str
    ref: Ref
    on: Maybe[Link] = None
    """The deliverable, or the release for a gate on its date, that the gate holds up."""
    kind: Kind = Kind.OTHER
    """What is being decided. A yes of one kind never counts for another."""
    approvers: tuple[Actor, ...] | Unknown = ()
    decisions: tuple[Decision, ...] | Unknown = ()
    """The gate's history as the plan records it, oldest first; empty when nothing was decided."""
    requested_at: Maybe[Moment] = None
    due: Maybe[date] = None
    all_must: bool = False
    """Whether every approver has to say yes; else any one of them may decide."""
    confirmation: bool = False
    """Whether the words ask whoever acts to confirm the act ("Manager confirms"), not to judge another's work."""
    cancelled: bool = False
    inline: bool = False
    """Whether it is only columns on a deliverable, which then carries its violations."""
    blind: Blind = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "blind", blind_fields(self, _GATE_FACTS))


_GATE_FACTS = ("on", "approvers", "decisions", "requested_at", "due")
