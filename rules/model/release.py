"""A release and everything recorded about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rules.model.facts import Blind, FileFact, FileSpec, Link, Maybe, Moment, Ref, Unknown, blind_fields
from rules.model.people import Actor
from rules.model.stated import OtherRecord, StatedFact
from rules.model.work import Deliverable, Gate, Handoff, State


@dataclass(frozen=True, slots=True)
class Brief:
    """The one paragraph that every decision is held against. `text` is the paragraph where it stands as one."""

    type: Maybe[str] = None
    goal: Maybe[str] = None
    message: Maybe[str] = None
    text: Maybe[str] = None


@dataclass(frozen=True, slots=True)
class Track:
    """One recording of the release."""

    key: str
    title: str
    ref: Ref
    isrc: Maybe[str] = None
    iswc: Maybe[str] = None
    credits: tuple[Actor, ...] | Unknown = ()
    """Credited writers and producers, who each need a recorded share (SPL004)."""
    stems_holder: tuple[Actor, ...] | Unknown = ()
    may_pitch: tuple[Actor, ...] | Unknown = ()
    pitch_from: Maybe[date] = None
    pitch_until: Maybe[date] = None
    cover: Maybe[str] = None
    """The song that this is a cover of, in the plan's words; only "yes" where it says no more. So the next two."""
    samples: Maybe[str] = None
    interpolates: Maybe[str] = None
    licence: Maybe[bool] = None
    """For a cover: whether every publisher of the song gave a mechanical licence."""
    master_cleared: Maybe[bool] = None
    """For a sample: whether the owners of the sampled recording agreed."""
    publishing_cleared: Maybe[bool] = None
    """For a sample or an interpolation: whether the publishers of the used song agreed."""
    spec: Maybe[FileSpec] = None
    """The audio, and a cover of its own, as the plan states them."""
    blind: Blind = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "blind", blind_fields(self, _TRACK_FACTS))


_TRACK_FACTS = (
    "isrc", "iswc", "credits", "stems_holder", "may_pitch", "pitch_from", "pitch_until", "cover", "samples",
    "interpolates", "licence", "master_cleared", "publishing_cleared",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a track or file; at most one of a track's versions is canonical."""

    key: str
    title: str
    ref: Ref
    track: Maybe[Link] = None
    canonical: Maybe[bool] = None
    file: Maybe[FileFact] = None
    state: Maybe[str] = None
    spec: Maybe[FileSpec] = None
    blind: Blind = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "blind", blind_fields(self, _VERSION_FACTS))


_VERSION_FACTS = ("track", "canonical", "file")


class Pie(StrEnum):
    """Which of a track's two separate rights a share is of."""

    COMPOSITION = "composition"
    MASTER = "master"


@dataclass(frozen=True, slots=True)
class Split:
    """One person's share of one pie of a track, in percent as an exact decimal (0 to 100)."""

    key: str
    title: str
    ref: Ref
    track: Maybe[Link] = None
    pie: Pie = Pie.COMPOSITION
    holder: Maybe[Actor] = None
    share: Maybe[Decimal] = None
    agreed: Maybe[bool] = None
    agreed_at: Maybe[Moment] = None
    role: Maybe[str] = None
    """What the holder is to the track; "publisher" parts the publishers' half of a composition from the writers'."""
    ipi: Maybe[str] = None
    """The holder's IPI name number."""
    blind: Blind = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "blind", blind_fields(self, _SPLIT_FACTS))


_SPLIT_FACTS = ("track", "holder", "share", "agreed", "agreed_at", "role", "ipi")


@dataclass(frozen=True, slots=True)
class Pitch:
    """A track offered to somebody: by whom, to whom, when, in which version, with which context."""

    key: str
    title: str
    ref: Ref
    track: Maybe[Link] = None
    by: tuple[Actor, ...] | Unknown = ()
    to: Maybe[str] = None
    sent_at: Maybe[Moment] = None
    due: Maybe[date] = None
    version: Maybe[str] = None
    exclusive: Maybe[bool] = None
    from_day: Maybe[date] = None
    until_day: Maybe[date] = None
    contacts: Maybe[str] = None
    splits: Maybe[str] = None
    clearance: Maybe[str] = None
    state: Maybe[State] = None
    refused: bool = False
    """Whether the plan says that it came to nothing; what it promised is then free again."""
    blind: Blind = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "blind", blind_fields(self, _PITCH_FACTS))

    @property
    def cancelled(self) -> bool:
        """Whether it is off, so that no rule looks at it."""
        return self.state is State.CANCELLED


_PITCH_FACTS = (
    "track", "by", "to", "sent_at", "due", "version", "exclusive", "from_day", "until_day", "contacts", "splits",
    "clearance", "state",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Review:
    """The look back at a release, or at a month."""

    key: str
    title: str
    ref: Ref
    on: Maybe[date] = None
    state: Maybe[State] = None
    worked: Maybe[str] = None
    failed: Maybe[str] = None
    broke: Maybe[str] = None


@dataclass(frozen=True, slots=True)
class Release:
    """One release with all its records.

    A collection that no source could record (no table, no columns) is `Unknown.ABSENT`; an empty tuple means that
    the place exists and holds nothing. `implied` marks a release that only its deliverables' sheet stands for.
    """

    key: str
    title: str
    ref: Ref
    artist: Maybe[str] = None
    date: Maybe[date] = None
    type: Maybe[str] = None
    """Single, EP, album."""
    state: Maybe[State] = None
    brief: Maybe[Brief] = None
    locked_at: Maybe[Moment] = None
    folder: Maybe[str] = None
    distributor: Maybe[str] = None
    template: Maybe[str] = None
    upc: Maybe[str] = None
    capture: Maybe[str] = None
    """Where listeners leave an address: the pre-save, the link, the form."""
    welcome: Maybe[str] = None
    """What whoever left an address is sent."""
    spec: Maybe[FileSpec] = None
    """The cover and the audio of all tracks, as the release itself states them."""
    owners: tuple[Actor, ...] | Unknown = ()
    cast: tuple[tuple[str, Actor], ...] = ()
    """Who fills which role on this release (role, actor), from role-named columns; goes before the people table."""
    deliverables: tuple[Deliverable, ...] = ()
    handoffs: tuple[Handoff, ...] | Unknown = ()
    gates: tuple[Gate, ...] | Unknown = ()
    gates_on_work: bool = True
    """Whether gates on deliverables could be recorded; those on the release itself may stand where these cannot."""
    tracks: tuple[Track, ...] | Unknown = ()
    versions: tuple[Version, ...] | Unknown = ()
    splits: tuple[Split, ...] | Unknown = ()
    pitches: tuple[Pitch, ...] | Unknown = ()
    reviews: tuple[Review, ...] | Unknown = ()
    implied: bool = False
    stray: tuple[str, ...] = ()
    """Titles of the work that stands here only because nobody can tell its release: then this is none, but a heap."""
    whole: bool = True
    """Whether all of its work is sure to be here; where there is stray work in one of its tools, some may be its."""
    facts: tuple[StatedFact, ...] | Unknown = ()
    """What several tools state of the release and of everything filed under it; unseen while one was not read."""
    facts_so_far: tuple[StatedFact, ...] = ()
    """While `facts` are unseen: what was read of them, and what the records that were not were last seen to state.

    For people to read; no rule concludes anything from them.
    """
    records: tuple[OtherRecord, ...] = ()
    """The further records of other tools that are part of it."""
    blind: Blind = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "blind", blind_fields(self, _RELEASE_FACTS))

    @property
    def manager(self) -> Actor | None:
        """Who must act where the proper seat is empty: the cast's manager, else the release's one owner."""
        for role, actor in self.cast:
            if role.casefold() == "manager" and not actor.doubtful:
                return actor
        if isinstance(self.owners, tuple) and len(self.owners) == 1 and not self.owners[0].doubtful:
            return self.owners[0]
        return None


_RELEASE_FACTS = (
    "artist", "date", "type", "state", "brief", "locked_at", "folder", "distributor", "template", "upc",
    "capture", "welcome", "owners",
    "handoffs", "gates", "tracks", "versions", "splits", "pitches", "reviews", "facts",
)  # fmt: skip
