"""What the other tables of a source say about a column: where its links lead, whose titles its words are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from connectors.mapping.fit import NEUTRAL, Fit
from connectors.mapping.meanings import Meaning, Subject
from connectors.mapping.profile import Profile
from connectors.record import Column, ColumnType

_LEADS_TO: dict[str, tuple[Subject, ...]] = {
    "release": (Subject.RELEASES,),
    "track": (Subject.TRACKS,),
    "parent": (Subject.DELIVERABLES,),
    "needs": (Subject.DELIVERABLES,),
    "work": (Subject.DELIVERABLES,),
    "to_work": (Subject.DELIVERABLES,),
    "on": (Subject.DELIVERABLES, Subject.RELEASES),
}
"""What a meaning that names another record names."""

_MOST = 0.6
_ENOUGH = 2
"""Titles that must agree before words count as a mention."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The subjects of the source's tables by id, and the titles of the rows by subject."""

    subjects: Mapping[str, Subject] = field(default_factory=dict)
    titles: Mapping[Subject, frozenset[str]] = field(default_factory=dict)

    def fit(self, meaning: Meaning, column: Column, profile: Profile) -> Fit:
        """Return how far the other tables speak for a meaning; neutral where they do not know."""
        wanted = _LEADS_TO.get(meaning.name)
        if wanted is None:
            return NEUTRAL
        if column.type is ColumnType.RELATION:
            subject = self.subjects.get(column.relates_to)
            if subject is None:
                return NEUTRAL
            return (1.0, f"links to {subject.value}") if subject in wanted else (-1.0, f"links to {subject.value}")
        if not any(subject in self.titles for subject in wanted):
            return NEUTRAL
        shared = {subject: len(profile.texts & titles) for subject, titles in self.titles.items()}
        best = max(shared, key=lambda subject: shared[subject])
        if shared[best] < max(1, min(_ENOUGH, len(profile.texts)), _MOST * len(profile.texts)):
            return NEUTRAL
        fitting = max(shared.get(subject, 0) for subject in wanted)
        words = f"{shared[best]} of {len(profile.texts)} values are titles of {best.value}"
        return (1.0, words) if fitting >= shared[best] else (-0.4, words)


ALONE = Neighbours()
