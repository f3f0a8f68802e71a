"""One sign or symptom in a document for machines."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from sync.review.measure import Measure


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FigureEntry(_Entry):
    """The figure of one release or month; `value` is null where nobody can tell, and `words` then say why."""

    label: str
    value: float | None
    words: str
    good: bool | None


class MeasureEntry(_Entry):
    """One sign of a working system, or symptom of a broken one."""

    name: str
    question: str
    sort: Literal["sign", "symptom"]
    more_is_better: bool
    trend: Literal["better", "worse", "the same", "too few to compare"]
    points: tuple[FigureEntry, ...]
    told: str = ""
    """The newest figure and its trend in words, or why it cannot be told."""


def measure_entry(measure: Measure) -> MeasureEntry:
    """Return one sign or symptom as an entry."""
    return MeasureEntry(
        name=measure.name,
        question=measure.question,
        sort=measure.sort.value,
        more_is_better=measure.more_is_better,
        trend=measure.trend.value,
        points=tuple(
            FigureEntry(label=point.label, value=point.value, words=point.words, good=point.good)
            for point in measure.points
        ),
        told=measure.told,
    )
