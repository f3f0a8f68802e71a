"""How words are compared: case, accents, emoji, outer punctuation and extra white space never count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"[\s_]+")
_WORD = re.compile(r"[^\W_]+")
_OUTER = " ?!.,:;*#@\"'`´‘’‚“”„«»()[]{}-–—_|•·"
_ACCENTS = re.compile("[\u0300-\u036f]")
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "’": "'", "‘": "'", "‐": "-", "‑": "-"}
)
_JOINERS = frozenset("\u200b\u200c\u200d\ufe0e\ufe0f\u20e3\u2060\ufeff")


def without_emoji(text: str) -> str:
    """Return the text with every pictograph replaced by a space."""
    if text.isascii():
        return text
    return "".join(
        "" if sign in _JOINERS else " " if unicodedata.category(sign) in ("So", "Sk", "Cs", "Co", "Cn") else sign
        for sign in text
    )


def spelled(text: str) -> str:
    """Return the text in lower case without accents and emoji, inner punctuation kept.

    Only the accents of Latin, Greek and Cyrillic go: in other scripts a mark can be a letter of its own.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", without_emoji(text))
        text = unicodedata.normalize("NFC", _ACCENTS.sub("", text)).casefold().translate(_UNDECOMPOSED)
    return _SPACE.sub(" ", text.casefold()).strip()


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """Return a name, role or state as it is compared, outer punctuation gone ("  @Kaya?" -> "kaya")."""
    return spelled(text).strip(_OUTER)


@lru_cache(maxsize=16384)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a title as they are compared, punctuation gone."""
    return tuple(_WORD.findall(spelled(text)))
