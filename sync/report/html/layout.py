"""Where the boxes and lines of a small graph go: the one place that knows the layout library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from grandalf.graphs import Edge, Graph, Vertex
from grandalf.layouts import SugiyamaLayout

Spot: TypeAlias = tuple[float, float]

ACROSS, DOWN = 120.0, 104.0
"""Space between boxes of one layer, and between layers: a line carries words, which need it."""
HEIGHT = 30.0
_BETWEEN = 40.0
_WIDEST = 960.0


class _Vertex(Vertex):  # type: ignore[misc]
    """A vertex with its number for a hash: the library walks over sets, and one plan must give one drawing."""

    def __init__(self, number: int, name: str) -> None:
        self.number = number
        super().__init__(name)

    def __hash__(self) -> int:
        return self.number


class _Edge(Edge):  # type: ignore[misc]
    """An edge with its number for a hash, for the same reason."""

    def __init__(self, number: int, start: _Vertex, end: _Vertex) -> None:
        self.number = number
        super().__init__(start, end)

    def __hash__(self) -> int:
        return self.number


@dataclass(frozen=True, slots=True)
class Layout:
    """The centre of every box, and the corners of every line in the order in which the lines were given."""

    width: float
    height: float
    centres: Mapping[str, Spot]
    lines: Sequence[tuple[Spot, ...]]


@dataclass(slots=True)
class _Box:
    w: float
    h: float
    xy: Spot = (0.0, 0.0)


@dataclass(slots=True)
class _Line:
    corners: list[Spot] = field(default_factory=list)

    def setpath(self, corners: list[Spot]) -> None:
        self.corners = list(corners)


def layout(widths: Mapping[str, float], lines: Sequence[tuple[str, str]]) -> Layout:
    """Lay out boxes (name and width) in layers from top to bottom, joined by lines between two different boxes each.

    Parts of the graph that are not joined stand side by side, and below one another where they get too wide.
    """
    boxes = {name: _Vertex(number, name) for number, name in enumerate(widths)}
    for name, vertex in boxes.items():
        vertex.view = _Box(widths[name], HEIGHT)
    edges = [_Edge(number, boxes[start], boxes[end]) for number, (start, end) in enumerate(lines)]
    for edge in edges:
        edge.view = _Line()
    centres: dict[str, Spot] = {}
    moves: dict[str, Spot] = {}
    left = top = lowest = width = 0.0
    parts = [_drawn(part, widths) for part in Graph(list(boxes.values()), edges).C]
    for found, (x0, y0, x1, y1) in sorted(parts, key=lambda part: -len(part[0])):
        if left and left + x1 - x0 > _WIDEST:
            left, top = 0.0, lowest + _BETWEEN
        for name, (x, y) in found.items():
            moves[name] = (left - x0, top - y0)
            centres[name] = (x + left - x0, y + top - y0)
        left += x1 - x0 + _BETWEEN
        width, lowest = max(width, left - _BETWEEN), max(lowest, top + y1 - y0)
    routes = []
    for (start, end), edge in zip(lines, edges, strict=True):
        dx, dy = moves[start]
        inner = [(x + dx, y + dy) for x, y in edge.view.corners[1:-1]]
        routes.append((centres[start], *inner, centres[end]))
    return Layout(width, lowest, centres, routes)


def _drawn(part: Any, widths: Mapping[str, float]) -> tuple[dict[str, Spot], tuple[float, float, float, float]]:
    """Return the centres of one joined part, and the room it takes with its lines."""
    drawing = SugiyamaLayout(part)
    drawing.xspace, drawing.yspace = ACROSS, DOWN
    drawing.init_all()
    drawing.draw(4)
    centres: dict[str, Spot] = {vertex.data: vertex.view.xy for vertex in part.sV}
    xs = [x + side * widths[name] / 2 for name, (x, _) in centres.items() for side in (-1, 1)]
    ys = [y + side * HEIGHT / 2 for _, y in centres.values() for side in (-1, 1)]
    corners = [spot for edge in part.sE for spot in edge.view.corners[1:-1]]
    xs += [x for x, _ in corners]
    ys += [y for _, y in corners]
    return centres, (min(xs), min(ys), max(xs), max(ys))
