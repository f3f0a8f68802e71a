"""Which facts two tools may disagree about, how each is compared, and how it is said."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from rules.model import (
    Actor,
    Decision,
    Deliverable,
    FileFact,
    Gate,
    Handoff,
    Link,
    Pitch,
    Release,
    Split,
    Track,
    Version,
)
from rules.people import Directory
from sync.assembly.facts import as_day, as_words
from sync.matching.codes import barcode_code, isrc_code

Same = Callable[[Any], Hashable]

SHARES = "split.shares"
"""The one fact that a whole pie of a track is: its holders and their shares."""
SHARES_WORDS = "split"


@dataclass(frozen=True, slots=True)
class Compared:
    """One field that is compared. `people` are told apart by who they are, not by how they are written."""

    field: str
    words: str
    same_as: Same = as_words
    people: bool = False
    dated: bool = False
    """Whether it is kept since when each tool states it, before they ever disagree; of the rest, from then on."""

    def same(self, value: Any, directory: Directory) -> Hashable:
        """Return what is equal exactly for values that say the same."""
        if self.people:
            actors = value if isinstance(value, tuple) else (value,)
            return frozenset(directory.resolve(actor).key for actor in actors)
        return self.same_as(value)


def _barcode(code: str) -> Hashable:
    return barcode_code(code) or as_words(code)


def _isrc(code: str) -> Hashable:
    return isrc_code(code) or as_words(code)


def _file(file: FileFact) -> Hashable:
    """Return a file as two tools can share it: by link without what changes in it, else by name."""
    if not file.url or file.stable_id:
        return as_words(file.name)
    return _place(file.url)


def _place(place: str) -> Hashable:
    try:
        parts = urlsplit(place.strip())
    except ValueError:
        return as_words(place)
    if parts.scheme not in ("http", "https"):
        return as_words(place)
    return (parts.netloc.casefold().removeprefix("www."), parts.path.rstrip("/"))


def _word(decisions: tuple[Decision, ...]) -> Hashable:
    """Return what was decided last; who wrote it down, and how, may differ."""
    return decisions[-1].word


COMPARED: Mapping[type, tuple[Compared, ...]] = {
    Release: (
        Compared("artist", "artist", dated=True),
        Compared("date", "release date", date.toordinal, dated=True),
        Compared("type", "release type", dated=True),
        Compared("state", "status", str, dated=True),
        Compared("locked_at", "day the plan was locked", as_day, dated=True),
        Compared("folder", "release folder", _place, dated=True),
        Compared("distributor", "distributor", dated=True),
        Compared("template", "template", dated=True),
        Compared("upc", "UPC", _barcode, dated=True),
        Compared("owners", "release owner", people=True, dated=True),
    ),
    Deliverable: (
        Compared("owners", "owner", people=True),
        Compared("state", "status", str),
        Compared("due", "due date", date.toordinal, dated=True),
        Compared("done_at", "day it was done", as_day),
        Compared("phase", "phase", str),
        Compared("file", "file", _file),
        Compared("version", "version", dated=True),
        Compared("text", "text"),
        Compared("scheduled_for", "day it goes out", as_day, dated=True),
    ),
    Track: (
        Compared("isrc", "ISRC", _isrc, dated=True),
        Compared("credits", "writers and producers", people=True, dated=True),
        Compared("stems_holder", "who has the stems", people=True, dated=True),
        Compared("may_pitch", "who may pitch it", people=True, dated=True),
        Compared("pitch_from", "first day to pitch it", date.toordinal, dated=True),
        Compared("pitch_until", "last day to pitch it", date.toordinal, dated=True),
    ),
    Gate: (
        Compared("approvers", "approver", people=True),
        Compared("decisions", "decision", _word, dated=True),
        Compared("requested_at", "day the decision was asked for", as_day),
        Compared("due", "day by which to decide", date.toordinal),
    ),
    Handoff: (
        Compared("senders", "sender", people=True),
        Compared("receivers", "receiver", people=True),
        Compared("sent_at", "day it was sent", as_day),
        Compared("sent", "whether it was sent", bool),
        Compared("acknowledged_at", "day it was received", as_day),
        Compared("acknowledged", "whether it was received", bool),
        Compared("due", "due date", date.toordinal),
    ),
    Version: (
        Compared("canonical", "whether it is the final version", bool, dated=True),
        Compared("file", "file", _file),
    ),
    Split: (
        Compared("agreed", "whether the share is agreed", bool),
        Compared("agreed_at", "day the share was agreed", as_day),
    ),
    Pitch: (
        Compared("by", "who pitches", people=True),
        Compared("sent_at", "day it was sent", as_day),
        Compared("due", "due date", date.toordinal),
        Compared("version", "version"),
        Compared("exclusive", "whether it is exclusive", bool),
        Compared("from_day", "first day of the window", date.toordinal),
        Compared("until_day", "last day of the window", date.toordinal),
        Compared("state", "status", str),
    ),
}
"""The compared fields by model type; any other field is the first source's that states it."""


def fact_name(of: type, field: str) -> str:
    """Return what the settings call a fact: "date" of the release itself, "deliverable.due" of its work."""
    return field if of is Release else f"{of.__name__.casefold()}.{field}"


def fact_names() -> tuple[str, ...]:
    """Return every fact that the settings can name."""
    return (*(fact_name(of, compared.field) for of, some in COMPARED.items() for compared in some), SHARES)


def said(value: object) -> str:
    """Return a value as people read it."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Enum():
            return str(value.value)
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case Actor():
            return value.name
        case FileFact():
            return value.url or value.name
        case Link():
            return value.text
        case Decision():
            by = f" by {value.by.name}" if isinstance(value.by, Actor) else ""
            at = f" on {said(value.at)}" if isinstance(value.at, date) else ""
            return f"{value.word.value}{by}{at}"
        case tuple():
            if value and isinstance(value[-1], Decision):
                return said(value[-1])
            return ", ".join(map(said, value))
        case _:
            return str(value)
