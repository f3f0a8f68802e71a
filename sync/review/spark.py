"""A trend as a row of small bars, in text and as places in a picture. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from sync.review.measure import Measure, Point

_BARS = "▁▂▃▄▅▆▇█"
UNKNOWN = "·"
WIDTH, HEIGHT, STEP = 12, 28, 16
"""Of one bar, of the highest, and from one to the next, in the picture's units."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the picture; `height` is 0 for a figure that is not known."""

    x: int
    y: int
    height: int
    tone: str
    """ "done", "late" or "open": as it should be, not so, or nobody can tell."""
    words: str


def bars(measure: Measure) -> str:
    """Return the trend as block characters, a dot where nobody can tell."""
    most = _most(measure)
    return "".join(
        UNKNOWN if point.value is None else _BARS[round(point.value / most * (len(_BARS) - 1))]
        for point in measure.points
    )


def picture(measure: Measure) -> tuple[Bar, ...]:
    """Return the trend as bars that stand side by side; a figure of 0 is a line on the ground."""
    most = _most(measure)
    return tuple(_bar(number, point, most) for number, point in enumerate(measure.points))


def _bar(number: int, point: Point, most: float) -> Bar:
    height = 0 if point.value is None else max(2, round(point.value / most * HEIGHT))
    tone = "open" if point.good is None else "done" if point.good else "late"
    return Bar(number * STEP, HEIGHT - height, height, tone, f"{point.label}: {point.words}")


def _most(measure: Measure) -> float:
    return max((point.value for point in measure.points if point.value is not None), default=0) or 1
