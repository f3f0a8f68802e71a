"""AST003: more than one version of a track is marked as the final one."""

from __future__ import annotations

from collections.abc import Iterator

from rules.assets.finals import by_variant, finals, versions_by_track
from rules.lifecycle import not_yet_out
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import plan, track, version, work
from rules.view import View
from rules.wording import listed


@rule(
    code="AST003",
    name="several-final-versions",
    severity=Severity.BLOCKER,
    summary=(
        "More than one version of a track is marked as the final one. An instrumental, a radio edit and the like have "
        "a final version of their own."
    ),
    why="Of two final versions one is wrong, and whoever uploads has to guess which.",
    fix="The manager leaves the mark on the one version that ships.",
    source="The coordination layer: the canonical version of a track",
    needs=("release.versions", "version.canonical"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(),),
        versions=(version("Master v2", canonical=True), version("Master v3", canonical=True)),
        says="Night Bus has 2 versions marked as the final one: Master v2 and Master v3",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(),),
        versions=(version("Master v3", canonical=True), version("Instrumental v1", canonical=True)),
    ),
)
def several_final_versions(view: View, context: Context) -> Iterator[Finding]:
    if not view.release.versions or not not_yet_out(view.release, context):
        return
    for group in versions_by_track(view.release):
        for variant, marked in by_variant(finals(group.records)).items():
            if len(marked) > 1:
                yield Hit(
                    group.on,
                    f"{group.title} has {len(marked)} versions marked as the final one: "
                    f"{listed(version.title for version in marked)}",
                    about=(group.token,),
                    detail=f"{group.mark}|{variant}",
                )
