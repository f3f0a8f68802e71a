"""AST005: something uses, uploads, pitches or approves a version that is not the final one."""

from __future__ import annotations

from collections.abc import Iterator

from rules.assets.finals import finals, versions_by_track, wrong_version
from rules.lifecycle import not_yet_out
from rules.model import Actor, Deliverable, Kind, Link, Maybe, Pitch, Unknown, Version
from rules.policy import Severity
from rules.rule import Context, Entity, Finding, Hit, rule
from rules.samples import plan, track, version, work
from rules.standing import Ruling
from rules.tracks import TrackRecords, track_of
from rules.view import View

_SHIPS = frozenset({Kind.MASTER, Kind.UPLOAD})
"""Work whose own version is that of the track; a cover's or a video's is another count."""


@rule(
    code="AST005",
    name="wrong-version-used",
    severity=Severity.BLOCKER,
    summary=(
        "A master, an upload, a pitch or an approval of one of them names a version on record that is not the one "
        "marked as final."
    ),
    why="The wrong version in the stores is the classic disaster: it costs the release date, or stays for ever.",
    fix="Whoever used it takes the final version instead; or the mark is moved, if the plan is what is wrong.",
    source="The career operating system: assets, wrong versions are one of the two classic disasters",
    needs=("release.versions", "version.canonical"),
    flagged=lambda: plan(
        work("Distributor upload", "Mia", due="2026-08-07", version="V 2"),
        tracks=(track(),),
        versions=(version("Master v2.wav"), version("Master v3.wav", canonical=True)),
        gates=Unknown.ABSENT,
        says="Distributor upload takes Master v2.wav, and the final version of Night Bus is Master v3.wav",
    ),
    clean=lambda: plan(
        work("Distributor upload", "Mia", due="2026-08-07", version="master V3"),
        tracks=(track(),),
        versions=(version("Master v2.wav"), version("Master v3.wav", canonical=True)),
        gates=Unknown.ABSENT,
    ),
)
def wrong_version_used(view: View, context: Context) -> Iterator[Finding]:
    release = view.release
    if not release.versions or not not_yet_out(release, context):
        return
    groups = [group for group in versions_by_track(release) if finals(group.records)]
    if not groups:
        return
    for item in view.deliverables:
        if item.kind in _SHIPS:
            yield from _judged(item, "takes", item.version, item.track, item.owner, groups, view)
            yield from _approved(item, groups, view)
    for pitch in release.pitches if isinstance(release.pitches, tuple) else ():
        if not pitch.cancelled:
            yield from _judged(pitch, "offers", pitch.version, pitch.track, _pitcher(pitch), groups, view)


def _approved(item: Deliverable, groups: list[TrackRecords[Version]], view: View) -> Iterator[Finding]:
    for point in view.gates_of(item):
        if point.ruling is Ruling.APPROVED and point.decision is not None:
            said = point.decision.version
            yield from _judged(point.gate, "approves", said, item.track, point.asked_of, groups, view)


def _judged(
    on: Entity,
    does: str,
    mention: Maybe[str],
    track: Maybe[Link],
    who: Actor | None,
    groups: list[TrackRecords[Version]],
    view: View,
) -> Iterator[Finding]:
    if not isinstance(mention, str):
        return
    group = _meant_group(track, groups, view)
    if group is None or (wrong := wrong_version(mention, group.records)) is None:
        return
    used, final = wrong
    yield Hit(
        on,
        f"{on.title} {does} {used.title}, and the final version of {group.title} is {final.title}",
        who=who,
        evidence=(f"version: {mention}",) if mention != used.title else (),
        about=(group.token,),
        detail=group.mark,
    )


def _meant_group(track: Maybe[Link], groups: list[TrackRecords[Version]], view: View) -> TrackRecords[Version] | None:
    """Return the versions of the track that something is about; where it names none, those of the only track."""
    if own := track_of(view.release, track):
        return next((group for group in groups if group.mark == own.key), None)
    tracks = view.release.tracks
    several = isinstance(tracks, tuple) and len(tracks) > 1
    return groups[0] if not track and not several and len(groups) == 1 else None


def _pitcher(pitch: Pitch) -> Actor | None:
    return pitch.by[0] if isinstance(pitch.by, tuple) and len(pitch.by) == 1 else None
