"""What cells say about the inside of a file: "3000 x 3000 px", "CMYK", "24-bit", "44.1 kHz", "24/48"."""

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

ARTWORK = ("dimensions", "colour", "bit_depth", "sample_rate")
AUDIO = ("bit_depth", "sample_rate")
"""The meanings of the columns that state a file's facts, on tables of work, and of tracks and versions."""

_SIDES = Pattern(r"(\d{2,5})\s*(?:px|pixels?)?\s*(?:[x×*]|by)\s*(\d{2,5})\s*(?:px|pixels?)?(?![\w.])", re.IGNORECASE)
_SIDE = Pattern(r"(\d{3,5})\s*(?:px|pixels?)?", re.IGNORECASE)
_OTHER_UNIT = Pattern(r"\d\s*(?:cm|mm|in|inch(?:es)?|\")(?!\w)", re.IGNORECASE)
_COLOUR = Pattern(r"\b(?:s?rgb|cmyk|gr[ae]y(?:scale)?|adobe rgb|lab)\b", re.IGNORECASE)
_DEPTH = Pattern(r"\b(8|16|20|24|32|64)\s*-?\s*(?:bits?|float\b)", re.IGNORECASE)
_RATE = Pattern(r"\b(\d{1,3}(?:[.,]\d{1,3})?)\s*khz\b|\b(\d{4,6})\s*hz\b", re.IGNORECASE)
_PAIR = Pattern(r"\b(16|20|24|32)\s*/\s*(\d{2,3}(?:[.,]\d)?)\b")
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
            found = replace(found, width=int(sides[1]), height=int(sides[2]))
    elif meaning == "dimensions" and (side := _SIDE.fullmatch(words.strip())):
        found = replace(found, width=int(side[1]))
    if colour := _COLOUR.search(words):
        found = replace(found, colour=colour[0].upper())
    if pair := _PAIR.search(words):
        return replace(found, bit_depth=int(pair[1]), sample_rate=_hertz(pair[2]))
    if depth := _DEPTH.search(words):
        found = replace(found, bit_depth=int(depth[1]))
    if rate := _RATE.search(words):
        found = replace(found, sample_rate=_hertz(rate[1]) if rate[1] else int(rate[2]))
    return found


def _hertz(kilohertz: str) -> int:
    return int(Decimal(kilohertz.replace(",", ".")) * 1000)
