"""The drawing of a release's timeline: its days counted back from release day, with today on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sync.report.html.plain import plain
from sync.report.html.wording import short_day
from sync.report.page import Point, PointKind, ReleasePage

WIDTH = 960
_LEFT, _RIGHT = 26, WIDTH - 26
_TOP, _LANE, _STACKED = 36, 21, 9
_LETTER = 6.3
_LABEL = 30
MOST_LABELS = 16
"""Points with words of their own; the others are dots, and the table says what they are."""
_EARLIEST, _LATEST = timedelta(days=210), timedelta(days=100)
"""How far from release day the drawing reaches: one mistyped year must not squeeze everything else into one dot."""


_SAID = frozenset({PointKind.GATE, PointKind.HANDOFF, PointKind.REVIEW})
"""Kinds that the words of a point name, where its title alone would be taken for work."""


class Mark(StrEnum):
    """What a point looks like, which also names its style."""

    DONE = "done"
    OPEN = "open"
    LATE = "late"
    TROUBLED = "troubled"


# One arc that ends a tenth of a pixel below its beginning: half as long as two half circles, and a page has hundreds.
_CIRCLE = "m-5 0a5 5 0 110 .1z"
SHAPES = {
    Mark.DONE: _CIRCLE,
    Mark.OPEN: _CIRCLE,
    Mark.LATE: "m0-6l6 11h-12z",
    Mark.TROUBLED: "m0-6l6 6l-6 6l-6-6z",
}
"""The outline of each mark around its place: nobody has to tell them apart by colour."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One point; `words` is empty for a dot without any, `left` says on which side they stand."""

    x: int
    y: int
    mark: Mark
    words: str = ""
    left: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """One week of the axis."""

    x: int
    upper: str
    lower: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing. `told` says in a sentence what it shows."""

    height: int
    axis: int
    today: int
    out: int | None
    ticks: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    told: str


def timeline(release: ReleasePage, today: date) -> Timeline | None:
    """Return the timeline of one release, `None` where no day is known."""
    points = [point for point in release.points if point.kind is not PointKind.RELEASE]
    out = release.date if isinstance(release.date, date) else None
    if not points and out is None:
        return None
    scale = _Scale([point.day for point in points] + ([out] if out else []), out, today)
    labelled, bare = _worth_words(points, today)
    stacked = list(_stacked(bare, scale))
    axis = _TOP + max([0, *(-dot.y for dot in stacked)]) + 8
    dots = [Dot(dot.x, axis + dot.y, dot.mark) for dot in stacked]
    lanes = list(_in_lanes(labelled, scale))
    dots += [Dot(dot.x, axis + 44 + dot.y, dot.mark, dot.words, dot.left) for dot in lanes]
    height = axis + 44 + max([0, *(dot.y for dot in lanes)]) + 14
    told = _told(points, out, today)
    return Timeline(height, axis, scale.at(today), scale.at(out) if out else None, scale.ticks(), tuple(dots), told)


class _Scale:
    """Turns days into places."""

    def __init__(self, days: list[date], out: date | None, today: date) -> None:
        self._anchor = out or today
        self._counts_back = out is not None
        self._first = max(min([*days, today]), self._anchor - _EARLIEST)
        self._last = max(min(max([*days, today]), self._anchor + _LATEST), self._first + timedelta(days=14))

    def at(self, day: date) -> int:
        """Return where a day stands; one beyond the drawing stands at its end."""
        share = (day - self._first) / (self._last - self._first)
        return round(_LEFT + (_RIGHT - _LEFT) * min(1.0, max(0.0, share)))

    def ticks(self) -> tuple[Tick, ...]:
        """Return the weeks of the axis, as many as have room."""
        weeks = (self._last - self._first).days / 7
        step = next((n for n in (1, 2, 4, 8) if weeks / n <= 14), 13)
        before = (self._anchor - self._first).days // 7
        after = (self._last - self._anchor).days // 7
        numbers = (n for n in range(-before, after + 1) if n % step == 0)
        found = ((n, self._anchor + timedelta(weeks=n)) for n in numbers)
        return tuple(Tick(self.at(day), self._counted(n), short_day(day)) for n, day in found)

    def _counted(self, weeks: int) -> str:
        if not self._counts_back or weeks == 0:
            return ""
        return f"{'−' if weeks < 0 else '+'}{abs(weeks)} w"


def _worth_words(points: list[Point], today: date) -> tuple[list[Point], list[Point]]:
    """Part the points that get words from the others: what is in trouble, then what comes next, then what was last."""
    ranks = sorted(
        range(len(points)),
        key=lambda n: (not points[n].late, not points[n].troubled, points[n].done, abs((points[n].day - today).days)),
    )
    chosen = set(ranks[:MOST_LABELS])
    return (
        [point for n, point in enumerate(points) if n in chosen],
        [point for n, point in enumerate(points) if n not in chosen],
    )


def _stacked(points: Iterable[Point], scale: _Scale) -> Iterator[Dot]:
    """Yield dots that stand on the axis, those of about one day above one another."""
    height: dict[int, int] = {}
    for point in points:
        column = scale.at(point.day) // _STACKED
        level = height[column] = height.get(column, 0) + 1
        yield Dot(column * _STACKED + _STACKED // 2, -_STACKED * level, mark_of(point))


def _in_lanes(points: Iterable[Point], scale: _Scale) -> Iterator[Dot]:
    """Yield dots with words below the axis, each in the first lane where it has room."""
    lanes: list[list[tuple[float, float]]] = []
    for point in points:
        x = scale.at(point.day)
        words = f"{plain(point.title, _LABEL)}{f' ({point.kind})' if point.kind in _SAID else ''}"
        width = len(words) * _LETTER + 14
        left = x + width > WIDTH
        span = (x - width, x + 10) if left else (x - 10, x + width)
        free = next((n for n, lane in enumerate(lanes) if all(span[0] > b or span[1] < a for a, b in lane)), len(lanes))
        if free == len(lanes):
            lanes.append([])
        lanes[free].append(span)
        yield Dot(x, free * _LANE, mark_of(point), words, left)


def mark_of(point: Point) -> Mark:
    """Return what a point looks like."""
    if point.late:
        return Mark.LATE
    if point.troubled:
        return Mark.TROUBLED
    return Mark.DONE if point.done else Mark.OPEN


def _told(points: list[Point], out: date | None, today: date) -> str:
    done = sum(1 for point in points if point.done)
    late = sum(1 for point in points if point.late)
    until = f" Release day is {short_day(out)}." if out else " There is no release day to count back from."
    return f"{len(points)} dates, {done} of them met, {late} missed; today is {short_day(today)}.{until}"
