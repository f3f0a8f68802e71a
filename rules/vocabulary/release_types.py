"""Types of release, as two tools may spell one."""

from __future__ import annotations

from rules.vocabulary.words import words_of

_TYPES = {
    "single": ("single", "singles", "sencillo"),
    "ep": ("ep", "eps", "e p", "extended play"),
    "album": ("album", "albums", "lp", "lps", "l p", "long player", "full length", "longplay"),
}


def release_type(text: str) -> str:
    """Return the one type that the words name ("Digital Single" is a "single"), else the words as they are compared."""
    words = " ".join(words_of(text))
    named = [name for name, some in _TYPES.items() if any(f" {each} " in f" {words} " for each in some)]
    return named[0] if len(named) == 1 else words
