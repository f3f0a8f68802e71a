"""AST009: close to the release, the release has no UPC or a track no ISRC."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rules.lifecycle import not_yet_out
from rules.model import Maybe, Unknown
from rules.policy import Severity
from rules.rule import Context, Entity, Finding, Hit, rule
from rules.samples import at, plan, promoted, track
from rules.view import View
from rules.vocabulary.codes import is_stated


@rule(
    code="AST009",
    name="missing-code",
    severity=Severity.WARNING,
    summary="Less than 14 days before the release, the release has no UPC or EAN, or a track has no ISRC.",
    why="Codes come with the delivery: none this late means that nothing was delivered, or that nobody wrote it down.",
    fix="The manager gets the code from the distributor and writes it down.",
    source="Field notes on codes: an ISRC that is missing within 14 days of release is a red flag (Recoupable)",
    needs=("release.date", "release.upc", "release.tracks", "track.isrc"),
    flagged=lambda: plan(
        *promoted(),
        tracks=(track(isrc=None),),
        upc="036000291452",
        now=at("2026-08-24 10:00"),
        says="Night Bus has no ISRC, and the release is on 2026-09-04",
    ),
    clean=lambda: plan(*promoted(), tracks=(track(),), upc="036000291452", now=at("2026-08-24 10:00")),
)
def missing_code(view: View, context: Context) -> Iterator[Finding]:
    release = view.release
    day = release.date
    if day is None or type(day) is Unknown or not context.today > day - timedelta(days=context.limits.code_days):
        return
    if not not_yet_out(release, context):
        return
    yield from _without(release, "UPC or EAN", release.upc, day)
    if isinstance(release.tracks, tuple):
        for track in release.tracks:
            yield from _without(track, "ISRC", track.isrc, day)


def _without(on: Entity, name: str, code: Maybe[str], day: date) -> Iterator[Finding]:
    if type(code) is not Unknown and not (code and is_stated(code)):
        yield Hit(on, f"{on.title} has no {name}, and the release is on {day}", detail=name)
