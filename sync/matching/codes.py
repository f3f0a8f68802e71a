"""Identifiers as they are compared: without hyphens, blanks and lost leading zeros."""

from __future__ import annotations

import re

from rules.vocabulary.codes import is_cut_short

_ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}[0-9]{7}")
_BARCODE = re.compile(r"[0-9]{8,14}")
_SIGNS = re.compile(r"[^0-9A-Z]")
_GTIN = 14
"""Digits of the longest barcode number: a UPC (12) and an EAN (13) of one product differ in leading zeros only."""


def isrc_code(text: str) -> str:
    """Return an ISRC as a code, "" for what is none: "DE-A12-26-00001" is "isrc:DEA122600001"."""
    signs = _SIGNS.sub("", text.strip().upper().removeprefix("ISRC"))
    return f"isrc:{signs}" if _ISRC.fullmatch(signs) else ""


def barcode_code(text: str) -> str:
    """Return a UPC or EAN as a code, "" for what is none, such as what a spreadsheet left of one (1.23E+11)."""
    if is_cut_short(text):
        return ""
    words = re.sub(r"^(upc|ean|gtin)\b", "", text.strip().casefold())
    digits = re.sub(r"[\s.\-:_'’]", "", words)
    return f"upc:{digits.zfill(_GTIN)}" if _BARCODE.fullmatch(digits) and "." not in text.strip("0.") else ""
