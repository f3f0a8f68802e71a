"""The graph of who gives what to whom: people as boxes, one line for everything between two of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from rules.standing import Ruling
from sync.report.html.layout import HEIGHT, Layout, Spot, layout
from sync.report.html.plain import plain
from sync.report.page import Approval, HandoffState, Passing, ReleasePage

MOST_LINES = 36
"""More lines than this are a tangle: the most troubled are drawn, and the list below the drawing has all."""
_NAME, _WORK = 20, 22
_LETTER, _SMALL = 7.4, 6.8
_TIP = 4.0
_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
"""Where along its line a label may stand, the best first."""

Area: TypeAlias = tuple[float, float, float, float]


class Stroke(StrEnum):
    """How a line is drawn, which also names its style; worst first."""

    MISSING = "missing"
    OPEN = "open"
    """Sent and not acknowledged, due and not sent."""
    ASKED = "asked"
    """A decision that somebody waits for."""
    LATER = "later"
    """Not due yet, or nobody can tell."""
    DONE = "done"


SAID = {
    Stroke.MISSING: "not recorded",
    Stroke.OPEN: "stuck on the way",
    Stroke.ASKED: "a decision is waited for",
    Stroke.LATER: "to come, or nobody can tell",
    Stroke.DONE: "acknowledged",
}
"""What each stroke means, for the key below a drawing."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that goes from one person to another."""

    what: str
    state: str
    stroke: Stroke
    url: str


@dataclass(frozen=True, slots=True)
class Bond:
    """Everything that goes from one person to another, the most troubled first."""

    giver: str
    receiver: str
    items: tuple[Item, ...]

    @property
    def stroke(self) -> Stroke:
        return self.items[0].stroke


@dataclass(frozen=True, slots=True)
class Box:
    """One person: centre, width and name."""

    x: float
    y: float
    width: float
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the drawing and its words, which stand at (`x`, `y`)."""

    path: str
    tip: str
    """The head of the arrow, at the end of the path."""
    stroke: Stroke
    x: float
    y: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The drawing, and everything in words. `boxes` is empty where nothing changes hands."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    bonds: tuple[Bond, ...]

    def has(self, stroke: Stroke) -> bool:
        """Whether any line is drawn so."""
        return any(line.stroke is stroke for line in self.lines)


def graph(release: ReleasePage) -> Graph:
    """Return the graph of one release."""
    bonds = _bonds(release)
    drawn = [bond for bond in bonds if bond.giver and bond.receiver and bond.giver != bond.receiver][:MOST_LINES]
    if not drawn:
        return Graph(0, 0, (), (), bonds)
    names = dict.fromkeys(name for bond in drawn for name in (bond.giver, bond.receiver))
    shown = {name: plain(name, _NAME) for name in names}
    widths = {name: max(64.0, len(text) * _LETTER + 22) for name, text in shown.items()}
    placed = layout(widths, [(bond.giver, bond.receiver) for bond in drawn])
    boxes = tuple(Box(x, y, widths[name], shown[name]) for name, (x, y) in placed.centres.items())
    return Graph(placed.width, placed.height, boxes, tuple(_lines(drawn, placed, widths)), bonds)


def _bonds(release: ReleasePage) -> tuple[Bond, ...]:
    between: dict[tuple[str, str], list[Item]] = {}
    for passing in release.passings:
        between.setdefault((passing.giver, passing.receiver), []).append(_handed(passing))
    for approval in release.undecided:
        between.setdefault((approval.by, approval.owner), []).append(_decided(approval))
    order = list(Stroke)
    found = [
        Bond(giver, receiver, tuple(sorted(items, key=lambda item: order.index(item.stroke))))
        for (giver, receiver), items in between.items()
    ]
    return tuple(sorted(found, key=lambda bond: order.index(bond.stroke)))


def _handed(passing: Passing) -> Item:
    state = passing.state
    if state is HandoffState.RECEIVED:
        stroke = Stroke.DONE
    elif state is HandoffState.MISSING:
        stroke = Stroke.MISSING
    else:
        stroke = Stroke.OPEN if passing.troubled else Stroke.LATER
    words = "acknowledged by somebody else" if state is HandoffState.VOID else state.value
    return Item(
        passing.work,
        "to come" if stroke is Stroke.LATER and state is HandoffState.UNSENT else words,
        stroke,
        passing.url,
    )


def _decided(approval: Approval) -> Item:
    what = f"yes on {approval.work or approval.title}"
    if approval.ruling is Ruling.PENDING:
        words = "waited for" if approval.asked else "not asked yet"
    else:
        words = _RULINGS[approval.ruling]
    return Item(what, words, Stroke.ASKED if approval.troubled else Stroke.LATER, approval.url)


_RULINGS = {Ruling.REJECTED: "rejected", Ruling.UNCLEAR: "neither yes nor no", Ruling.STALE: "void after a change"}


def _lines(bonds: Sequence[Bond], placed: Layout, widths: Mapping[str, float]) -> Iterator[Line]:
    taken = [
        (x - widths[name] / 2, y - HEIGHT / 2, x + widths[name] / 2, y + HEIGHT / 2)
        for name, (x, y) in placed.centres.items()
    ]
    for bond, corners in zip(bonds, _from_rim_to_rim(bonds, placed, widths), strict=True):
        words = _words(bond)
        reach = max(map(len, words)) * _SMALL / 2 + 4
        spots = [_along(corners, share) for share in _SHARES]
        areas = [(x - reach, y - 7 * len(words), x + reach, y + 7 * len(words)) for x, y in spots]
        covered = [sum(_overlap(area, other) for other in taken) for area in areas]
        best = covered.index(min(covered))
        taken.append(areas[best])
        yield Line(_path(corners), _tip(corners), bond.stroke, *spots[best], words)


def _words(bond: Bond) -> tuple[str, ...]:
    first = bond.items[0]
    more = f" +{len(bond.items) - 1}" if len(bond.items) > 1 else ""
    what = plain(first.what, _WORK) + more
    return (what,) if first.stroke in (Stroke.DONE, Stroke.LATER) else (what, first.state)


def _from_rim_to_rim(bonds: Sequence[Bond], placed: Layout, widths: Mapping[str, float]) -> list[list[Spot]]:
    """Return every line from the rim of one box to that of the other.

    The lines at one side of a box leave it side by side, in the order of where they go.
    """
    routes = [list(route) for route in placed.lines]
    sides: dict[tuple[str, bool], list[tuple[float, int, int]]] = {}
    for number, (bond, route) in enumerate(zip(bonds, routes, strict=True)):
        down = route[-1][1] >= route[0][1]
        sides.setdefault((bond.giver, down), []).append((route[1][0], number, 0))
        sides.setdefault((bond.receiver, not down), []).append((route[-2][0], number, -1))
    for (name, below), ends in sides.items():
        x, y = placed.centres[name]
        step = min(30.0, (widths[name] - 20) / len(ends))
        for place, (_, number, end) in enumerate(sorted(ends)):
            rim = HEIGHT / 2 + (_TIP if end else 0)
            routes[number][end] = (x + step * (place - (len(ends) - 1) / 2), y + (rim if below else -rim))
    return routes


def _path(corners: list[Spot]) -> str:
    parts = [f"M{corners[0][0]:.0f} {corners[0][1]:.0f}"]
    for (x0, y0), (x1, y1) in itertools.pairwise(corners):
        middle = (y0 + y1) / 2
        parts.append(f"C{x0:.0f} {middle:.0f} {x1:.0f} {middle:.0f} {x1:.0f} {y1:.0f}")
    return "".join(parts)


def _tip(corners: list[Spot]) -> str:
    """Return the head of the arrow: lines end upright, so that it points straight down or up."""
    (_, before), (x, y) = corners[-2:]
    side = _TIP if y >= before else -_TIP
    return f"M{x - 4:.0f} {y - side:.0f}h8l-4 {2 * side:.0f}z"


def _along(corners: list[Spot], share: float) -> Spot:
    """Return the place at a share of the way, counted by corners; near enough for words."""
    place = share * (len(corners) - 1)
    start = min(int(place), len(corners) - 2)
    (x0, y0), (x1, y1) = corners[start], corners[start + 1]
    rest = place - start
    bent = rest * rest * (3 - 2 * rest)
    return (x0 + (x1 - x0) * bent, y0 + (y1 - y0) * rest)


def _overlap(one: Area, other: Area) -> float:
    """Return how much of one area lies in the other."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0.0
