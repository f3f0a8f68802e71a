"""Which track a record is about: versions, shares and pitches put together by track."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from rules.model import Link, Maybe, Ref, Release, Track, Unknown
from rules.rule import Entity
from rules.titles import UNTITLED
from rules.vocabulary.words import words_of


class _OfTrack(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def ref(self) -> Ref: ...
    @property
    def track(self) -> Maybe[Link]: ...


R = TypeVar("R", bound=_OfTrack)


@dataclass(slots=True)
class TrackRecords(Generic[R]):
    """The records of one track. `track` is `None` where only the records speak of it."""

    mark: str
    title: str
    track: Track | None = None
    records: list[R] = field(default_factory=list)

    @property
    def token(self) -> str:
        """What precedence calls this track."""
        return f"track:{self.mark}"

    @property
    def on(self) -> Entity:
        """What a violation about the track stands on."""
        return self.track or self.records[0]


def by_track(release: Release, records: Iterable[R]) -> tuple[list[TrackRecords[R]], list[R]]:
    """Return the records by track, the release's own tracks first, and those of which nobody can tell the track.

    A record that names no track is about the only one there is; where the plan lists no tracks, about the release.
    A track without a title has no entry unless something is known to be about it: what names it cannot be told.
    """
    tracks = release.tracks if isinstance(release.tracks, tuple) else ()
    found = {track.key: TrackRecords[R](track.key, track.title, track) for track in tracks}
    loose: list[R] = []
    for record in records:
        group = _group(release, tracks, record.track)
        if group is None:
            loose.append(record)
        else:
            found.setdefault(group[0], TrackRecords(*group)).records.append(record)
    return [group for group in found.values() if group.records or group.title != UNTITLED], loose


def track_of(release: Release, link: Maybe[Link]) -> Track | None:
    """Return the track that a record is about, where that is certain."""
    tracks = release.tracks if isinstance(release.tracks, tuple) else ()
    group = _group(release, tracks, link)
    return next((track for track in tracks if group is not None and track.key == group[0]), None)


def _group(release: Release, tracks: Sequence[Track], link: Maybe[Link]) -> tuple[str, str] | None:
    if isinstance(link, Link):
        if any(track.key == link.key for track in tracks):
            return link.key, link.text
        words = " ".join(words_of(link.text))
        return (f"named:{words}", link.text.strip()) if words else None
    if type(link) is Unknown and link is not Unknown.ABSENT:
        return None
    if len(tracks) == 1:
        return tracks[0].key, tracks[0].title
    return None if tracks else (f"release:{release.key}", release.title)
