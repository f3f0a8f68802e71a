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

_FORMATS = ("MP3", "AAC", "OGG", "OPUS", "WMA")
_LOSSY = Pattern(r"\.(mp3|aac|ogg|opus|wma)(?:$|[?#\s,])", re.IGNORECASE)


@rule(
    code="AST011",
    name="unfit-audio",
    severity=Severity.WARNING,
    escalates="A blocker once the master is done, or the version is marked as final.",
    summary=(
        "The plan states, at a master, a track, a final version or the release, that the audio is below 16 bit or "
        "44.1 kHz, or of a lossy format such as MP3."
    ),
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
    said: set[str] = set()
    for audio in shipped_audio(view):
        flaws = _flaws(audio, context)
        if audio.on is view.release:
            flaws = [flaw for flaw in flaws if flaw not in said]
        said.update(flaws)
        if flaws and not_yet_out(view.release, context):
            yield Hit(
                audio.on,
                f"{audio.name[:1].upper()}{audio.name[1:]} is {listed(flaws)}",
                who=audio.who,
                severity=Severity.BLOCKER if audio.settled else None,
            )


def _flaws(audio: ShippedAudio, context: Context) -> list[str]:
    spec, limits, found = audio.spec, context.limits, []
    if lossy := _lossy(audio):
        found.append(f"{'a' if lossy == 'WMA' else 'an'} {lossy} file")
    if spec.bit_depth is not None and spec.bit_depth < limits.least_bit_depth:
        found.append(f"{spec.bit_depth} bit ({limits.least_bit_depth} are the least)")
    if spec.sample_rate is not None and spec.sample_rate < limits.least_sample_rate:
        found.append(f"{_kilohertz(spec.sample_rate)} ({_kilohertz(limits.least_sample_rate)} are the least)")
    return found


def _lossy(audio: ShippedAudio) -> str:
    """Return the lossy format that the file's name or the plan states; "" for none."""
    name = audio.file and (_LOSSY.search(f"{audio.file.name} ") or _LOSSY.search(f"{audio.file.url} "))
    if name:
        return name[1].upper()
    return audio.spec.format if audio.spec.format in _FORMATS else ""


def _kilohertz(hertz: int) -> str:
    return f"{hertz / 1000:g} kHz"
