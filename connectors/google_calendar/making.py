"""Calendars of our own: made on request, and taken back when nothing of anybody else stands in them."""

from __future__ import annotations

from connectors.errors import OutcomeUnknown
from connectors.google_calendar.client import GoogleClient


def make_calendar(client: GoogleClient, name: str, zone: str) -> str:
    """Make a calendar in the account and return its id.

    Google knows no key for this, so it is sent once; only httplib2 sends it again by itself, where a kept connection
    turns out to be closed. Raises `OutcomeUnknown` when it may have been made all the same.
    """
    body = {"summary": name, "timeZone": zone, "description": "The milestones of releases, kept by Streetdate."}
    try:
        answer = client.call(lambda service: service.calendars().insert(body=body), f"“{name}”", repeatable=False)
    except OutcomeUnknown as error:
        raise OutcomeUnknown(
            f"{error.message}: the calendar “{name}” may have been made",
            hint="Look in Google Calendar: if it is there, connect it by its id (its settings → Integrate calendar), "
            "or delete it; then run this again.",
        ) from error
    return str(answer["id"])


def drop_calendar(client: GoogleClient, calendar: str, name: str) -> None:
    """Delete a calendar that we made, with everything in it."""
    client.call(lambda service: service.calendars().delete(calendarId=calendar), f"the calendar “{name}”")
