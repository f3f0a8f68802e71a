"""AST006: nobody is recorded as holding the stems of a track."""

from __future__ import annotations

from collections.abc import Iterator

from rules.lifecycle import not_yet_out
from rules.model import Kind, Track, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import actors, plan, track, work
from rules.tracks import track_of
from rules.view import View


@rule(
    code="AST006",
    name="stems-unaccounted",
    severity=Severity.WARNING,
    summary="Nobody is recorded as holding the stems of a track, and no deliverable with an owner is its stems.",
    why="A remix, a sync edit or a new master needs the stems, and years later nobody knows who has them.",
    fix="The manager asks the producer who has the stems and writes it down.",
    source="The coordination layer: who has the stems",
    needs=("release.tracks", "track.stems_holder"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(stems_holder=()),),
        says="Nobody is recorded as having the stems of Night Bus",
    ),
    clean=lambda: plan(work("Lyrics", "Dee"), tracks=(track(stems_holder=actors("Kaya")),)),
)
def stems_unaccounted(view: View, context: Context) -> Iterator[Finding]:
    tracks = view.release.tracks
    if not tracks or type(tracks) is Unknown or not not_yet_out(view.release, context):
        return
    for recording in tracks:
        if recording.stems_holder == () and not _is_work(recording, view):
            yield Hit(recording, f"Nobody is recorded as having the stems of {recording.title}")


def _is_work(recording: Track, view: View) -> bool:
    """Whether a deliverable that somebody owns is the stems of the track."""
    return any(
        item.kind is Kind.STEMS and item.owner is not None and track_of(view.release, item.track) in (None, recording)
        for item in view.deliverables
    )
