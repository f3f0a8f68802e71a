"""What people do in Google Calendar by hand, between two runs or in the middle of one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.standins.google_calendar import refusals, writing
from tests.standins.google_calendar.calendars import Event
from tests.standins.google_calendar.contract import Json
from tests.standins.google_calendar.recurrence import occurrence, occurrence_id
from tests.standins.google_calendar.resources import shown

if TYPE_CHECKING:
    from tests.standins.google_calendar.accounts import Account
    from tests.standins.google_calendar.calendars import Calendar
    from tests.standins.google_calendar.state import State


class Person:
    """The hands of one person at one calendar. Every edit counts as a change that a sync token shows."""

    def __init__(self, state: State, account: Account, calendar: Calendar) -> None:
        self._state = state
        self._account = account
        self._calendar = calendar
        self._writer = writing.Writer(account.mail, send_updates="all")

    def sees(self, event_id: str) -> Json:
        """Return an event as this person sees it. Raises KeyError where there is none."""
        return shown(self._calendar.events[event_id], self._calendar, self._account.mail)

    def titles(self) -> list[str]:
        """Return the titles of all events that stand, in the order of their last change."""
        standing = [each for each in self._calendar.events.values() if not each.dead]
        return [each.body.get("summary", "") for each in sorted(standing, key=lambda each: each.change)]

    def add(self, summary: str, day: date, **fields: Any) -> str:
        """Add an all-day event and return its id."""
        body = {"summary": summary, **_day(day), **fields}
        event = writing.insert(self._state, self._calendar, body, self._writer)
        return str(event.body["id"])

    def edit(self, event_id: str, **fields: Any) -> None:
        """Change fields of an event, or of one occurrence; None empties one."""
        calendar = self._calendar
        event = calendar.events.get(event_id) or occurrence(event_id, calendar)
        if event is None:
            raise KeyError(event_id)
        writing.patch(self._state, calendar, event, fields, self._writer)

    def move(self, event_id: str, first: date | datetime, length: timedelta = timedelta(days=1)) -> None:
        """Drag an event to another day, or to a time of day (an aware instant)."""
        if isinstance(first, datetime):
            times = [{"dateTime": each.isoformat(), "date": None} for each in (first, first + length)]
        else:
            days = (first, first + length)
            times = [{"date": each.isoformat(), "dateTime": None, "timeZone": None} for each in days]
        self.edit(event_id, start=times[0], end=times[1])

    def note(self, event_id: str, text: str) -> None:
        """Write below what stands in the description."""
        before = self.sees(event_id).get("description", "")
        self.edit(event_id, description=f"{before}\n{text}".strip())

    def colour(self, event_id: str, number: str) -> None:
        """Give an event one of the eleven colours."""
        self.edit(event_id, colorId=number)

    def remind(self, event_id: str, *minutes: int) -> None:
        """Set reminders; they are this person's alone."""
        overrides = [{"method": "popup", "minutes": each} for each in minutes]
        self.edit(event_id, reminders={"useDefault": False, "overrides": overrides})

    def invite(self, event_id: str, *mails: str) -> None:
        """Add guests; they get mail."""
        before = self.sees(event_id).get("attendees", [])
        self.edit(event_id, attendees=[*before, *({"email": mail} for mail in mails)])

    def repeat(self, event_id: str, rule: str = "RRULE:FREQ=WEEKLY;COUNT=4") -> None:
        """Make an event recurring."""
        self.edit(event_id, recurrence=[rule])

    def occurrence(self, event_id: str, first: date | datetime) -> str:
        """Return the id of the occurrence that begins then; it can be edited and deleted like an event."""
        return occurrence_id(self._calendar.events[event_id].body, first)

    def delete(self, event_id: str) -> None:
        """Delete an event, or one occurrence."""
        event = self._calendar.events.get(event_id) or occurrence(event_id, self._calendar)
        if event is None:
            raise KeyError(event_id)
        writing.delete(self._state, self._calendar, event, self._writer)

    def restore(self, event_id: str) -> None:
        """Take an event out of the bin."""
        self.edit(event_id, status="confirmed")

    def empty_bin(self) -> None:
        """Let every tombstone vanish, as the vendor does some day; the ids are free again."""
        standing = {id_: event for id_, event in self._calendar.events.items() if not event.dead}
        self._calendar.events = standing

    def receive_invitation(self, summary: str, day: date, organizer: str) -> str:
        """Get an event that somebody else organises, and return its id: only they may change what all guests see."""
        id_ = self.add(summary, day)
        event: Event = self._calendar.events[id_]
        event.body = {**event.body, "organizer": organizer, "creator": organizer}
        return id_

    def share(self, mail: str, role: str) -> None:
        """Share the calendar with an account, or change its role. The account's sync tokens die, as documented."""
        self._calendar.roles[f"user:{mail}"] = role
        self._calendar.forget_sync(mail)

    def withdraw(self, mail: str) -> None:
        """Share the calendar with an account no more."""
        self._calendar.roles.pop(f"user:{mail}", None)
        self._calendar.forget_sync(mail)

    def rename_calendar(self, summary: str) -> None:
        """Give the calendar another name."""
        self._calendar.summary = summary

    def delete_calendar(self) -> None:
        """Delete the calendar. Raises the refusal for a primary one."""
        if self._calendar.primary:
            raise refusals.forbidden()
        self._state.drop_calendar(self._calendar)


def _day(day: date) -> Json:
    return {"start": {"date": day.isoformat()}, "end": {"date": (day + timedelta(days=1)).isoformat()}}
