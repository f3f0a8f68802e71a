"""Where elements stand in the bytes of an XML part, and how to replace them without touching the rest."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from xml.parsers import expat

_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")


class Malformed(Exception):
    """A part is not XML that can be edited safely."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element: `start` to `end` is all of it, `open_end` to `close_start` what it contains."""

    name: str
    attributes: Mapping[str, str]
    start: int
    open_end: int
    close_start: int
    end: int
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return self.open_end == self.close_start

    @property
    def closes_itself(self) -> bool:
        return self.open_end == self.end


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the bytes from `start` to `end`; an insertion where both are equal."""

    start: int
    end: int
    text: bytes


def splice(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Apply edits that do not overlap; insertions at one place keep their order."""
    pieces: list[bytes] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < position:
            raise ValueError("edits overlap")
        pieces += (data[position : edit.start], edit.text)
        position = edit.end
    pieces.append(data[position:])
    return b"".join(pieces)


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


def scan(data: bytes, wanted: Mapping[int, Collection[str] | None], texts: Collection[str] = ()) -> list[Element]:
    """Return the elements at the wanted depths (root: 0) with one of the local names (`None`: any), in order.

    `Element.text` joins the character data of the descendants named in `texts`, the element itself included.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Malformed("it is not written in UTF-8")
    found: list[Element] = []
    opened: list[tuple[str, int, int, Mapping[str, str]] | None] = []
    collecting: list[bool] = []
    words: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.ordered_attributes = False

    def on_start(name: str, attributes: dict[str, str]) -> None:
        depth, plain = len(opened), local(name)
        collecting.append(plain in texts)
        if depth in wanted and ((names := wanted[depth]) is None or plain in names):
            start = parser.CurrentByteIndex
            tag = _TAG.match(data, start)
            if tag is None:
                raise Malformed("a tag has no end")
            words.clear()
            opened.append((name, start, tag.end(), attributes))
        else:
            opened.append(None)

    def on_end(_: str) -> None:
        entry = opened.pop()
        collecting.pop()
        if entry is None:
            return
        name, start, open_end, attributes = entry
        if data[open_end - 2 : open_end] == b"/>":
            close = end = open_end
        else:
            close = parser.CurrentByteIndex
            end = data.index(b">", close) + 1
        found.append(Element(name, attributes, start, open_end, close, end, "".join(words)))

    def on_text(piece: str) -> None:
        if collecting and collecting[-1]:
            words.append(piece)

    def on_declaration(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "us-ascii", "ascii"):
            raise Malformed(f"it is written in {encoding} instead of UTF-8")

    def on_doctype(*_: object) -> None:
        raise Malformed("it declares a document type")

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    parser.XmlDeclHandler = on_declaration
    parser.StartDoctypeDeclHandler = on_doctype
    if texts:
        parser.CharacterDataHandler = on_text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Malformed(str(error)) from None
    found.sort(key=lambda element: element.start)
    return found


def attribute_edit(data: bytes, element: Element, name: str, value: str) -> Edit | None:
    """Return the edit that gives an attribute the element has a plain new value; `None` where it has none."""
    pattern = re.compile(rb"""\s%s\s*=\s*("[^"]*"|'[^']*')""" % re.escape(name.encode()))
    match = pattern.search(data, element.start, element.open_end)
    return Edit(match.start(1), match.end(1), f'"{value}"'.encode()) if match else None
