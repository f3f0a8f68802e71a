"""SPL006: a cover, sample or interpolation is not cleared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rules.model import Track, Unknown
from rules.policy import Severity
from rules.rights.before_upload import uploads
from rules.rights.clearance import uncleared, uses_of
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import plan, track, work
from rules.tracks import track_of
from rules.view import View
from rules.wording import listed


@rule(
    code="SPL006",
    name="uncleared-use",
    severity=Severity.BLOCKER,
    summary=(
        "A track is a cover without a mechanical licence from every publisher, holds a sample of which recording and "
        "song are not both cleared, or interpolates a song that is not cleared. It holds the upload: one that goes on "
        "all the same is flagged too."
    ),
    why="Stores take such a release down, and clearing a sample takes months: there is no shortcut after the upload.",
    fix="The manager gets what is missing, or the track goes out without the borrowed part; until then no upload.",
    source="Field notes on rights: reverbnation.com and brookewentz.com on covers, velveteen.fm on samples",
    needs=("release.tracks", "track.cover|track.samples|track.interpolates"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(samples="Harbour Song", master_cleared=True, publishing_cleared=None),),
        says="Night Bus samples “Harbour Song”, without a clearance for the sampled song",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(
            track(samples="Harbour Song", master_cleared=True, publishing_cleared=True),
            track("Low Tide", isrc="GB-AYE-26-00002", cover="Landslide", licence=True),
            track("Old Road", isrc="GB-AYE-26-00003", interpolates="Rust", publishing_cleared=True),
        ),
    ),
)
def uncleared_use(view: View, _: Context) -> Iterator[Finding]:
    tracks = view.release.tracks
    if type(tracks) is Unknown:
        return
    lacking: list[tuple[Track, str]] = []
    for recording in tracks:
        if not (recording.cover or recording.samples or recording.interpolates):
            continue
        if said := uncleared(recording, view):
            lacking.append((recording, said))
        elif unseen := [name for use in uses_of(recording, view) for name in use.unseen]:
            yield Untold(recording, f"{listed(unseen)}: no column and no deliverable says whether it is cleared")
    if lacking:
        yield from _held_up(lacking, view)


def _held_up(lacking: Sequence[tuple[Track, str]], view: View) -> Iterator[Finding]:
    """Flag the tracks, and every upload that went past one: like a gate, each for whoever must act."""
    past: dict[str, list[tuple[Track, str]]] = {}
    for recording, said in lacking:
        of_track = [
            item for item in uploads(view) if not item.track or track_of(view.release, item.track) in (None, recording)
        ]
        waiting = [item.title for item in of_track if not item.under_way]
        yield Hit(
            recording,
            f"{recording.title} {said}",
            evidence=(f"{listed(waiting)} must not go on before",) if waiting else (),
        )
        for item in of_track:
            if item.under_way:
                past.setdefault(item.key, []).append((recording, said))
    for item in uploads(view):
        if uses := past.get(item.key):
            titles = listed((recording.title for recording, _ in uses), "and")
            why = (
                f"{titles} {uses[0][1]}" if len(uses) == 1 else f"{titles} use other people's work that is not cleared"
            )
            yield Hit(
                item,
                f"{item.title} is {item.state} although {why}",
                who=item.owner,
                evidence=tuple(f"{recording.title} {said}" for recording, said in uses) if len(uses) > 1 else (),
                fix="The owner stops the upload, or takes it back, until the manager has what is missing.",
            )
