"""A bulletin as long as a tool takes it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from connectors.bulletin import Document, Line, Part, Point

CUT = "This is cut, for it is longer than fits here; the report itself has all of it."
_LEFT_OUT = "Left out here, for there is no room; the report itself has it."


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
    warnings = tuple(warning[:2000] for warning in document.warnings[: room.lines // 4])
    lines = room.lines - len(warnings) - 2 * len(document.parts) - 1
    size = room.size - sum(room.cost(Line(said)) for said in (*warnings, document.title, document.summary))
    parts: list[Part] = []
    cut = warnings != document.warnings
    for part in document.parts:
        kept: list[Point] = []
        for point in part.points:
            whole = _with_few_below(point, room.below)
            taken = sum(map(room.cost, (whole.line, *whole.below)))
            if lines < 1 or size < taken:
                lines = 0  # What comes later must not stand where this does not.
                break
            lines, size = lines - 1, size - taken
            kept.append(whole)
        lost = tuple(kept) != part.points
        cut = cut or lost
        parts.append(replace(part, points=tuple(kept), nothing=_LEFT_OUT if lost else part.nothing))
    if not cut:
        return document
    return replace(document, warnings=(CUT, *warnings), parts=tuple(parts))


def _with_few_below(point: Point, most: int) -> Point:
    if len(point.below) <= most:
        return point
    left = len(point.below) - most + 1
    return replace(point, below=(*point.below[: most - 1], Line(f"… and {left} more")))
