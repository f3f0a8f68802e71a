"""One event as a caller sends it and as an answer shows it: checks, defaults, what is hidden from whom."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from tests.standins.google_calendar import refusals
from tests.standins.google_calendar.calendars import Calendar, Event
from tests.standins.google_calendar.contract import Json, schema
from tests.standins.google_calendar.manners import Manners
from tests.standins.google_calendar.times import checked_times, shown_time, stamped

_DEFAULTS: Mapping[str, Any] = {
    "transparency": "opaque",
    "visibility": "default",
    "guestsCanInviteOthers": True,
    "guestsCanModify": False,
    "guestsCanSeeOtherGuests": True,
    "anyoneCanAddSelf": False,
    "endTimeUnspecified": False,
}
"""Values that an answer leaves out."""

WRITABLE = (
    *("summary", "description", "location", "colorId", "eventLabelId", "start", "end", "recurrence", "attendees"),
    *("extendedProperties", "source", "status", "attachments", "conferenceData", *_DEFAULTS),
)

_ALLOWED = {
    "status": ("confirmed", "tentative", "cancelled"),
    "transparency": ("opaque", "transparent"),
    "visibility": ("default", "public", "private", "confidential"),
    "colorId": tuple(str(number) for number in range(1, 12)),
}
_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "array": list,
    "object": dict,
}
USUAL_REMINDERS: Mapping[str, Any] = {"useDefault": True}


def merged(old: Json, patch: Json) -> Json:
    """Return a resource after a patch: objects merge, null deletes, everything else (lists too) is replaced."""
    found = dict(old)
    for name, value in patch.items():
        if value is None:
            found.pop(name, None)
        elif isinstance(value, dict):
            below = found.get(name)
            found[name] = merged(below if isinstance(below, dict) else {}, value)
        else:
            found[name] = value
    return found


def check_types(body: Any) -> None:
    """Raise the refusal for a body that is no event by its types; unknown names pass (and are dropped)."""
    if not isinstance(body, dict):
        raise refusals.Refusal(400, "parseError", "Parse Error")
    for name, rule in schema("Event").items():
        kind = _TYPES[rule.get("type", "object")]
        value = body.get(name)
        if value is not None and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
            raise refusals.Refusal(400, "parseError", "Parse Error")


def checked(wanted: Json, calendar: Calendar, manners: Manners) -> Json:
    """Return the fields of an event as they are kept. Raises the refusal for what the vendor does not take."""
    kept = {name: wanted[name] for name in WRITABLE if wanted.get(name) not in (None, "", [], {})}
    kept = {name: value for name, value in kept.items() if _DEFAULTS.get(name) != value}
    for name, allowed in _ALLOWED.items():
        if name in kept and kept[name] not in allowed:
            raise refusals.invalid(f"Invalid value for: {name}")
    kept["start"], kept["end"] = checked_times(kept, calendar.time_zone)
    kept.setdefault("status", "confirmed")
    for name, limit in (("summary", manners.summary_limit), ("description", manners.description_limit)):
        if len(kept.get(name, "")) > limit:
            raise refusals.invalid(f"The {name} is too long.")
    for line in kept.get("recurrence", ()):
        if str(line).partition(":")[0].partition(";")[0] not in ("RRULE", "EXRULE", "RDATE", "EXDATE"):
            raise refusals.invalid("Invalid recurrence rule.")
    if "source" in kept and not str(kept["source"].get("url", "")).startswith(("http://", "https://")):
        raise refusals.invalid("Invalid source URL.")
    if "extendedProperties" in kept:
        kept["extendedProperties"] = _properties(kept["extendedProperties"], manners)
    if "attendees" in kept:
        kept["attendees"] = [_attendee(each) for each in kept["attendees"]]
    return {name: value for name, value in kept.items() if value not in ({}, [])}


def checked_reminders(wanted: Any) -> Json:
    """Return reminders as they are kept. Raises the refusal for what the vendor does not take."""
    if not wanted:
        return dict(USUAL_REMINDERS)
    overrides = wanted.get("overrides") or []
    if wanted.get("useDefault") and overrides:
        message = "Cannot specify both default reminders and overrides at the same time."
        raise refusals.Refusal(400, "cannotUseDefaultRemindersAndSpecifyOverride", message, domain="calendar")
    fits = all(
        each.get("method") in ("email", "popup")
        and isinstance(each.get("minutes"), int)
        and 0 <= each["minutes"] <= 40320
        for each in overrides
    )
    if len(overrides) > 5 or not fits:
        raise refusals.invalid("Invalid reminders.")
    return {"useDefault": bool(wanted.get("useDefault")), **({"overrides": overrides} if overrides else {})}


def shown(event: Event, calendar: Calendar, viewer: str, zone: str = "", *, bare: bool = False) -> Json:
    """Return the resource as one account sees it. `bare` leaves nothing of a deleted event but its id."""
    body = event.body
    head = {"kind": "calendar#event", "etag": event.etag, "id": body["id"], "status": body["status"]}
    time = zone or calendar.time_zone
    apart: Json = {}
    if "recurringEventId" in body:
        first = shown_time(body["originalStartTime"], time)
        apart = {"recurringEventId": body["recurringEventId"], "originalStartTime": first}
    if bare and event.dead:
        return head | apart
    frame = {
        **head,
        "htmlLink": _link(body["id"], calendar.id),
        "created": body["created"],
        "updated": stamped(event.stamp),
        "creator": {"email": body["creator"], **({"self": True} if body["creator"] == calendar.id else {})},
        "organizer": _organizer(body["organizer"], calendar),
        "start": shown_time(body["start"], time),
        "end": shown_time(body["end"], time),
        "iCalUID": body["iCalUID"],
        "sequence": body["sequence"],
        "eventType": "default",
        **apart,
        **({"recurrence": body["recurrence"]} if "recurrence" in body else {}),
    }
    private = body.get("visibility") in ("private", "confidential")
    if not calendar.reaches(viewer, "writer" if private else "reader") and viewer != body["creator"]:
        return {**frame, "visibility": "private"}
    details = {name: body[name] for name in WRITABLE if name in body and name not in frame}
    if viewer != body["creator"]:
        details.pop("source", None)
    return {**frame, **details, "reminders": event.reminders.get(viewer, dict(USUAL_REMINDERS))}


def _organizer(mail: str, calendar: Calendar) -> Json:
    if mail != calendar.id:
        return {"email": mail}
    return {"email": mail, **({} if calendar.primary else {"displayName": calendar.summary}), "self": True}


def _link(event: str, calendar: str) -> str:
    return "https://www.google.com/calendar/event?eid=" + base64.urlsafe_b64encode(
        f"{event} {calendar}".encode()
    ).decode().rstrip("=")


def _properties(given: Json, manners: Manners) -> Json:
    found = {half: dict(given[half]) for half in ("private", "shared") if given.get(half)}
    pairs = [pair for half in found.values() for pair in half.items()]
    for key, value in pairs:
        if not isinstance(value, str):
            raise refusals.Refusal(400, "parseError", "Parse Error")
        if len(key) > manners.property_key_limit or len(value) > manners.property_value_limit:
            raise refusals.invalid(f"The extended property {key[:20]} is too large.")
    if len(pairs) > manners.property_count_limit:
        raise refusals.invalid("There are too many extended properties.")
    return found


def _attendee(given: Json) -> Json:
    if "@" not in str(given.get("email", "")):
        raise refusals.invalid("Invalid attendee email.")
    return {"responseStatus": "needsAction", **given}
