"""One figure of how a team works, release by release or month by month, and which way it goes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What a figure speaks of."""

    SIGN = "sign"
    """That the system works."""
    SYMPTOM = "symptom"
    """That it is broken."""


class Trend(StrEnum):
    """Which way the last figure went from those before it."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "the same"
    UNKNOWN = "too few to compare"


@dataclass(frozen=True, slots=True)
class Point:
    """The figure of one release or month. `value` is empty where it cannot be told; `words` then say why."""

    label: str
    value: float | None
    words: str
    good: bool | None = None
    """Whether the figure is as it should be; `None` where it cannot be told."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One sign or symptom over time, the oldest point first."""

    name: str
    question: str
    sort: Sort
    more_is_better: bool
    points: tuple[Point, ...]
    untold: str = ""
    """Why there is no point at all."""

    @property
    def known(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.value is not None)

    @property
    def last(self) -> Point | None:
        """The newest figure that is known."""
        return self.known[-1] if self.known else None

    @property
    def trend(self) -> Trend:
        """Compare the newest figure with the mean of those before it."""
        values = [point.value for point in self.known if point.value is not None]
        if len(values) < 2:
            return Trend.UNKNOWN
        before = sum(values[:-1]) / (len(values) - 1)
        if abs(values[-1] - before) < 1e-9:
            return Trend.SAME
        return Trend.BETTER if (values[-1] > before) is self.more_is_better else Trend.WORSE

    @property
    def told(self) -> str:
        """Return the newest figure and its trend in words, or why there is none."""
        last = self.last
        return f"{last.label}: {last.words} ({self.trend})" if last else f"cannot tell: {self.why_not}"

    @property
    def why_not(self) -> str:
        """Return why nothing can be told; "" where something can."""
        if self.known:
            return ""
        return self.untold or (self.points[-1].words if self.points else "there is no past release yet")
