"""The codes that a release travels under: ISRC, UPC and EAN, ISWC, IPI. What is wrong with one, in words.

The forms are those of the ISRC Agency (bulletin 2015/01, ISO 3901), of GS1, and of CISAC for ISWC and IPI; a code is
compared without its name, spaces, hyphens and dots.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rules.vocabulary.pattern import Pattern

_ISRC = Pattern(r"[A-Z]{2}[A-Z0-9]{3}\d{7}", re.ASCII)
_NAMED = Pattern(r"^(?:ISRC|ISWC|UPC|EAN|GTIN|IPI|CAE)(?:[- ]?(?:CODE|NO|A))?\s*[:#.]?\s+(?=\S)", re.IGNORECASE)
_PUNCTUATION = Pattern(r"[\s.\-–—_]+")
_SHORTENED = Pattern(r"\d(?:[.,]\d+)?E\+?\d+", re.ASCII | re.IGNORECASE)
_SEVERAL = Pattern(r"[,;/|\n]")
_ISRC_LENGTH = 12
_ISRC_DIGITS = 7
_BARCODES = (12, 13, 14)
_UPC_LENGTH = 12
_LOST_MOST = 2
"""Leading zeros that a spreadsheet is known to drop from a UPC."""
_IPI_LENGTH = 11
_IPI_LEAST = 9
_IPI_SHORTEST = 6
"""Digits that are left of the lowest numbers in use, once a spreadsheet dropped the zeros before them."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a code. `slight` where it is plain what was meant."""

    what: str
    fix: str
    slight: bool = False


def is_stated(text: str) -> bool:
    """Whether the words are meant as a code: "requested" is none yet."""
    return any(sign.isdigit() for sign in text)


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Return a code as two of them are compared: "isrc: gb-aye-26-00001" -> "GBAYE2600001"."""
    return _PUNCTUATION.sub("", _NAMED.sub("", text.strip())).upper()


@lru_cache(maxsize=4096)
def isrc_flaw(text: str) -> Flaw | None:
    """Return what is wrong with an ISRC."""
    code = bare(text)
    if _ISRC.fullmatch(code) or _several(text):
        return None
    if len(code) != _ISRC_LENGTH:
        return Flaw(f"has {len(code)} characters, and an ISRC has 12", _COPY)
    likely = code[:-_ISRC_DIGITS] + code[-_ISRC_DIGITS:].replace("O", "0").replace("I", "1")
    if _ISRC.fullmatch(likely):
        return Flaw("has a letter where a digit belongs", f"If {likely} is meant, type it so.")
    return Flaw("is not two letters, three letters or digits, and seven digits", _COPY)


def is_cut_short(text: str) -> bool:
    """Whether the words are what a spreadsheet left of a barcode that it took for a number."""
    return barcode_flaw(text) is _CUT_SHORT


@lru_cache(maxsize=4096)
def barcode_flaw(text: str) -> Flaw | None:
    """Return what is wrong with a UPC or EAN."""
    if _SHORTENED.fullmatch(text.strip()):
        return _CUT_SHORT
    code = bare(text)
    if _several(text):
        return None
    if not (code.isascii() and code.isdigit()):
        return Flaw("has signs in it that are no digits", _COPY)
    missing = _UPC_LENGTH - len(code)
    if 0 < missing <= _LOST_MOST and _passes(whole := code.zfill(_UPC_LENGTH)):
        zeros = "zero" if missing == 1 else f"{missing} zeros"
        return Flaw(f"has lost its leading {zeros}", f"Make the column a text column, and type {whole}.", slight=True)
    if len(code) not in _BARCODES:
        return Flaw(f"has {len(code)} digits; a UPC has 12 and an EAN 13", _COPY)
    if not _passes(code):
        # 1.23E+11 is 123000000000 again once the column is made one of whole numbers.
        return _CUT_SHORT if code.endswith(_FILLED_UP) else Flaw("does not fit its own check digit", _COPY)
    return None


@lru_cache(maxsize=4096)
def iswc_flaw(text: str) -> Flaw | None:
    """Return what is wrong with an ISWC."""
    code = bare(text)
    if _several(text):
        return None
    if not re.fullmatch(r"T\d{10}", code, re.ASCII):
        return Flaw("is not a T and ten digits, as in T-034.524.680-1", _COPY)
    total = 1 + sum(place * int(digit) for place, digit in enumerate(code[1:10], 1))
    return None if -total % 10 == int(code[10]) else Flaw("does not fit its own check digit", _COPY)


@lru_cache(maxsize=4096)
def ipi_flaw(text: str) -> Flaw | None:
    """Return what is wrong with an IPI name number; an IPI base number ("I-000000229-7") is let pass."""
    code = bare(text)
    if _several(text) or re.fullmatch(r"I\d{10}", code, re.ASCII):
        return None
    if not (code.isascii() and code.isdigit() and len(code) <= _IPI_LENGTH):
        return Flaw("is not a number of 9 to 11 digits", _COPY)
    whole = code.zfill(_IPI_LENGTH)
    if len(code) < _IPI_LEAST:
        if len(code) < _IPI_SHORTEST or not _fits_ipi(whole):
            return Flaw("is not a number of 9 to 11 digits", _COPY)
        return Flaw("has lost its leading zeros", f"Make the column a text column, and type {whole}.", slight=True)
    return None if _fits_ipi(whole) else Flaw("does not fit its own check digits", _COPY)


_CUT_SHORT = Flaw(
    "is a number of which a spreadsheet kept only the first digits",
    "Make the column a text column, and copy the code from the distributor again.",
)
_FILLED_UP = "000000"
_COPY = "Copy the code again from whoever gave it out."


def _fits_ipi(digits: str) -> bool:
    rest = sum((10 - place) * int(digit) for place, digit in enumerate(digits[:-2])) % 101
    return int(digits[-2:]) == ((101 - rest) % 100 if rest else 0)


def _several(text: str) -> bool:
    """Whether a cell holds more than one code, so that neither is judged."""
    return _SEVERAL.search(text) is not None


def _passes(code: str) -> bool:
    """Whether the last digit is the check digit of the others (GS1, modulo 10)."""
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(code))) % 10 == 0
