"""What normalizing one source yields: model values, each filed under the release it says it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from connectors.record import Member
from rules.model import (
    Deliverable,
    Gate,
    Handoff,
    Link,
    Maybe,
    Person,
    Pitch,
    Release,
    Review,
    SourceRead,
    Split,
    Track,
    Version,
)

E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Filed(Generic[E]):
    """One model value, and the release that its record names (`None`: no column says; by id in `Link.key` if known)."""

    item: E
    release: Maybe[Link] = None


@dataclass(frozen=True, slots=True)
class Normalized:
    """One source as model values, not yet joined: mentions are unresolved, releases have no children.

    `has_*` say whether the source has a place where such a thing could be recorded (a table, columns, or the words of
    another column), so that "none recorded" and "cannot be recorded" stay apart. `read.complete` is true only when
    every bound table was there and read completely; else nothing follows from what is not here.
    """

    read: SourceRead
    tables: Mapping[str, str] = field(default_factory=dict)
    """What people call each table, by `Ref.container`."""
    releases: tuple[Release, ...] = ()
    people: tuple[Person, ...] = ()
    cast: tuple[Filed[Person], ...] = ()
    """Those of `people` whose rows name a release: they fill their roles there."""
    members: tuple[Member, ...] = ()
    """The accounts that the tool itself knows, or at least shows, whether or not anybody of `people` has them."""
    deliverables: tuple[Filed[Deliverable], ...] = ()
    handoffs: tuple[Filed[Handoff], ...] = ()
    gates: tuple[Filed[Gate], ...] = ()
    tracks: tuple[Filed[Track], ...] = ()
    versions: tuple[Filed[Version], ...] = ()
    splits: tuple[Filed[Split], ...] = ()
    pitches: tuple[Filed[Pitch], ...] = ()
    reviews: tuple[Filed[Review], ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By record (`Ref.key`): what stands in the cell that is kept for the same record of another tool."""
    mentions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By record: the links in its other cells, which may lead to another tool's records."""
    has_people: bool = False
    names_shown: bool = True
    """Whether every row of its tables of people shows whom it is about; whom one does not may be anybody."""
    has_handoffs: bool = False
    has_gates: bool = False
    has_tracks: bool = False
    has_versions: bool = False
    has_splits: bool = False
    has_pitches: bool = False
    has_reviews: bool = False
