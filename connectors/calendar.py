"""A calendar that mirrors something: what an event should show, what it does show, and what a calendar must be able to.

A mirrored event is ours for ever under one key; what people add to it (notes, a colour, reminders, guests) is theirs.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from connectors.changes import Flag
from connectors.errors import ConnectorError, WriteConflict
from rules.model import Moment

LENGTH = timedelta(minutes=30)
"""How long an event with a time of day lasts: one without any length is drawn differently by every calendar."""


class EventRefused(ConnectorError):
    """The calendar does not take this one event; it takes others."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event as it should stand. `key` names what it is of, for ever and in every calendar."""

    key: str
    on: Moment
    """A date is that day in every zone; an instant is aware and is told in `zone`."""
    zone: str
    summary: str
    description: str
    flag: Flag | None = None

    @property
    def place(self) -> str:
        """When it should be; see `place_of`."""
        return place_of(*span(self.on))

    @property
    def digest(self) -> str:
        """The same exactly when nothing of ours in it has changed."""
        zone = self.zone if isinstance(self.on, datetime) else ""
        told = repr((self.place, zone, self.summary, self.description, self.flag))
        return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Written:
    """What we wrote into an event last, as the event itself records it: so nothing is lost with the store."""

    digest: str
    place: str
    colour: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One event of ours as its calendar shows it. `version` changes with every edit that anybody makes."""

    key: str
    generation: int
    """0 at first; one more each time the event comes back after it was deleted, for its id cannot."""
    id: str
    version: str = ""
    gone: bool = False
    """Deleted, by whomever; nothing else may then be known of it."""
    place: str = ""
    """When it is; see `place_of`."""
    colour: str = ""
    """As the tool names it; "" where it has the calendar's own."""
    summary: str = ""
    description: str = ""
    repeats: bool = False
    """Somebody made a series of it."""
    written: Written | None = None
    """`None` where somebody stripped the record off."""


class AlreadyThere(WriteConflict):
    """An event of this id is there already, or its tombstone: perhaps an earlier attempt of ours."""

    def __init__(self, message: str, standing: Standing) -> None:
        super().__init__(message, hint="Run again.")
        self.standing = standing
        """Which; it has to be read before anything is known of it."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a calendar showed when it was asked: all of ours, or what changed since a cursor."""

    events: tuple[Standing, ...]
    cursor: str
    full: bool
    """Everything was listed: what is not among the events is not there."""
    gone: frozenset[str] = frozenset()
    """Ids of deleted events of which the calendar tells no more than that."""
    others: tuple[Standing, ...] = ()
    """Standing events without our marks, and without a key: other people's, or ours after a tool wrote them whole."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Which parts of an event are written; its words always are. What is not written stays as people made it."""

    place: bool = True
    colour: bool = True
    told: str | None = None
    """The description that we wrote last, to tell people's lines from ours; `None` when that is not known."""


class Calendar(Protocol):
    """One calendar that is mirrored into. Every method may raise `connectors.errors.ConnectorError`."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str:
        """What people call it, once it was looked at."""
        ...

    @property
    def requests(self) -> int:
        """Requests sent so far, those that failed included."""
        ...

    def look(self, since: str) -> Look:
        """List what changed since a cursor, or everything when there is none or it is too old."""
        ...

    def insert(self, event: CalendarEvent, generation: int) -> Standing:
        """Add an event; doing it twice never makes two.

        Raises `AlreadyThere` when the id is taken, `EventRefused` when the calendar does not take the event.
        """
        ...

    def patch(self, standing: Standing, event: CalendarEvent, rewrite: Rewrite) -> Standing:
        """Change what is ours in an event, if it is still the version that is known.

        Raises `WriteConflict` when it is not, `EventRefused` when the calendar does not take it.
        """
        ...

    def read(self, standing: Standing) -> Standing:
        """Return one event as it stands now."""
        ...

    def delete(self, standing: Standing) -> None:
        """Delete an event; one that is deleted already is well."""
        ...


def span(on: Moment) -> tuple[Moment, Moment]:
    """Return begin and end of an event: a day ends where the next one begins, a time is kept to the minute."""
    if isinstance(on, datetime):
        begin = on.replace(second=0, microsecond=0)
        # In UTC: on the day the clocks change, adding to a local time may skip or repeat an hour.
        return begin, (begin.astimezone(UTC) + LENGTH).astimezone(begin.tzinfo)
    return on, on + timedelta(days=1)


def place_of(begin: Moment, end: Moment) -> str:
    """Return when an event is, in words that are the same exactly when it is the same; `end` is not part of it."""
    if isinstance(begin, datetime) and isinstance(end, datetime):
        return _minute(begin) if end - begin == LENGTH else f"{_minute(begin)} to {_minute(end)}"
    last = end - timedelta(days=1)
    return _day(begin) if last <= begin else f"{_day(begin)} to {_day(last)}"


def _day(day: date) -> str:
    return day.isoformat()[:10]


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).isoformat(sep=' ', timespec='minutes')[:16]} UTC"
