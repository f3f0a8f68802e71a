"""AST007: an ISRC, UPC, EAN, ISWC or IPI number cannot be right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from rules.lifecycle import not_yet_out
from rules.model import Release
from rules.policy import Severity
from rules.rule import Context, Entity, Finding, Hit, rule
from rules.samples import plan, track, work
from rules.view import View
from rules.vocabulary.codes import Flaw, barcode_flaw, ipi_flaw, is_stated, isrc_flaw, iswc_flaw

_Read = Callable[[str], Flaw | None]


@rule(
    code="AST007",
    name="malformed-code",
    severity=Severity.WARNING,
    escalates="A blocker for an ISRC, UPC or EAN from 14 days before the release.",
    summary=(
        "An ISRC, UPC, EAN, ISWC or IPI number does not have its form or does not fit its check digits. A UPC or "
        "IPI number that only lost its leading zeros is a note."
    ),
    why="A wrong code goes out with the release, and what is played, sold and paid is counted for somebody else.",
    fix="The manager corrects the code.",
    source="ISRC Agency bulletin 2015/01 (ISO 3901), GS1 for UPC and EAN, CISAC for ISWC and IPI",
    needs=(),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(track(isrc="GB-AYE-26-0001"),),
        says="The ISRC of Night Bus, “GB-AYE-26-0001”, has 11 characters, and an ISRC has 12",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"), tracks=(track(isrc="ISRC GB AYE 26 00001", iswc="T-034.524.680-1"),), upc="036000291452"
    ),
)
def malformed_code(view: View, context: Context) -> Iterator[Finding]:
    release = view.release
    shipped: list[tuple[Entity, str, object, _Read]] = []
    if release.upc:
        shipped.append((release, "UPC or EAN", release.upc, barcode_flaw))
    if isinstance(release.tracks, tuple):
        shipped += ((track, "ISRC", track.isrc, isrc_flaw) for track in release.tracks)
    if shipped and not_yet_out(release, context):
        weight = Severity.BLOCKER if _close(release, context) else None
        for on, name, code, read in shipped:
            yield from _judged(on, name, code, read, weight)
    if isinstance(release.tracks, tuple):
        for track in release.tracks:
            yield from _judged(track, "ISWC", track.iswc, iswc_flaw)
    if isinstance(release.splits, tuple):
        for split in release.splits:
            yield from _judged(split, "IPI number", split.ipi, ipi_flaw)


def _judged(on: Entity, name: str, code: object, read: _Read, weight: Severity | None = None) -> Iterator[Finding]:
    if not isinstance(code, str) or not is_stated(code) or (flaw := read(code)) is None:
        return
    yield Hit(
        on,
        f"The {name} of {on.title}, “{code.strip()}”, {flaw.what}",
        detail=name,
        severity=Severity.NOTE if flaw.slight else weight,
        fix=flaw.fix,
    )


def _close(release: Release, context: Context) -> bool:
    day = release.date
    return isinstance(day, date) and context.today > day - timedelta(days=context.limits.code_days)
