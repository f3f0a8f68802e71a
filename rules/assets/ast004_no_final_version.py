"""AST004: no version of a track is marked as the final one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from rules.assets.finals import versions_by_track
from rules.lifecycle import not_yet_out
from rules.model import Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, Untold, rule
from rules.samples import at, plan, track, version, work
from rules.view import View


@rule(
    code="AST004",
    name="no-final-version",
    severity=Severity.NOTE,
    escalates="A blocker from 28 days before the release, once the release has versions on record.",
    summary="No version of a track is marked as the final one. The word “final” in a name is no such mark.",
    why="Until one version is the one, every mail has to say which is meant, and the upload takes the newest file.",
    fix="The manager has the artist name the version that ships, and marks it.",
    source="The coordination layer: the canonical version of a track",
    needs=("release.versions", "release.date"),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(),),
        versions=(version("Master v2"), version("final_final2")),
        now=at("2026-08-13 10:00"),
        says="None of the 2 versions of Night Bus is marked as the final one",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(),),
        versions=(version("Master v2"), version("Master v3", canonical=True)),
        now=at("2026-08-13 10:00"),
    ),
)
def no_final_version(view: View, context: Context) -> Iterator[Finding]:
    release = view.release
    day = release.date
    if day is None or type(day) is Unknown or type(release.versions) is Unknown:
        return
    if not release.versions and not release.tracks:
        return
    if not not_yet_out(release, context):
        return
    close = context.today > day - timedelta(days=context.limits.final_version_days)
    for group in versions_by_track(release):
        versions = group.records
        if any(version.canonical is True for version in versions):
            continue
        if unmarked := next((version for version in versions if type(version.canonical) is Unknown), None):
            yield Untold(unmarked, _no_mark(unmarked.canonical))
            continue
        yield Hit(
            group.on,
            _none_of(len(versions), group.title),
            evidence=(", ".join(version.title for version in versions),) if versions else (),
            about=(group.token,),
            detail=group.mark,
            severity=Severity.BLOCKER if close and release.versions else None,
        )


def _none_of(count: int, title: str) -> str:
    if count == 0:
        return f"{title} has no version on record, and so no final one"
    if count == 1:
        return f"The one version of {title} is not marked as the final one"
    return f"None of the {count} versions of {title} is marked as the final one"


def _no_mark(why: object) -> str:
    reason = why.value if type(why) is Unknown else ""
    return f"which version is final: {reason}, and “final” in a name does not decide it"
