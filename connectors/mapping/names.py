"""What a column's name alone says, for every subject at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from connectors.mapping.headings import ends_of, heading
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

NameScores: TypeAlias = Mapping[str, float]
"""Score by meaning."""

_NOTHING: NameScores = {}


_Index: TypeAlias = dict[str, dict[Subject, dict[str, float]]]


@lru_cache(maxsize=1)
def _index() -> _Index:
    index: _Index = {}
    for score, grade in ((_PLAIN_SCORE, PLAIN), (_LIKELY_SCORE, LIKELY), (_VAGUE_SCORE, VAGUE)):
        for subject, entries in grade.items():
            for meaning, names in entries:
                for name in names.split("|"):
                    index.setdefault(heading(name), {}).setdefault(subject, {}).setdefault(meaning, score)
    return index


def name_scores(name: str, subject: Subject) -> NameScores:
    """Return what a name may mean on a table of this subject, each with a score from the name alone."""
    return _scores(name).get(subject, _NOTHING)


@lru_cache(maxsize=32768)
def _scores(name: str) -> Mapping[Subject, NameScores]:
    words = heading(name)
    index = _index()
    found: dict[Subject, NameScores] = dict(index.get(words, {}))
    first, _, rest = words.partition(" ")
    for subject, scores in index.get(rest, {}).items():
        if first in _ROW_WORDS[subject]:
            found.setdefault(subject, _graded(scores, _LIKELY_SCORE))
    for part in ends_of(words):
        for subject, scores in index.get(part, {}).items():
            if plain := _graded(scores, _PLAIN_SCORE):
                found.setdefault(subject, dict.fromkeys(plain, _PART_SCORE))
    return found


def _graded(scores: NameScores, least: float) -> dict[str, float]:
    return {meaning: score for meaning, score in scores.items() if score >= least}
