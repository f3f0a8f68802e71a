"""A page as a strict HTML5 parser reads it, and the questions that tests ask of it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib  # type: ignore[import-untyped]  it comes without types

SVG = "{http://www.w3.org/2000/svg}"


class Parsed:
    """One parsed page. Raises `html5lib.html5parser.ParseError` where it is not well formed."""

    def __init__(self, html: str) -> None:
        parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False)
        self.root: Element = parser.parse(html)

    def all(self, *names: str) -> list[Element]:
        """Return the elements of these names in the order of the page."""
        return [element for element in self.root.iter() if element.tag in names]

    def one(self, id_: str) -> Element:
        """Return the element with an id."""
        (found,) = [element for element in self.root.iter() if element.get("id") == id_]
        return found

    def tags(self) -> set[str]:
        """Return the names of all elements that occur."""
        return {str(element.tag).removeprefix(SVG) for element in self.root.iter()}

    def attributes(self) -> Iterator[tuple[str, str]]:
        """Yield every attribute of every element."""
        for element in self.root.iter():
            yield from element.attrib.items()

    def section(self, id_: str) -> str:
        """Return the text of the section that a heading names."""
        found = [element for element in self.all("section") if element.get("aria-labelledby") == id_]
        return " ".join(text_of(element) for element in found)


def text_of(element: Element) -> str:
    """Return the text inside an element, on one line."""
    return " ".join("".join(element.itertext()).split())
