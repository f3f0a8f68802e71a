"""The bulletin as a long text of Airtable: plain, or in the field's own dialect of Markdown where it is formatted.

Other people's words are never markup: in a formatted field every sign that it obeys gets a backslash, as Airtable's
own answers have it, and an invisible mark parts what would begin a mention.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from connectors.airtable.plain import plain
from connectors.bulletin import Document, Line, Part
from connectors.bulletin_length import Room, fitted

_Shown: TypeAlias = Callable[[Line, bool], str]
"""Shows a line; with `True`, one that others stand below."""

_MOST = 100_000
"""Characters of a long text."""
_OWN = 2_000
"""Of these, kept for headings and the foot."""
_ROOM = Room(
    lines=1000,
    below=1000,
    size=_MOST - _OWN,
    # Each sign may need a backslash or be two units; a bullet, brackets and the break come on top.
    cost=lambda line: 20 + 2 * len(line.words) + len(line.address),
)
_FOOT = "Streetdate writes this text anew when something in it changes; the other fields of this record are yours."
_PARTING = "\u2060"
_OBEYED = re.compile(r"([\\`*_{}\[\]~>#|])")
_BEGINS = re.compile(r"^(?:([-+])|(\d+)([.)]))")


def plain_text(document: Document) -> str:
    """Return the document as text without any markup."""
    return "\n".join(_plain(fitted(document, _ROOM), document.stamp))


def formatted_text(document: Document) -> str:
    """Return the document as Markdown of a field with rich text formatting."""
    return "\n".join(_formatted(fitted(document, _ROOM), document.stamp))


def _plain(document: Document, stamp: str) -> Iterator[str]:
    yield _one_line(document.summary)
    yield f"As of {document.as_of}, when something here changed last."
    for warning in document.warnings:
        yield f"! {_one_line(warning)}"
    for part in document.parts:
        yield ""
        yield part.heading.upper()
        yield from _points(part, lambda line, _: _with_address(line))
        if not part.points:
            yield part.nothing
    yield ""
    yield f"{_FOOT} {stamp}"


def _formatted(document: Document, stamp: str) -> Iterator[str]:
    yield f"**{_escaped(document.summary)}**"
    yield f"As of {_escaped(document.as_of)}, when something here changed last."
    for warning in document.warnings:
        yield ""
        yield f"**{_escaped(warning)}**"
    for part in document.parts:
        yield ""
        yield f"### {_escaped(part.heading)}"
        yield ""
        yield from _points(part, _linked)
        if not part.points:
            yield f"*{_escaped(part.nothing)}*"
    yield ""
    yield f"*{_FOOT}* {_escaped(stamp)}"


def _points(part: Part, shown: _Shown) -> Iterator[str]:
    for point in part.points:
        yield f"- {shown(point.line, bool(point.below))}"
        yield from (f"    - {shown(line, False)}" for line in point.below)


def _with_address(line: Line) -> str:
    words = _one_line(line.words)
    return f"{words} {line.address}" if line.address else words


def _linked(line: Line, strong: bool) -> str:
    words = _escaped(line.words)
    address = line.address.replace("(", "%28").replace(")", "%29")
    shown = f"[{words}]({address})" if address and words else words
    return f"**{shown}**" if strong and words else shown


def _escaped(words: str) -> str:
    harmless = _OBEYED.sub(r"\\\1", _one_line(words))
    harmless = harmless.replace("<", f"<{_PARTING}").replace("://", f":{_PARTING}//")
    return _BEGINS.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", harmless)


def _one_line(words: str) -> str:
    return " ".join(plain(words).split())
