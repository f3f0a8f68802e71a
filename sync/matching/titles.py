"""How two titles are compared: what must be the same, what may be missing, and what makes them two things for sure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rules.vocabulary.words import spelled, words_of

_FEATURING = r"(?:feat|ft|featuring)\b\.?"
_GUESTS = re.compile(rf"[(\[]\s*(?:{_FEATURING}|with\b|w/)\s*([^)\]]*)[)\]]|[\s,–-]+{_FEATURING}\s+([^()\[\]]*)", re.I)
_AND = re.compile(r"\s*[&+]\s*(?=\w)")
_PARTS = {"pt": "part", "parts": "part", "vol": "volume", "no": "number", "nr": "number", "ch": "chapter"}
_ROMAN = {
    numeral: str(value)
    for value, numeral in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)
}
_COUNTED = frozenset({"part", "volume", "number", "chapter", "act", "side", "disc", "week", "day", "episode"})
_WORDED = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
_VERSIONS = frozenset(
    words_of(
        "remix remixed rmx edit radio extended live acoustic akustik acustico acustica acoustique instrumental "
        "instrumentals demo karaoke acapella acappella capella remaster remastered remasterizado deluxe clean "
        "explicit sped slowed reverb reprise dub club vip rework reworked bootleg cover unplugged session sessions "
        "orchestral stripped interlude intro outro bonus anniversary nightcore mashup medley tv vivo piano strings "
        "tape mono stereo atmos dolby short long vertical square teaser trailer alternate alternative alt reissue "
        "expanded lyric lyrics visualizer visualiser japanese spanish english german french deutsch español "
    )
)
"""Words that make another recording, cut or edition of what is otherwise called the same."""
_NEAR = 84.0
"""Likeness in percent from which two titles may be one that was mistyped."""


class Likeness(IntEnum):
    """How alike two titles are."""

    DIFFERENT = 0
    """Two things for sure: another part, version or guest."""
    OTHER = 1
    """Nothing in common that would tell."""
    NEAR = 2
    """Perhaps one title, mistyped or worded otherwise."""
    GUESTS = 3
    """The same but for guests that only one of them names."""
    SAME = 4


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart. `base` are its words without the guests, `guests` those it features."""

    base: tuple[str, ...]
    guests: frozenset[str]
    spelling: str
    """For titles that are nothing but signs: those."""

    @property
    def identity(self) -> str:
        """One string, the same exactly for titles that are the same but for guests."""
        return " ".join(self.base) or self.spelling


@lru_cache(maxsize=131072)
def taken_apart(title: str) -> Title:
    """Return the title's parts. Case, accents, emoji and punctuation do not count, unless there is nothing else."""
    guests = frozenset(word for found in _GUESTS.findall(title) for part in found for word in words_of(part))
    bare = _GUESTS.sub(" ", title) if guests else title
    words = words_of(_AND.sub(" and ", bare))
    return Title(_counted(words), guests, spelled(title) or title.strip())


def _counted(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words with "Pt. II" and "Part Two" both written "part 2"; elsewhere a numeral may be a letter."""
    found: list[str] = []
    for word in words:
        plain = _PARTS.get(word, word)
        if found and found[-1] in _COUNTED:
            plain = _ROMAN.get(plain) or _WORDED.get(plain) or (plain.lstrip("0") or plain)
        found.append(plain)
    return tuple(found)


def likeness(one: str, other: str) -> Likeness:
    """Return how alike two titles are; the same either way round."""
    first, second = taken_apart(one), taken_apart(other)
    if first.identity == second.identity:
        if first.guests == second.guests:
            return Likeness.SAME
        return Likeness.GUESTS if not first.guests or not second.guests else Likeness.DIFFERENT
    if not first.base or not second.base:
        return Likeness.OTHER
    words, others = frozenset(first.base), frozenset(second.base)
    if (words ^ others) & _VERSIONS or _numbers(first) != _numbers(second):
        return Likeness.OTHER if words.isdisjoint(others) else Likeness.DIFFERENT
    from rapidfuzz import fuzz  # takes longer to load than a small plan takes to check

    compact, other_compact = "".join(first.base), "".join(second.base)
    if compact == other_compact or fuzz.ratio(compact, other_compact) >= _NEAR:
        return Likeness.NEAR
    inside = frozenset(first.base) <= frozenset(second.base) or frozenset(second.base) <= frozenset(first.base)
    return (
        Likeness.NEAR if inside or fuzz.token_sort_ratio(first.identity, second.identity) >= _NEAR else Likeness.OTHER
    )


def _numbers(title: Title) -> tuple[str, ...]:
    """Return what counts in the title; a last word that is a numeral ("Night Bus II") counts as one."""
    last = len(title.base) - 1
    found = (
        _ROMAN.get(word, "") if place == last and place > 0 and not word.isdecimal() else word
        for place, word in enumerate(title.base)
    )
    return tuple(sorted(word.lstrip("0") or word for word in found if word.isdecimal()))
