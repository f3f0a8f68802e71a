"""The box that a bulletin is in Notion: one block, and all of ours in it. Words are given as text, never as markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from connectors.bulletin import Document, Line, Part, Point, digest_in
from connectors.bulletin_length import Room, fitted
from connectors.notion.client import Json
from connectors.notion.ids import hyphenated
from connectors.notion.texts import clean, own_text, pieces

Block: TypeAlias = dict[str, Any]

ICON = {"type": "emoji", "emoji": "📋"}
_MOST = 100
"""Blocks in one list."""
_ROOM = Room(
    lines=_MOST - 1,
    below=_MOST,
    size=400_000,
    # UTF-8 at its longest, and what a block says about itself; the body of a request may have 500 kB.
    cost=lambda line: 200 + 4 * len(line.words) + len(line.address),
)
_FOOT = (
    "Streetdate keeps this box current: it writes it anew when something in it changes. "
    "What you write above or below the box stays."
)


@dataclass(frozen=True, slots=True)
class Box:
    """One box of ours as a page lists it."""

    id: str
    digest: str


def box_in(block: Json, mark: str, author: str) -> Box | None:
    """Return the box that a listed block is; `None` for another's, a person's copy of ours among them."""
    callout, by = block.get("callout"), block.get("created_by")
    if not isinstance(callout, dict) or not isinstance(by, dict) or hyphenated(str(by.get("id"))) != author:
        return None
    digest = digest_in(own_text(callout.get("rich_text")) or "", mark)
    return Box(hyphenated(str(block["id"])), digest) if digest and not block.get("in_trash") else None


def is_empty(block: Json) -> bool:
    """Whether a listed block is a paragraph without a word."""
    paragraph = block.get("paragraph")
    return isinstance(paragraph, dict) and not own_text(paragraph.get("rich_text")) and not block.get("has_children")


def box_of(document: Document) -> Block:
    """Return the box for a document, as one block of a request."""
    short = fitted(document, _ROOM)
    return {
        "type": "callout",
        "callout": {
            "icon": ICON,
            "color": "default",
            "rich_text": [
                _text(short.summary, bold=True),
                _text(f"\nAs of {short.as_of}, when something here changed last. ", gray=True),
                _text(document.stamp, gray=True),
            ],
            "children": [*_inside(short), _block("paragraph", _text(_FOOT, gray=True))],
        },
    }


def _inside(document: Document) -> Iterator[Block]:
    for warning in document.warnings:
        yield _block("paragraph", _text(warning, bold=True), color="red")
    for part in document.parts:
        yield _block("heading_3", _text(part.heading))
        yield from _part(part)


def _part(part: Part) -> Iterator[Block]:
    for point in part.points:
        yield _point(point)
    if not part.points:
        yield _block("paragraph", _text(part.nothing, gray=True))


def _point(point: Point) -> Block:
    if not point.below:
        return _listed(point.line)
    below = [_listed(line) for line in point.below]
    return _block("bulleted_list_item", _text(point.line.words, point.line.address, bold=True), children=below)


def _listed(line: Line) -> Block:
    return _block("bulleted_list_item", _text(line.words, line.address))


def _block(type_: str, words: Block, **more: Any) -> Block:
    return {"type": type_, type_: {"rich_text": [words], **more}}


def _text(words: str, address: str = "", *, bold: bool = False, gray: bool = False) -> Block:
    content = next(pieces(clean(words)), "")
    link = {"link": {"url": address}} if address else {}
    look = {**({"bold": True} if bold else {}), **({"color": "gray"} if gray else {})}
    return {"type": "text", "text": {"content": content, **link}, **({"annotations": look} if look else {})}
