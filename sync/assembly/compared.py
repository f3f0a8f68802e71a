"""Which facts two tools may disagree about, how each is compared, and how it is said."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from itertools import combinations
from typing import Any
from urllib.parse import unquote, urlsplit

from rules.lead_times import compared as same_distributor
from rules.model import (
    Actor,
    Brief,
    Decision,
    Deliverable,
    FileFact,
    Gate,
    Handoff,
    Link,
    Pitch,
    Ref,
    Release,
    Split,
    Statement,
    Track,
    Unknown,
    Version,
)
from rules.people import Directory, certainly_differ
from rules.vocabulary.release_types import release_type
from rules.vocabulary.versions import version_number
from rules.vocabulary.words import folded, words_of
from sync.assembly.facts import as_day, as_words
from sync.matching.codes import barcode_code, isrc_code

Same = Callable[[Any], Hashable]

_JOINING = frozenset({"and", "feat", "featuring", "ft", "with", "x", "vs", "und", "y", "e", "et"})

SHARES = "split.shares"
"""The one fact that a whole pie of a track is: its holders and their shares."""
SHARES_WORDS = "split"
NEEDS = "deliverable.needs"
"""What several tools let a piece of work depend on. It adds up, so that nobody is right and nothing is in dispute."""

NO_WORD = (None, (), Unknown.ABSENT)
"""What a field holds of which a tool says nothing, so that another one may."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One field that is compared. `people` are told apart by who they are, not by how they are written."""

    field: str
    words: str
    same_as: Same = as_words
    people: bool = False
    dated: bool = False
    """Whether it is kept since when each tool states it, before they ever disagree; of the rest, from then on."""

    def disputed(self, values: Iterable[Any], directory: Directory) -> bool:
        """Whether any two of the stated values do not say the same."""
        return any(self._differ(one, other, directory) for one, other in combinations(values, 2))

    def means(self, value: Any, directory: Directory) -> str:
        """Return a value as text that a later run, which has only its words, can tell another spelling by."""
        if self.people:
            return "\n".join(sorted({actor.key for actor in _resolved(value, directory)}))
        return str(self.same_as(value))

    def stated(self, value: Any, ref: Ref, source: str, directory: Directory) -> Statement:
        """Return a source's word on the field, which stands on the record `ref`."""
        return Statement(said(value), ref, source, self.means(value, directory))

    def _differ(self, one: Any, other: Any, directory: Directory) -> bool:
        if self.people:
            return _others(_resolved(one, directory), _resolved(other, directory))
        if isinstance(one, FileFact) and isinstance(other, FileFact) and bool(one.url) is not bool(other.url):
            # One tool keeps the link, the other the name that stands at its end.
            return _end(one) != _end(other)
        return self.same_as(one) != self.same_as(other)


def _resolved(value: Any, directory: Directory) -> Sequence[Actor]:
    return [directory.resolve(actor) for actor in (value if isinstance(value, tuple) else (value,))]


def _others(some: Sequence[Actor], more: Sequence[Actor]) -> bool:
    """Whether anybody of one side is certainly nobody of the other.

    Two of one name may be one person whom nobody has confirmed yet; a sentence could not tell them apart either.
    """
    return any(all(_differ(actor, each) for each in more) for actor in some) or any(
        all(_differ(actor, each) for each in some) for actor in more
    )


def _differ(one: Actor, other: Actor) -> bool:
    return folded(one.name) != folded(other.name) and certainly_differ(one, other)


def _end(file: FileFact) -> Hashable:
    try:
        path = urlsplit(file.url).path
    except ValueError:
        path = file.url
    return as_words(unquote(path).rpartition("/")[2] if file.url else file.name)


def _artist(name: str) -> Hashable:
    """Return who is billed, in order; how they are joined ("feat.", "ft", "&") does not count."""
    return tuple(word for word in words_of(name) if word not in _JOINING) or as_words(name)


def _distributor(name: str) -> Hashable:
    return same_distributor(name.partition("(")[0]) or as_words(name)


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
        Compared("artist", "artist", _artist, dated=True),
        Compared("date", "release date", date.toordinal, dated=True),
        Compared("type", "release type", release_type, dated=True),
        Compared("state", "status", str, dated=True),
        Compared("locked_at", "day the plan was locked", as_day, dated=True),
        Compared("folder", "release folder", _place, dated=True),
        Compared("distributor", "distributor", _distributor, dated=True),
        Compared("template", "template", dated=True),
        Compared("upc", "UPC", _barcode, dated=True),
        Compared("owners", "release owner", people=True, dated=True),
    ),
    Brief: (
        # Its type is the release's own.
        Compared("goal", "brief's goal", dated=True),
        Compared("message", "brief's message", dated=True),
        Compared("text", "brief", dated=True),
    ),
    Deliverable: (
        Compared("owners", "owner", people=True),
        Compared("state", "status", str),
        Compared("due", "due date", date.toordinal, dated=True),
        Compared("done_at", "day it was done", as_day),
        Compared("phase", "phase", str),
        Compared("file", "file", _file),
        Compared("version", "version", version_number, dated=True),
        Compared("text", "text"),
        Compared("scheduled_for", "day it goes out", as_day, dated=True),
    ),
    Track: (
        Compared("isrc", "ISRC", _isrc, dated=True),
        Compared("credits", "list of writers and producers", people=True, dated=True),
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
        Compared("version", "version", version_number),
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


def is_stated(value: object) -> bool:
    """Whether a field holds a value, not nothing and not why there is none."""
    return value is not None and value != () and not isinstance(value, Unknown)


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
