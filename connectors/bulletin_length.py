"""A bulletin as long as a tool takes it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from connectors.bulletin import Document, Line, Part, Point

CUT = "This is cut, for it is longer than fits here; the report itself has all of it."
_LEFT_OUT = "Left out here, for there is no room; the report itself has it."

_WARNINGS = 10
_WARNING = 500
"""Characters of one."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a tool takes in one piece."""

    lines: int
    """Headings, points and paragraphs, without the lines below points."""
    below: int
    """Lines below one point."""
    size: int
    """In whatever `cost` counts, all lines together."""
    cost: Callable[[Line], int]


def fitted(document: Document, room: Room) -> Document:
    """Return the document, or as much of its beginning as there is room for, with a sentence that says so."""
    warnings = tuple(warning[:_WARNING] for warning in document.warnings[:_WARNINGS])
    lines = room.lines - len(warnings) - 2 * len(document.parts) - 1
    size = room.size - sum(room.cost(Line(said)) for said in (CUT, *warnings, document.title, document.summary))
    parts: list[Part] = []
    for part in document.parts:
        kept: list[Point] = []
        for point in part.points:
            some = _within(point, room, size)
            if lines < 1 or some is None:
                lines = 0  # What comes later must not stand where this does not.
                break
            lines, size = lines - 1, size - _cost(some, room)
            kept.append(some)
            if some != point:
                lines = 0
        lost = tuple(kept) != part.points
        parts.append(replace(part, points=tuple(kept), nothing=_LEFT_OUT if lost else part.nothing))
    if tuple(parts) == document.parts and warnings == document.warnings:
        return document
    return replace(document, warnings=(CUT, *warnings), parts=tuple(parts))


def _within(point: Point, room: Room, size: int) -> Point | None:
    """Return as much of a point as there is room for; `None` where that is nothing."""
    if len(point.below) <= room.below and _cost(point, room) <= size:
        return point
    left = size - room.cost(point.line) - room.cost(_more(len(point.below)))
    below: list[Line] = []
    for line in point.below[: room.below - 1]:
        left -= room.cost(line)
        if left < 0:
            break
        below.append(line)
    return replace(point, below=(*below, _more(len(point.below) - len(below)))) if below else None


def _more(count: int) -> Line:
    return Line(f"… and {count} more")


def _cost(point: Point, room: Room) -> int:
    return sum(map(room.cost, (point.line, *point.below)))
