"""AST011: a master is below 16 bit or 44.1 kHz, or in a lossy format."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.assets.masters import ShippedAudio, shipped_audio
from rules.lifecycle import not_yet_out
from rules.model import FileFact, FileSpec, Unknown
from rules.policy import Severity
from rules.rule import Context, Finding, Hit, rule
from rules.samples import plan, work
from rules.view import View
from rules.vocabulary.pattern import Pattern
from rules.wording import listed

_LOSSY = Pattern(r"\.(mp3|aac|ogg|opus|wma)(?:$|[?#\s,])", re.IGNORECASE)


@rule(
    code="AST011",
    name="unfit-audio",
    severity=Severity.WARNING,
    escalates="A blocker once the master is done, or the version is marked as final.",
    summary="The plan states that a master is below 16 bit or 44.1 kHz, or its file is of a lossy format such as MP3.",
    why="Distributors refuse it, and what was thrown away once does not come back by converting the file.",
    fix="The mastering engineer exports the master as WAV or FLAC, at 16 or 24 bit and 44.1 kHz or more.",
    source="Field notes on assets: The Orchard, WAV or FLAC, 16 or 24 bit, 44.1 kHz up, never from lossy",
    needs=(),
    flagged=lambda: plan(
        work("Final master", "Kaya", file=FileFact("master-v3.mp3")),
        gates=Unknown.ABSENT,
        says="Final master is an MP3 file",
    ),
    clean=lambda: plan(
        work("Final master", "Kaya", file=FileFact("master-v3.wav"), spec=FileSpec(bit_depth=24, sample_rate=48_000)),
        work("Mix", "Kaya", file=FileFact("mix-v3.mp3")),
        gates=Unknown.ABSENT,
    ),
)
def unfit_audio(view: View, context: Context) -> Iterator[Finding]:
    for audio in shipped_audio(view):
        if (flaws := _flaws(audio, context)) and not_yet_out(view.release, context):
            yield Hit(
                audio.on,
                f"{audio.on.title} is {listed(flaws)}",
                who=audio.who,
                severity=Severity.BLOCKER if audio.settled else None,
            )


def _flaws(audio: ShippedAudio, context: Context) -> list[str]:
    spec, limits, found = audio.spec, context.limits, []
    if audio.file and (lossy := _LOSSY.search(f"{audio.file.name} ") or _LOSSY.search(f"{audio.file.url} ")):
        found.append(f"{'an' if lossy[1].casefold() != 'wma' else 'a'} {lossy[1].upper()} file")
    if spec.bit_depth is not None and spec.bit_depth < limits.least_bit_depth:
        found.append(f"{spec.bit_depth} bit ({limits.least_bit_depth} are the least)")
    if spec.sample_rate is not None and spec.sample_rate < limits.least_sample_rate:
        found.append(f"{_kilohertz(spec.sample_rate)} ({_kilohertz(limits.least_sample_rate)} are the least)")
    return found


def _kilohertz(hertz: int) -> str:
    return f"{hertz / 1000:g} kHz"
