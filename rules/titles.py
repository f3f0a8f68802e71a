"""Which deliverable of a release the words "Master" mean.

Titles match in steps, from certain to likely: the same title; the titles that hold all the words; the deliverables of
the kind that the words, and nothing but they, name. Only a unique match counts, and a step that finds several ends the
search: of two masters neither is "Master".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rules.model import Deliverable, Kind, Link
from rules.vocabulary.kind_words import BARE_WORDS
from rules.vocabulary.kinds import kind_of
from rules.vocabulary.words import words_of

UNTITLED = "(untitled)"
"""What a record is called that has no title that could be read."""

_KIN: dict[Kind, frozenset[Kind]] = {
    Kind.VIDEO: frozenset({Kind.TEASER, Kind.RECAP, Kind.POST}),
    Kind.POST: frozenset({Kind.LAUNCH_POST, Kind.RECAP, Kind.TEASER}),
    Kind.PITCH: frozenset({Kind.EDITORIAL_PITCH}),
    Kind.AUDIO: frozenset({Kind.MIX, Kind.MASTER, Kind.STEMS}),
}
"""Kinds that a coarser word may mean too: "video" may be the teaser, but "master" is never the master's licence."""
_ENOUGH = 8


class TitleIndex:
    """The deliverables of one release, found by the words that people use for them."""

    def __init__(self, deliverables: Sequence[Deliverable]) -> None:
        self._by_key = {d.key: d for d in deliverables}
        self._by_record: dict[str, list[Deliverable]] = {}
        self._by_title: dict[tuple[str, ...], list[Deliverable]] = {}
        self._by_word: dict[str, dict[str, Deliverable]] = {}
        self._by_kind: dict[Kind, list[Deliverable]] = {}
        self._likely: dict[tuple[str, ...], tuple[list[Deliverable], list[Deliverable]]] = {}
        for item in deliverables:
            words = words_of(item.title)
            self._by_record.setdefault(item.ref.record, []).append(item)
            self._by_title.setdefault(words, []).append(item)
            self._by_kind.setdefault(item.kind, []).append(item)
            for word in _singular(words):
                self._by_word.setdefault(word, {})[item.key] = item

    def find(self, link: Link, asking: str = "") -> str:
        """Return the key of the one deliverable that the link means, or "".

        `asking` is the deliverable on which the words stand; only its own full title can mean itself. A record id
        that no deliverable here has is returned as it is.
        """
        if link.key in self._by_key:
            return link.key
        found = self.candidates(link, asking)
        return found[0].key if len(found) == 1 else link.key

    def candidates(self, link: Link, asking: str = "") -> Sequence[Deliverable]:
        """Return the deliverables that the link's words could mean; several when the words do not decide."""
        if link.key:
            return self._by_record.get(link.key, [])
        words = words_of(link.text)
        if not words:
            return []
        if same := self._by_title.get(words):
            return same
        found = self._likely.get(words)
        if found is None:
            wanted, kind = _singular(words), kind_of(link.text)
            found = self._likely[words] = (self._holding(wanted, kind), self._of_kind(wanted, kind))
        holding, of_kind = ([item for item in step if item.key != asking] for step in found)
        return holding or of_kind

    def _holding(self, wanted: frozenset[str], kind: Kind) -> list[Deliverable]:
        """Return titles that hold all the words; enough of them to see that they are several."""
        by_word = sorted((self._by_word.get(word, {}) for word in wanted), key=len)
        found: list[Deliverable] = []
        for key, item in by_word[0].items():
            if all(key in others for others in by_word[1:]) and _may_be(item, kind):
                found.append(item)
                if len(found) == _ENOUGH:
                    break
        return found

    def _of_kind(self, wanted: frozenset[str], kind: Kind) -> list[Deliverable]:
        return self._by_kind.get(kind, [])[:_ENOUGH] if wanted <= BARE_WORDS.get(kind, frozenset()) else []


def _may_be(item: Deliverable, kind: Kind) -> bool:
    """Whether words of `kind` can mean the deliverable; words or work of no known kind can mean anything."""
    if kind is Kind.OTHER or item.kind in (Kind.OTHER, kind):
        return True
    return item.kind in _KIN.get(kind, ()) or kind_of(item.title) is kind


@lru_cache(maxsize=16384)
def _singular(words: tuple[str, ...]) -> frozenset[str]:
    """Return the words without a plural s, so that "Launch post" finds "Launch posts"."""
    return frozenset(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in words
    )
