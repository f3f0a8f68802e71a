"""Writes to events, by the API and by people alike."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.standins.google_calendar import refusals
from tests.standins.google_calendar.calendars import Calendar, Event
from tests.standins.google_calendar.contract import Json
from tests.standins.google_calendar.resources import (
    USUAL_REMINDERS,
    check_types,
    checked,
    checked_reminders,
    merged,
    shown,
)
from tests.standins.google_calendar.state import Mail, State
from tests.standins.google_calendar.times import stamped

_OWN_ID = re.compile(r"[a-v0-9]{5,1024}")
_TIMING = ("start", "end", "recurrence", "status")
"""What moves `sequence` (RFC 5545, 3.8.7.4)."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, and how."""

    mail: str
    may_invite: bool = True
    may_restore: bool = True
    send_updates: str = "none"


def insert(state: State, calendar: Calendar, body: Json, writer: Writer) -> Event:
    """Add an event under its own id, or under one of ours. Raises the refusal."""
    check_types(body)
    id_ = body.get("id") or state.secret("")[:26]
    if not _OWN_ID.fullmatch(id_):
        raise refusals.invalid("Invalid resource id value.")
    if body.get("id") and body.get("iCalUID"):
        raise refusals.invalid("Only one of id and iCalUID may be given.")
    uid = body.get("iCalUID")
    taken = id_ in calendar.events or (uid and any(each.body["iCalUID"] == uid for each in calendar.events.values()))
    if state.manners.detects_collisions and taken:
        raise refusals.duplicate()
    kept = checked(body, calendar, state.manners)
    _check_guests({}, kept, writer)
    stamp = state.stamp()
    own: Json = {
        "id": id_,
        "iCalUID": uid or f"{id_}@google.com",
        "created": stamped(stamp // 1000 * 1000),
        "creator": writer.mail,
        "organizer": calendar.id,
        "sequence": int(body.get("sequence") or 0),
    }
    reminders = checked_reminders(body.get("reminders"))
    event = Event({**kept, **own}, stamp=stamp, reminders={writer.mail: reminders})
    calendar.put(event)
    _tell(state, event, "invited", writer)
    return event


def patch(state: State, calendar: Calendar, event: Event, body: Json, writer: Writer) -> None:
    """Merge a patch into an event. Raises the refusal."""
    check_types(body)
    _rewrite(state, calendar, event, merged(shown(event, calendar, writer.mail), body), body, writer)


def update(state: State, calendar: Calendar, event: Event, body: Json, writer: Writer) -> None:
    """Replace an event whole: what the body lacks is gone, and a deleted event is back. Raises the refusal."""
    check_types(body)
    _rewrite(state, calendar, event, {"status": "confirmed", **body}, body, writer)


def delete(state: State, calendar: Calendar, event: Event, writer: Writer) -> None:
    """Leave a tombstone. Raises the refusal where there is one already."""
    if event.dead:
        raise refusals.deleted()
    event.body = {**event.body, "status": "cancelled", "sequence": event.body["sequence"] + 1}
    event.stamp = state.stamp()
    calendar.put(event)
    _tell(state, event, "cancelled", writer)


def _rewrite(state: State, calendar: Calendar, event: Event, wanted: Json, given: Json, writer: Writer) -> None:
    old = event.body
    if event.dead and wanted["status"] != "cancelled" and not writer.may_restore:
        raise refusals.forbidden()
    kept = checked(wanted, calendar, state.manners)
    asked = given.get("sequence")
    if asked is not None and asked < old["sequence"]:
        raise refusals.invalid(
            "Invalid sequence value. The specified sequence number is below the current sequence number of the "
            "resource. Re-fetch the resource and use its sequence number on the following request."
        )
    _check_guests(old, kept, writer)
    if writer.mail != old["creator"]:  # only the creator sees or changes it
        kept = {**kept, "source": old.get("source")}
        kept = {name: value for name, value in kept.items() if value is not None}
    own = ("id", "iCalUID", "created", "creator", "organizer", "sequence", "recurringEventId", "originalStartTime")
    fixed = {name: old[name] for name in own if name in old}
    if old["organizer"] != calendar.id and _shared_part(kept) != _shared_part(old):
        raise refusals.not_the_organizer()
    reminders = checked_reminders(wanted.get("reminders"))
    same_reminders = reminders == event.reminders.get(writer.mail, USUAL_REMINDERS)
    event.reminders[writer.mail] = reminders
    if {**kept, **fixed} == old and not same_reminders:
        return  # reminders are the viewer's own and move neither `updated` nor the entity tag
    moved = any(kept.get(name) != old.get(name) for name in _TIMING)
    fixed["sequence"] = max(old["sequence"] + moved, asked or 0)
    event.body = {**kept, **fixed}
    event.stamp = state.stamp()
    calendar.put(event)
    _tell(state, event, "cancelled" if event.dead else "changed", writer)


def _shared_part(body: Json) -> Json:
    names = ("summary", "description", "location", "start", "end", "recurrence", "attendees", "status")
    return {
        **{name: body.get(name) for name in names},
        "shared": body.get("extendedProperties", {}).get("shared"),
    }


def _check_guests(old: Json, new: Json, writer: Writer) -> None:
    before = {each["email"] for each in old.get("attendees", ())}
    if not writer.may_invite and {each["email"] for each in new.get("attendees", ())} - before:
        raise refusals.no_guests_from_service_accounts()


def _tell(state: State, event: Event, kind: str, writer: Writer) -> None:
    domain = writer.mail.partition("@")[2]
    for guest in event.body.get("attendees", ()):
        outside = guest["email"].partition("@")[2] != domain
        if guest["email"] != writer.mail and (
            writer.send_updates == "all" or (writer.send_updates == "externalOnly" and outside)
        ):
            state.mails.append(Mail(guest["email"], event.body["id"], kind))
