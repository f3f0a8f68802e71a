"""AST010: the cover is too small, not square, or in print colours."""

from __future__ import annotations

from collections.abc import Iterator

from rules.lifecycle import not_yet_out
from rules.model import FileSpec, Kind, Unknown
from rules.policy import Severity
from rules.rule import Context, Entity, Finding, Hit, rule
from rules.samples import plan, work
from rules.view import View
from rules.vocabulary.pattern import Pattern
from rules.vocabulary.words import spelled
from rules.wording import listed

_OTHER_ART = Pattern(
    r"\b(?:back|inlay|inner|booklet|banner|header|canvas|stor(?:y|ie)|avatar|profile|poster|flyer|merch|shirt|vinyl|cd"
    r"|label|thumbnail|photo|video|sticker|layered|psd|lyric|youtube|tiktok|animated)s?\b"
)
"""Words of art that is not the front cover of the release, and has other measures."""


@rule(
    code="AST010",
    name="unfit-artwork",
    severity=Severity.WARNING,
    escalates="A blocker once the artwork is done.",
    summary=(
        "The plan states, at the artwork, the release or a track, that the cover is smaller than 3000 pixels, not "
        "square, or in CMYK."
    ),
    why="Stores refuse such a cover, and enlarging it afterwards does not pass either.",
    fix="The designer exports a square cover in RGB from the original, at the full size.",
    source="Field notes on assets: 3000 x 3000 in RGB (FreshTunes, Collabhouse, Dismusic; no upscaling: iGroove)",
    needs=(),
    flagged=lambda: plan(
        work("Cover artwork", "Dee", spec=FileSpec(2400, 2400, "CMYK")),
        gates=Unknown.ABSENT,
        says="Cover artwork is 2400 x 2400 pixels (3000 are the least) and in CMYK",
    ),
    clean=lambda: plan(
        work("Cover artwork", "Dee", spec=FileSpec(3000, 3000, "RGB")),
        work("Back cover", "Dee", spec=FileSpec(2000, 1400)),
        gates=Unknown.ABSENT,
    ),
)
def unfit_artwork(view: View, context: Context) -> Iterator[Finding]:
    release, least = view.release, context.limits.artwork_pixels
    art = view.of_kind(Kind.ARTWORK)
    songs = release.tracks if isinstance(release.tracks, tuple) else ()
    stated: list[tuple[Entity, object]] = [(release, release.spec), *((song, song.spec) for song in songs)]
    if not (any(item.spec for item in art) or any(spec for _, spec in stated)) or not not_yet_out(release, context):
        return
    covers = [item for item in art if not _OTHER_ART.search(spelled(item.title))]
    said: set[str] = set()
    for item in covers:
        if isinstance(item.spec, FileSpec) and (flaws := _flaws(item.spec, least)):
            said.update(flaws)
            yield Hit(
                item,
                f"{item.title} is {listed(flaws)}",
                who=item.owner,
                severity=Severity.BLOCKER if item.finished else None,
            )
    for on, spec in stated:
        if isinstance(spec, FileSpec) and (flaws := [flaw for flaw in _flaws(spec, least) if flaw not in said]):
            yield Hit(
                on,
                f"The cover of {on.title} is {listed(flaws)}",
                who=covers[0].owner if len(covers) == 1 else None,
                severity=Severity.BLOCKER if any(item.finished for item in covers) else None,
            )


def _flaws(spec: FileSpec, least: int) -> list[str]:
    sides = [side for side in (spec.width, spec.height) if side is not None]
    size = f"{' x '.join(map(str, sides))} pixels"
    found = []
    if sides and min(sides) < least:
        found.append(f"{size} ({least} are the least)")
    if len(set(sides)) > 1:
        found.append("not square" if found else f"{size}, not square")
    if spec.colour == "CMYK":
        found.append("in CMYK")
    return found
