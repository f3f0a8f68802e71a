"""Names of versions: when two mean the same, and which variant of a song a name is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rules.vocabulary.pattern import Pattern
from rules.vocabulary.words import words_of

_EXTENSION = Pattern(
    r"\.(?:wav|wave|aiff?|flac|alac|mp3|m4a|aac|ogg|opus|wma|zip|png|jpe?g|tiff?|psd|pdf|mp4|mov)$", re.IGNORECASE
)
_NUMBER = Pattern(r"(?<![^\W_])v(?:er(?:s(?:ion)?)?)?[\s._#-]*(\d+(?:\.\d+)*)", re.IGNORECASE)
_ALONE = Pattern(r"#?\s*(\d{1,3}(?:\.\d{1,3})*)")
_MARK = Pattern(r"v\d+(?:p\d+)*")

_VARIANTS: tuple[tuple[str, Pattern], ...] = tuple(
    (name, Pattern(pattern))
    for name, pattern in (
        ("instrumental", r"\binstrumentals?\b|\bbeat\b"),
        ("acapella", r"\bac+app?ell?as?\b|\ba capp?ella\b"),
        ("radio edit", r"\bradio\b|\bedit\b"),
        ("clean", r"\bclean\b"),
        ("explicit", r"\bexplicit\b"),
        ("tv mix", r"\btv\b"),
        ("stems", r"\bstems?\b|\bmulti ?tracks?\b"),
        ("remix", r"\bremix(?:es|ed)?\b|\brmx\b"),
        ("sped up", r"\bsped up\b"),
        ("slowed", r"\bslowed\b"),
        ("extended", r"\bextended\b|\bclub\b"),
        ("live", r"\blive\b"),
        ("acoustic", r"\bacoustic\b|\bunplugged\b"),
        ("demo", r"\bdemos?\b|\brough\b"),
        ("atmos", r"\batmos\b|\bspatial\b"),
        ("vinyl", r"\bvinyl\b"),
    )
)


@lru_cache(maxsize=8192)
def version_words(name: str) -> tuple[str, ...]:
    """Return a version's name as it is compared: "Master_V 3.20.wav" -> ("master", "v3p20").

    Case, extension, spelling of the number ("v3.2", "V 3.2", "version 3.2", a bare "3.2") and leading zeros do not
    count; "v3" and "v3.0" are the same.
    """
    stem = _EXTENSION.sub("", name.strip())
    if alone := _ALONE.fullmatch(stem):
        return (_mark(alone[1]),)
    return words_of(_NUMBER.sub(lambda found: f" {_mark(found[1])} ", stem))


def _mark(number: str) -> str:
    parts = [str(int(part)) for part in number.split(".")]
    while len(parts) > 1 and parts[-1] == "0":
        parts.pop()
    return f"v{'p'.join(parts)}"


def version_number(name: str) -> tuple[str, ...]:
    """Return what tells a version from another of the same work: its variant and number; without one all its words."""
    words = version_words(name)
    numbers = tuple(word for word in words if _MARK.fullmatch(word))
    return (variant_of(name), *numbers) if numbers else words


def meant(mention: str, names: Sequence[str]) -> list[int]:
    """Return which of the names a mention may mean, as their places; several where it does not decide, often none.

    The same words go before a name that holds all of them; a name that is nothing but a number is also meant by words
    that hold it ("Night Bus master v3" and "V3").
    """
    wanted = version_words(mention)
    if not wanted:
        return []
    known = [version_words(name) for name in names]
    if same := [place for place, words in enumerate(known) if sorted(words) == sorted(wanted)]:
        return same
    words = frozenset(wanted)
    if holding := [place for place, name in enumerate(known) if words <= frozenset(name)]:
        return holding
    return [
        place for place, name in enumerate(known) if len(name) == 1 and _MARK.fullmatch(name[0]) and name[0] in words
    ]


@lru_cache(maxsize=8192)
def variant_of(name: str) -> str:
    """Return which variant of the song a version is, "" for the song itself: each variant has its own final version."""
    words = " ".join(words_of(_EXTENSION.sub("", name)))
    return ", ".join(variant for variant, pattern in _VARIANTS if pattern.search(words))
