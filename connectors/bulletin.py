"""The report as something that stands in a tool and is kept current: what it says, and what a tool must be able to.

It is ours by a stamp of its own, which also tells what it says: so nothing is lost with the store.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

from connectors.access import Access

_LONGEST_ADDRESS = 2000
"""Characters of a link: what Notion takes; a longer one is left out everywhere."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words: other people's text, never markup. It leads to `url` where that is an address of the web."""

    words: str
    url: str = ""

    @property
    def address(self) -> str:
        """The link, "" where a tool could not take it: not of the web, or too long."""
        if not self.url.isascii() or not self.url.isprintable() or " " in self.url or len(self.url) > _LONGEST_ADDRESS:
            return ""
        try:
            parts = urlsplit(self.url)
        except ValueError:
            return ""
        return self.url if parts.scheme in ("http", "https") and parts.hostname else ""


@dataclass(frozen=True, slots=True)
class Point:
    """What belongs together under one name, or a line alone."""

    line: Line
    below: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the document. `nothing` is said where it has no points."""

    heading: str
    points: tuple[Point, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class Document:
    """What the bulletin says. It is short: no tool needs more than one request for it."""

    mark: str
    """Tells one workspace's bulletin from another's: letters and digits."""
    title: str
    as_of: str
    """When something in it changed last, in words; no part of what it says."""
    summary: str
    warnings: tuple[str, ...]
    """What could not be seen."""
    parts: tuple[Part, ...]

    @property
    def digest(self) -> str:
        """The same exactly when it says the same."""
        said = repr((self.title, self.summary, self.warnings, self.parts))
        return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

    @property
    def stamp(self) -> str:
        """What stands with the text, so that it is known again."""
        return f"[sd:{self.mark}-{self.digest}]"


def digest_in(text: str, mark: str) -> str:
    """Return the digest of the document that bears its stamp in a text; "" where the text is not our bulletin."""
    found = re.search(rf"\[sd:{re.escape(mark)}-([0-9a-f]{{16}})\]", text)
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a bulletin stands, and what it says."""

    source: str
    """The source of the settings whose token wrote it."""
    place: str
    """Where the settings wanted it: written anew elsewhere when they want it elsewhere."""
    ids: tuple[str, ...]
    """The tool's ids of its parts."""
    name: str
    """What people call it."""
    url: str
    digest: str = ""
    """The document's; "" where a run ended in the middle, and only a look tells what stands there."""
    gone: bool = False
    """Somebody took it away: it comes back only when it is asked for."""


class Fate(StrEnum):
    """What became of a bulletin."""

    MADE = "made"
    REWRITTEN = "rewritten"
    UNCHANGED = "unchanged"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Shown:
    """A bulletin after it was to be shown."""

    fate: Fate
    posted: Posted


class Bulletin(Protocol):
    """One place for a bulletin. Every method may raise `connectors.errors.ConnectorError`."""

    @property
    def place(self) -> str:
        """See `Posted.place`."""
        ...

    @property
    def requests(self) -> int:
        """Requests sent so far, those that failed included."""
        ...

    def show(self, document: Document, known: Posted | None, *, anew: bool) -> Shown:
        """Let the document stand there, once, and leave alone what people wrote beside it.

        What is not known is looked for first. What somebody took away comes back only `anew`. Doing it again after it
        ended anywhere ends in the same state.
        """
        ...

    def take_back(self, mark: str, known: Posted | None) -> str:
        """Take it away, whoever may have lost its ids, and say so; "" where there is none."""
        ...

    def access(self) -> tuple[Access, ...]:
        """Try the rights that showing it takes. Writes nothing; what fails is part of the answer."""
        ...
