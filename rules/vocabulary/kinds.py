"""What a deliverable is, from its title or category."""

from __future__ import annotations

import re
from functools import lru_cache

from rules.model import Kind
from rules.vocabulary.kind_words import KIND_PATTERNS
from rules.vocabulary.words import words_of

_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in KIND_PATTERNS)
_PURPOSE = re.compile(r" (?:for|fur|para|pour) ")
_FOR_A_NAME = re.compile(r"\s(?:for|für|para|pour)\s+(?:\"[^\"]*\"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»)", re.IGNORECASE)


@lru_cache(maxsize=16384)
def kind_of(text: str) -> Kind:
    """Return the kind that a title or category names, `Kind.OTHER` when it names none.

    What stands before "for" goes first: "Cover art for the teaser" is artwork, "Assets for the teaser" a teaser. A
    name in quotation marks behind it says nothing: in 'Film it for "Teaser 2"' that is what somebody called it.
    """
    words = " ".join(words_of(_FOR_A_NAME.sub("", text)))
    head = _PURPOSE.split(words, maxsplit=1)[0]
    kind = _kind_in(head)
    return _kind_in(words) if kind is Kind.OTHER and head != words else kind


def _kind_in(words: str) -> Kind:
    return next((kind for kind, pattern in _COMPILED if pattern.search(words)), Kind.OTHER)
