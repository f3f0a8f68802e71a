"""What the plan states about the audio that ships: of tracks, of their final versions, and of masters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.model import Actor, FileFact, FileSpec, Kind, Maybe, Unknown
from rules.rule import Entity
from rules.view import View


@dataclass(frozen=True, slots=True)
class ShippedAudio:
    """One statement about audio. `settled` says that it is about what ships, not about work that goes on."""

    on: Entity
    name: str
    """What to call the audio in a sentence."""
    spec: FileSpec
    file: FileFact | None
    who: Actor | None
    settled: bool


def shipped_audio(view: View) -> Iterator[ShippedAudio]:
    """Yield everything that the plan states about files that ship, what the release itself states last."""
    release = view.release
    masters = view.of_kind(Kind.MASTER)
    for item in masters:
        if item.spec or item.file:
            yield ShippedAudio(item, item.title, _spec(item.spec), _file(item.file), item.owner, item.finished)
    if isinstance(release.versions, tuple):
        for version in release.versions:
            if version.canonical is True:
                yield ShippedAudio(version, version.title, _spec(version.spec), _file(version.file), None, settled=True)
    if isinstance(release.tracks, tuple):
        for track in release.tracks:
            if track.spec:
                yield ShippedAudio(track, track.title, _spec(track.spec), None, None, settled=False)
    if isinstance(release.spec, FileSpec):
        who = masters[0].owner if len(masters) == 1 else None
        settled = bool(masters) and all(item.finished for item in masters)
        yield ShippedAudio(release, f"the audio of {release.title}", release.spec, None, who, settled)


_NOTHING = FileSpec()


def _spec(stated: Maybe[FileSpec]) -> FileSpec:
    return _NOTHING if stated is None or type(stated) is Unknown else stated


def _file(stated: Maybe[FileFact]) -> FileFact | None:
    return None if type(stated) is Unknown else stated
