"""The calendars of the settings, joined to Google: the one place that picks their parts. A look is the first call."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from connectors.calls.pace import Window
from sync.guard import Limits
from sync.milestones.milestone import Sort
from sync.mirror.asked import Asked
from sync.mirror.course import Customs
from sync.mirror.mirror import Mirror
from sync.mirror.routes import Routes
from sync.settings.google import GoogleSettings, credentials_in
from sync.tools.parts import Surroundings

if TYPE_CHECKING:
    from connectors.access import Access
    from connectors.calendar import Calendar
    from connectors.google_calendar.client import GoogleClient


class Google:
    """The account of the settings; it is asked for nothing, and its library not loaded, before it is used."""

    def __init__(self, section: GoogleSettings, workspace: str, around: Surroundings) -> None:
        """Raises `SettingsError` when the credentials cannot be read."""
        self._section = section
        self._workspace = workspace
        self._around = around
        self._info = credentials_in(section, around.folder, around.environment)
        self._made: GoogleClient | None = None
        around.opened.callback(self.close)

    @property
    def client(self) -> GoogleClient:
        """The way to Google. Raises `connectors.errors.AccessDenied` for credentials that are not whole."""
        if self._made is None:
            from connectors.google_calendar.client import GoogleClient
            from connectors.google_calendar.credentials import Way, credentials_of

            section = self._section
            credentials, who = credentials_of(self._info, Way(section.access))
            pace = self._around.pace("google", who, windows=(Window(section.requests_per_minute, 60.0),))
            self._made = GoogleClient(
                credentials, who, pace, address=section.address, timeout=section.timeout_seconds
            )  # fmt: skip
        return self._made

    def calendar(self, id_: str) -> Calendar:
        """Return one calendar."""
        from connectors.google_calendar.calendar import GoogleCalendar

        return GoogleCalendar(self.client, id_, self._workspace)

    def drop(self, id_: str, name: str) -> str:
        """Delete a calendar that we made, and say so."""
        from connectors.google_calendar.making import drop_calendar

        drop_calendar(self.client, id_, name)
        return f"deleted the calendar “{name}”; the settings still name it"

    def access(self) -> tuple[Access, ...]:
        """Return what the account may do in each calendar."""
        from connectors.google_calendar.calendar import GoogleCalendar
        from connectors.google_calendar.checkup import GoogleCheckup

        calendars = [GoogleCalendar(self.client, id_, self._workspace) for id_ in routes_of(self._section).calendars]
        return GoogleCheckup(calendars, self.client.who).access()

    def close(self) -> None:
        """Close the connections."""
        if self._made is not None:
            self._made.close()


def mirror_of(
    section: GoogleSettings,
    workspace: str,
    sorts: Collection[str],
    limits: Limits,
    asked: Collection[str],
    around: Surroundings,
) -> Mirror:
    """Return the mirror of a workspace. Raises `SettingsError` when its credentials cannot be read."""
    google = Google(section, workspace, around)
    return Mirror(
        routes_of(section),
        google.calendar,
        sorts=frozenset(map(Sort, sorts)),
        customs=Customs(put_back=section.moved == "put back", restore=Asked.RESTORE in asked),
        limits=limits,
        may_remove_many=Asked.REMOVE_MANY in asked,
        drop=google.drop if section.access == "made" else None,
    )


def routes_of(section: GoogleSettings) -> Routes:
    """Return which calendar shows what."""
    return Routes(section.calendar, section.releases, section.artists)
