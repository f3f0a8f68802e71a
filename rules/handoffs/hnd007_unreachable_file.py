"""HND007: the location of a sent file is not a link or path, or lies outside the release folder."""

from __future__ import annotations

from collections.abc import Iterator

from rules.handoffs.parties import is_over, sender_of
from rules.location import is_location, is_outside
from rules.model import Handoff
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import day, handoff, plan, work
from rules.view import View

_FOLDER = "https://files.example/night-bus"


@rule(
    code="HND007",
    name="unreachable-file",
    severity=Severity.WARNING,
    summary="A sent handoff's location is not a link or path, or lies outside the release folder.",
    why="What is not in the release folder does not exist for anybody but its sender, and links elsewhere expire.",
    fix="The sender puts the file into the release folder and gives its link.",
    source="The career operating system: assets",
    needs=("handoff.sent_at|handoff.sent", "handoff.location", "release.folder"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        work("Teaser video", "Vic", needs=("Lyrics",)),
        handoffs=(_sent("in my inbox"),),
        folder=_FOLDER,
        says="The file of Lyrics cannot be opened from “in my inbox”: that is neither a link nor a path",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        work("Teaser video", "Vic", needs=("Lyrics",)),
        handoffs=(_sent(f"{_FOLDER}/lyrics.txt"),),
        folder=_FOLDER,
    ),
)
def unreachable_file(view: View, _: Context) -> Iterator[Finding]:
    folder = view.release.folder
    for record in view.handoffs:
        location = record.location
        if not isinstance(location, str) or not location.strip() or not record.was_sent or is_over(view, record):
            continue
        if not is_location(location):
            gap = f"cannot be opened from “{location}”: that is neither a link nor a path"
        elif isinstance(folder, str) and folder and is_outside(location, folder):
            gap = "lies outside the release folder"
        else:
            continue
        work = view.work_of(record)
        yield Hit(
            record,
            f"The file of {work.title if work else record.title} {gap}",
            who=sender_of(view, record),
            evidence=(f"location: {location}", *((f"release folder: {folder}",) if isinstance(folder, str) else ())),
            about=(f"handoff:{record.key}",),
        )


def _sent(location: str) -> Handoff:
    return handoff(
        "Lyrics", "Teaser video", sender="Dee", receiver="Vic", sent_at=day("2026-08-03"),
        done="Final words", next="Set the captions", location=location,
    )  # fmt: skip
