"""What a column's name alone says, for every subject at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from connectors.mapping.headings import heading, phrases_in
from connectors.mapping.meanings import Subject
from connectors.mapping.synonyms import LIKELY, PLAIN, VAGUE

_PLAIN_SCORE = 0.9
_LIKELY_SCORE = 0.75
_VAGUE_SCORE = 0.5
_PART_SCORE = 0.5
"""For a name that ends or begins with a plain one ("Final deadline"): never enough by itself."""

_ROW_WORDS: dict[Subject, frozenset[str]] = {
    Subject.RELEASES: frozenset({"release", "single", "album", "project"}),
    Subject.DELIVERABLES: frozenset({"task", "deliverable", "item", "asset", "content", "post"}),
    Subject.HANDOFFS: frozenset({"handoff", "handover"}),
    Subject.GATES: frozenset({"gate", "approval"}),
    Subject.PEOPLE: frozenset({"team", "member", "person"}),
    Subject.TRACKS: frozenset({"track", "song"}),
    Subject.VERSIONS: frozenset({"version"}),
    Subject.SPLITS: frozenset({"split"}),
    Subject.PITCHES: frozenset({"pitch"}),
    Subject.REVIEWS: frozenset({"review"}),
}
"""Words that repeat what the row is: "Task owner" on a table of tasks is its owner."""

NameScores = Mapping[str, float]
"""Score by meaning."""


@dataclass(frozen=True, slots=True)
class _Index:
    exact: dict[tuple[Subject, str], dict[str, float]]
    plain: dict[tuple[Subject, str], dict[str, float]]


@lru_cache(maxsize=1)
def _index() -> _Index:
    exact: dict[tuple[Subject, str], dict[str, float]] = {}
    plain: dict[tuple[Subject, str], dict[str, float]] = {}
    for score, grade in ((_PLAIN_SCORE, PLAIN), (_LIKELY_SCORE, LIKELY), (_VAGUE_SCORE, VAGUE)):
        for subject, entries in grade.items():
            for meaning, names in entries:
                for name in names.split("|"):
                    key = subject, heading(name)
                    exact.setdefault(key, {}).setdefault(meaning, score)
                    if grade is PLAIN:
                        plain.setdefault(key, {})[meaning] = _PART_SCORE
    return _Index(exact, plain)


@lru_cache(maxsize=16384)
def name_scores(name: str, subject: Subject) -> NameScores:
    """Return what a name may mean on a table of this subject, each with a score from the name alone."""
    words = heading(name)
    index = _index()
    if found := index.exact.get((subject, words)):
        return found
    first, _, rest = words.partition(" ")
    if first in _ROW_WORDS[subject] and rest and (found := index.exact.get((subject, rest))):
        return {meaning: score for meaning, score in found.items() if score > _VAGUE_SCORE}
    for phrase in phrases_in(words):
        at_an_end = words.endswith(f" {phrase}") or words.startswith(f"{phrase} ")
        if at_an_end and (found := index.plain.get((subject, phrase))):
            return found
    return {}
