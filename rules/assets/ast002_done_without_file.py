"""AST002: finished work has no file, or none in the release folder."""

from __future__ import annotations

from collections.abc import Iterator

from rules.lifecycle import not_yet_out
from rules.location import is_outside
from rules.model import FILE_KINDS, Deliverable, FileFact, Kind, State, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import plan, work
from rules.tracks import track_of
from rules.view import View
from rules.vocabulary.acts import is_act

_FOLDER = "https://files.example/night-bus"
_AUDIO = frozenset({Kind.MIX, Kind.MASTER, Kind.STEMS, Kind.AUDIO})


@rule(
    code="AST002",
    name="done-without-file",
    severity=Severity.BLOCKER,
    summary=(
        "Audio, artwork, a photo, a video or a document is done, and the plan has no file for it, or one that lies "
        "outside the release folder."
    ),
    why="Done means that somebody else can take it from here: without the file, the next person starts by asking.",
    fix="The owner puts the file into the release folder and gives its link.",
    source="The career operating system: assets, missing files are one of the two classic disasters",
    needs=("deliverable.state", "deliverable.file"),
    flagged=lambda: plan(
        work("Lyrics", "Dee", state="done", file=None), says="Lyrics is done, and the plan has no file for it"
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee", state="done", file=FileFact("lyrics.txt", f"{_FOLDER}/lyrics.txt")),
        work("Press photos", "Dee", state="in progress", file=None),
        folder=_FOLDER,
    ),
)
def done_without_file(view: View, context: Context) -> Iterator[Finding]:
    if not not_yet_out(view.release, context):
        return
    done, folder = State.DONE, view.release.folder
    for item in view.deliverables:
        if item.state is not done or item.kind not in FILE_KINDS:
            continue
        file = item.file
        if file is None:
            if not is_act(item.title) and not _stands_elsewhere(item, view):
                yield Hit(item, f"{item.title} is done, and the plan has no file for it", who=item.owner)
        elif isinstance(file, FileFact) and not file.stable_id and isinstance(folder, str):
            place = file.url or file.name
            if is_outside(place, folder):
                yield Hit(
                    item,
                    f"{item.title} is done, and its file lies outside the release folder",
                    who=item.owner,
                    evidence=(f"file: {place}", f"release folder: {folder}"),
                )


def _stands_elsewhere(item: Deliverable, view: View) -> bool:
    """Whether a handoff of the work, or a version of its track, says where the file lives."""
    if any(handoff.location for handoff in view.handoffs_of.get(item.key, ())):
        return True
    versions = view.release.versions
    if type(versions) is Unknown or item.kind not in _AUDIO:
        return False
    own = track_of(view.release, item.track)
    return any(version.file and (own is None or track_of(view.release, version.track) == own) for version in versions)
