"""What cells say about the inside of a file: "3000 x 3000 px", "CMYK", "24-bit", "24/48", "WAV 24bit 44.1k"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from connectors.normalize.cells import text_of, words_of
from connectors.normalize.rows import Row
from connectors.record import Cell
from rules.model import FileSpec, Maybe, Unknown
from rules.vocabulary.pattern import Pattern

AUDIO = ("bit_depth", "sample_rate", "audio_format")
"""The meanings of the columns that state a file's facts, on tables of versions."""
ANY = ("dimensions", "colour", *AUDIO)
"""The same on tables of work, of releases and of tracks, where the cover's stand beside the audio's."""

_LENGTH = r"(?<![\d.,])(\d{1,2}[.,]\d{3}|\d{2,5})\s*(?:px|pixels?)?"
_SIDES = Pattern(rf"{_LENGTH}\s*(?:[x×*]|by)\s*{_LENGTH}(?![\w.])", re.IGNORECASE)
_SIDE = Pattern(_LENGTH, re.IGNORECASE)
_OTHER_UNIT = Pattern(r"\d\s*(?:cm|mm|in|inch(?:es)?|\")(?!\w)", re.IGNORECASE)
_COLOUR = Pattern(r"\b(?:s?rgb|cmyk|gr[ae]y(?:scale)?|adobe rgb|lab)\b", re.IGNORECASE)
_DEPTH = Pattern(r"\b(8|16|20|24|32|64)\s*-?\s*(?:bits?|float\b)", re.IGNORECASE)
_RATE = Pattern(r"\b(\d{1,3}(?:[.,]\d{1,3})?)\s*khz\b|\b(\d{4,6})\s*hz\b", re.IGNORECASE)
_SHORT_RATE = Pattern(r"\b(44[.,]1|48|88[.,]2|96|176[.,]4|192)\s*k\b", re.IGNORECASE)
"""A sample rate without its unit; of a lossy format, "192k" is a bit rate."""
_PAIR = Pattern(r"\b(16|20|24|32)\s*/\s*(\d{2,3}(?:[.,]\d)?)\b")
_WITHOUT_TENTH = {"44": "44.1", "88": "88.2", "176": "176.4"}
_WHOLE = Pattern(r"\b(?:wave?|bwf|flac|aiff?|alac)\b", re.IGNORECASE)
_LOSSY = Pattern(r"\b(?:mp3|aac|ogg|opus|wma)\b", re.IGNORECASE)
_BARE = Pattern(r"(\d{1,6}(?:[.,]\d{1,4})?)\s*k?", re.IGNORECASE)

_LOWEST_HERTZ = 4000
"""Below, a bare sample rate counts kilohertz."""


def spec_of(row: Row, meanings: Iterable[str]) -> Maybe[FileSpec]:
    """Return what the row states about its file; a table without any such column says nothing."""
    cells = {meaning: row.cell(meaning) for meaning in meanings}
    unknown = [cell for cell in cells.values() if isinstance(cell, Unknown)]
    if len(unknown) == len(cells):
        return next((reason for reason in unknown if reason is not Unknown.ABSENT), Unknown.ABSENT)
    found, doubt = FileSpec(), None
    for meaning, cell in cells.items():
        if not isinstance(text_of(cell), str):
            continue
        said = _of_number(meaning, cell) or _of_words(meaning, words_of(cell))
        if said == FileSpec():
            doubt = row.doubt(meaning, cell, _EXPECTED[meaning])
        for name in FileSpec.__dataclass_fields__:
            if getattr(found, name) is None and (value := getattr(said, name)) is not None:
                found = replace(found, **{name: value})
    return doubt if found == FileSpec() else found


_EXPECTED = {
    "dimensions": "it is not a size in pixels; write it like 3000 x 3000",
    "colour": "it is not a colour space such as RGB or CMYK",
    "bit_depth": "it is not a bit depth; write it like 24 bit",
    "sample_rate": "it is not a sample rate; write it like 44.1 kHz",
    "audio_format": "it is not an audio format; write it like WAV, 24 bit, 48 kHz",
}


def _of_number(meaning: str, cell: Cell) -> FileSpec | None:
    """Return what a bare number says in its own column."""
    bare = _BARE.fullmatch(words_of(cell))
    if bare is None:
        return None
    number = Decimal(bare[1].replace(",", "."))
    if meaning == "bit_depth" and number in (8, 16, 20, 24, 32, 64):
        return FileSpec(bit_depth=int(number))
    if meaning == "sample_rate":
        return FileSpec(sample_rate=int(number if number >= _LOWEST_HERTZ else number * 1000))
    return None


def _of_words(meaning: str, words: str) -> FileSpec:
    found = FileSpec()
    if sides := _SIDES.search(words):
        if not _OTHER_UNIT.search(words):
            found = replace(found, width=_pixels(sides[1]), height=_pixels(sides[2]))
    elif meaning == "dimensions" and (side := _SIDE.fullmatch(words.strip())):
        found = replace(found, width=_pixels(side[1]))
    if colour := _COLOUR.search(words):
        found = replace(found, colour=colour[0].upper())
    return _of_audio(found, words)


def _of_audio(found: FileSpec, words: str) -> FileSpec:
    # Where both are delivered, the lossy one is for listening.
    if said := (_WHOLE.search(words) or _LOSSY.search(words)):
        found = replace(found, format=said[0].upper())
    if pair := _PAIR.search(words):
        return replace(found, bit_depth=int(pair[1]), sample_rate=_hertz(_WITHOUT_TENTH.get(pair[2], pair[2])))
    if depth := _DEPTH.search(words):
        found = replace(found, bit_depth=int(depth[1]))
    if rate := _RATE.search(words):
        found = replace(found, sample_rate=_hertz(rate[1]) if rate[1] else int(rate[2]))
    elif (short := _SHORT_RATE.search(words)) and not _LOSSY.search(words):
        found = replace(found, sample_rate=_hertz(short[1]))
    return found


def _pixels(typed: str) -> int:
    return int(typed.replace(",", "").replace(".", ""))


def _hertz(kilohertz: str) -> int:
    return int(Decimal(kilohertz.replace(",", ".")) * 1000)
