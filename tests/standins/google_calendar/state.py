"""Everything the stand-in remembers: accounts, tokens, calendars, budgets, mails it would have sent, calls it got."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from dataclasses import dataclass, field

from tests.standins.clock import Clock, Time
from tests.standins.google_calendar import refusals
from tests.standins.google_calendar.accounts import Account, Grant, OAuthClient, Token
from tests.standins.google_calendar.calendars import Calendar
from tests.standins.google_calendar.manners import Manners
from tests.standins.google_calendar.quotas import Quotas


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail that the vendor would have sent."""

    to: str
    about: str
    """The event's id, or the calendar's for news of sharing."""
    kind: str
    """invited, changed, cancelled or shared."""


@dataclass(frozen=True, slots=True)
class Called:
    """One call of the API, inner calls of batches included; each spent one unit if it was not refused before."""

    method: str
    """The vendor's id of the method: "calendar.events.insert"."""
    account: str
    """Who called; "" for a token that nobody knows."""
    status: int


@dataclass(slots=True)
class State:
    """The stand-in's memory."""

    clock: Time = field(default_factory=Clock)
    manners: Manners = field(default_factory=Manners)
    quotas: Quotas = field(default_factory=Quotas)
    accounts: dict[str, Account] = field(default_factory=dict)
    calendars: dict[str, Calendar] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    grants: dict[str, Grant] = field(default_factory=dict)
    clients: dict[str, OAuthClient] = field(default_factory=dict)
    mails: list[Mail] = field(default_factory=list)
    calls: list[Called] = field(default_factory=list)
    switched_off: set[str] = field(default_factory=set)
    """Projects in which nobody enabled the Calendar API."""
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _last_stamp: int = 0

    def stamp(self) -> int:
        """Return now in milliseconds since 1970, and never the same twice."""
        self._last_stamp = max(int(self.clock.now().timestamp() * 1000), self._last_stamp + 1)
        return self._last_stamp

    def secret(self, prefix: str) -> str:
        """Return a token that was never given before; the same in every run."""
        return prefix + hashlib.sha256(f"{prefix}{next(self._numbers)}".encode()).hexdigest()

    def counted(self) -> Counter[str]:
        """Return how often each method was called, by its short name: "events.insert"."""
        return Counter(each.method.removeprefix("calendar.") for each in self.calls)

    def calendar(self, id_: str, account: Account) -> Calendar:
        """Return a calendar that an account can see. Raises the refusal where there is none for it."""
        found = self.calendars.get(account.mail if id_ == "primary" else id_)
        if found is None or found.role_of(account.mail) == "none":
            raise refusals.not_found()
        return found

    def new_calendar(self, owner: Account, summary: str, *, time_zone: str = "", app: str = "") -> Calendar:
        """Make a secondary calendar; it stands on its owner's list."""
        id_ = self.secret("c_") + "@group.calendar.google.com"
        made = Calendar(id_, summary, owner.mail, time_zone or owner.time_zone, app=app, stamp=self.stamp())
        made.roles[f"user:{owner.mail}"] = "owner"
        owner.listed[id_] = {}
        self.calendars[id_] = made
        return made

    def drop_calendar(self, calendar: Calendar) -> None:
        """Delete a calendar with all that stands in it."""
        del self.calendars[calendar.id]
        for account in self.accounts.values():
            account.listed.pop(calendar.id, None)
