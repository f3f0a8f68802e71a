"""AST001: the release has no shared folder."""

from __future__ import annotations

from collections.abc import Iterator

from rules.lifecycle import not_yet_out
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import plan, work
from rules.view import View


@rule(
    code="AST001",
    name="no-release-folder",
    severity=Severity.WARNING,
    summary="A release that is not out yet has no shared folder.",
    why="What is not in the release folder does not exist: without one, every file is somebody's private copy.",
    fix="The manager makes one folder for the release and writes its link into the plan.",
    source="The career operating system: assets",
    needs=("release.folder",),
    flagged=lambda: plan(work("Lyrics", "Dee"), folder=None, says="Night Bus has no release folder"),
    clean=lambda: plan(work("Lyrics", "Dee"), folder="https://files.example/night-bus"),
)
def no_release_folder(view: View, context: Context) -> Iterator[Finding]:
    release = view.release
    if release.folder is None and not_yet_out(release, context):
        yield Hit(release, f"{release.title} has no release folder")
