"""Calendars and what stands in them, as the vendor keeps it; nothing here decides who may see it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from tests.standins.google_calendar.contract import Json

ROLES = ("none", "freeBusyReader", "reader", "writerWithoutPrivateAccess", "writer", "owner")


@dataclass(slots=True)
class Event:
    """One event, or the tombstone of one. A deleted event keeps its place and its id."""

    body: Json
    """The resource without what depends on who looks: reminders, entity tag, hidden details."""
    change: int = 0
    """Its place in the calendar's order of changes."""
    stamp: int = 0
    """When the main data last changed, in milliseconds since 1970; no two writes share one."""
    reminders: dict[str, Json] = field(default_factory=dict)
    """By account: reminders belong to each viewer alone."""

    @property
    def dead(self) -> bool:
        return bool(self.body["status"] == "cancelled")

    @property
    def etag(self) -> str:
        return f'"{self.stamp * 2}000"'


@dataclass(frozen=True, slots=True)
class SyncPoint:
    """What a sync token stands for."""

    calendar: str
    account: str
    change: int
    asked: tuple[tuple[str, str], ...]
    """The parameters of the first listing that a later one must repeat."""

    @property
    def token(self) -> str:
        return "C" + hashlib.sha256(repr(self).encode()).hexdigest()[:30] + "="


@dataclass(slots=True)
class Calendar:
    """One calendar. `app` is the project that made it through the API; "" where a person made it."""

    id: str
    summary: str
    owner: str
    time_zone: str = "UTC"
    primary: bool = False
    app: str = ""
    description: str = ""
    location: str = ""
    stamp: int = 0
    change: int = 0
    roles: dict[str, str] = field(default_factory=dict)
    """By rule id: "user:ana@example.com", "domain:example.com", "default"."""
    events: dict[str, Event] = field(default_factory=dict)
    sync_points: dict[str, SyncPoint] = field(default_factory=dict)

    def role_of(self, mail: str) -> str:
        """Return the strongest role that the rules give an account; "none" where they give none."""
        rules = (f"user:{mail}", f"domain:{mail.partition('@')[2]}", "default")
        return max((self.roles.get(rule, "none") for rule in rules), key=ROLES.index)

    def reaches(self, mail: str, role: str) -> bool:
        """Return whether an account has at least this role."""
        return ROLES.index(self.role_of(mail)) >= ROLES.index(role)

    def put(self, event: Event) -> None:
        """Keep an event as the newest change."""
        self.change += 1
        event.change = self.change
        self.events[event.body["id"]] = event

    def forget_sync(self, mail: str = "") -> None:
        """Let the sync tokens of one account die, or all of them."""
        self.sync_points = {key: each for key, each in self.sync_points.items() if mail and each.account != mail}
