"""What the account may do with its calendars, right by right, and what to click where something is missing."""

from __future__ import annotations

from collections.abc import Sequence

from connectors.access import Access
from connectors.errors import ConnectorError
from connectors.google_calendar.calendar import GoogleCalendar
from connectors.google_calendar.errors import CredentialsRefused


class GoogleCheckup:
    """Lists each calendar once: the answer also tells the account's role there."""

    def __init__(self, calendars: Sequence[GoogleCalendar], who: str) -> None:
        self._calendars = tuple(calendars)
        self._who = who

    def access(self) -> tuple[Access, ...]:
        """Return one line for the credentials, and two for each calendar."""
        if not self._calendars:
            todo = "connect one: streetdate init calendar"
            return (Access("show the milestones: the settings name no calendar", granted=False, todo=todo),)
        found: list[Access] = []
        for calendar in self._calendars:
            try:
                calendar.look("")
            except CredentialsRefused as error:
                return (
                    Access(f"use the credentials of {self._who}", granted=False, why=error.message, todo=error.hint),
                )
            except ConnectorError as error:
                found.append(
                    Access(f"read the calendar “{calendar.name}”", granted=False, why=error.message, todo=error.hint)
                )
                continue
            found.append(Access(f"read the calendar “{calendar.name}”", granted=True))
            todo = "" if calendar.writable else calendar.sharing
            found.append(Access(f"write into “{calendar.name}”", granted=calendar.writable, todo=todo))
        return (Access(f"use the credentials of {self._who}", granted=True), *found)
