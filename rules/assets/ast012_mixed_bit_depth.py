"""AST012: the masters of one release have different bit depths."""

from __future__ import annotations

from collections.abc import Iterator

from rules.assets.masters import ShippedAudio, shipped_audio
from rules.lifecycle import not_yet_out
from rules.model import FileSpec
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import plan, track, work
from rules.view import View
from rules.wording import listed


@rule(
    code="AST012",
    name="mixed-bit-depth",
    severity=Severity.WARNING,
    summary=(
        "The plan states different bit depths for the tracks, final versions or masters of one release, or for one of "
        "them and for the release."
    ),
    why="A release is delivered at one bit depth; a mixed one is refused, or converted by somebody who was not asked.",
    fix="The mastering engineer exports all tracks at one bit depth.",
    source="Field notes on assets: The Orchard, no mixed bit depth on one release",
    needs=(),
    flagged=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(
            track(spec=FileSpec(bit_depth=24)),
            track("Low Tide", isrc="GB-AYE-26-00002", spec=FileSpec(bit_depth=16)),
        ),
        says="The audio of Night Bus has different bit depths: 16 bit (Low Tide) and 24 bit (Night Bus)",
    ),
    clean=lambda: plan(
        work("Lyrics", "Dee"),
        tracks=(
            track(spec=FileSpec(bit_depth=24)),
            track("Low Tide", isrc="GB-AYE-26-00002", spec=FileSpec(bit_depth=24)),
        ),
    ),
)
def mixed_bit_depth(view: View, context: Context) -> Iterator[Finding]:
    depths: dict[int, dict[str, None]] = {}
    for audio in shipped_audio(view):
        if audio.spec.bit_depth is not None:
            depths.setdefault(audio.spec.bit_depth, {})[_named(audio, view)] = None
    if len(depths) > 1 and not_yet_out(view.release, context):
        said = listed(f"{depth} bit ({', '.join(titles)})" for depth, titles in sorted(depths.items()))
        yield Hit(view.release, f"The audio of {view.release.title} has different bit depths: {said}")


def _named(audio: ShippedAudio, view: View) -> str:
    return "the release itself" if audio.on is view.release else audio.name
