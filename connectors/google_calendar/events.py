"""Events as Google writes them, from and to ours. Pure.

Google lets a caller choose an event's id and keeps private properties beside it: both say whose an event is.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from connectors.calendar import CalendarEvent, Rewrite, Standing, Written, place_of, span
from connectors.calendar_words import described, notes_in, plain, same_words
from connectors.changes import Flag
from rules.model import Moment

Json: TypeAlias = Mapping[str, Any]
"""An object as Google sent it, before it is decoded, or as it is sent."""

FIELDS = "id,etag,status,summary,description,start,end,colorId,recurrence,recurringEventId,extendedProperties/private"
"""What is asked of an event: all that is compared, and nothing about guests."""

_MOST = 8192
"""Characters of a description: the limit that is commonly quoted."""
_COLOURS = {Flag.BLOCKED: "11", Flag.ATTENTION: "6"}
"""Tomato and tangerine, by their numbers. Labels, which may replace numbers one day, belong to each calendar and would
need the right to change it; a number is taken as long as no label version is asked for."""
_WORKSPACE, _KEY, _GENERATION = "streetdate", "streetdateKey", "streetdateGeneration"
_DIGEST, _PLACE, _COLOUR = "streetdateDigest", "streetdatePlace", "streetdateColour"
_DELETED = "cancelled"


def event_id(workspace: str, key: str, generation: int) -> str:
    """Return the id of an event: always the same, so that inserting twice is refused, and legal (base32hex)."""
    identity = "\x00".join((workspace, key, str(generation))).encode("utf-8", "surrogatepass")
    return base64.b32hexencode(hashlib.sha256(identity).digest()).decode().lower().rstrip("=")


def colour_of(flag: Flag | None) -> str:
    """Return the number of the colour that shows trouble; "" for the calendar's own."""
    return _COLOURS.get(flag, "") if flag else ""


def new_body(event: CalendarEvent, workspace: str, generation: int) -> Json:
    """Return the event to insert. It blocks nobody's time and sets no reminders: those are everybody's own."""
    colour = colour_of(event.flag)
    return {
        "id": event_id(workspace, event.key, generation),
        "summary": event.summary,
        "description": _description(event, "", None) or "",
        **_when(event),
        "transparency": "transparent",
        **({"colorId": colour} if colour else {}),
        "extendedProperties": {"private": _marks(event, workspace, generation, Rewrite())},
    }


def patch_body(event: CalendarEvent, standing: Standing, workspace: str, rewrite: Rewrite) -> Json:
    """Return the part of an event that is ours and is not as it should be."""
    body: dict[str, Any] = {}
    if standing.summary != event.summary:
        body["summary"] = event.summary
    description = _description(event, standing.description, rewrite.told)
    if description is not None and not same_words(standing.description, description):
        body["description"] = description
    if rewrite.place and (standing.place != event.place or isinstance(event.on, datetime)):
        # An instant may be the same in another zone.
        body |= _when(event, clear=True)
    if rewrite.colour and standing.colour != colour_of(event.flag):
        body["colorId"] = colour_of(event.flag) or None
    body["extendedProperties"] = {"private": _marks(event, workspace, standing.generation, rewrite)}
    return body


def standing_of(item: Json, key: str, generation: int) -> Standing:
    """Return the event that is known to be ours by its id."""
    marks = _private(item)
    return Standing(
        key=key,
        generation=generation,
        id=_text(item.get("id")),
        version=_text(item.get("etag")),
        gone=item.get("status") == _DELETED,
        place=_place(item),
        colour=_text(item.get("colorId")),
        summary=_text(item.get("summary")),
        description=_text(item.get("description")),
        repeats=bool(item.get("recurrence")),
        written=Written(marks[_DIGEST], marks.get(_PLACE, ""), marks.get(_COLOUR, "")) if _DIGEST in marks else None,
    )


def ours(item: Json, workspace: str) -> Standing | None:
    """Return the event if it is one of this workspace's.

    A copy that a person made carries our marks under another id, and so does one occurrence of a series: neither is
    ours.
    """
    marks = _private(item)
    key, generation = marks.get(_KEY, ""), marks.get(_GENERATION, "")
    if marks.get(_WORKSPACE) != workspace or not key or not (generation.isascii() and generation.isdecimal()):
        return None
    if len(generation) > 9 or item.get("id") != event_id(workspace, key, int(generation)):
        return None
    return standing_of(item, key, int(generation))


def is_deleted(item: Json) -> bool:
    """Whether the item is the tombstone of an event."""
    return item.get("status") == _DELETED


def _description(event: CalendarEvent, shown: str, told: str | None) -> str | None:
    notes = notes_in(shown, None if told is None else plain(told)) if shown else ""
    return described(plain(event.description), notes, _MOST)


def _marks(event: CalendarEvent, workspace: str, generation: int, rewrite: Rewrite) -> Mapping[str, str]:
    marks = {_WORKSPACE: workspace, _KEY: event.key, _GENERATION: str(generation), _DIGEST: event.digest}
    if rewrite.place:
        marks[_PLACE] = event.place
    if rewrite.colour:
        marks[_COLOUR] = colour_of(event.flag)
    return marks


def _when(event: CalendarEvent, *, clear: bool = False) -> Json:
    """Return begin and end. A patch merges: to make a day of a time, `clear` empties what a day does not have."""
    begin, end = (_point(each, event.zone, clear) for each in span(event.on))
    return {"start": begin, "end": end}


def _point(moment: Moment, zone: str, clear: bool) -> Json:
    if isinstance(moment, datetime):
        return {
            "dateTime": moment.astimezone(ZoneInfo(zone)).isoformat(),
            "timeZone": zone,
            **({"date": None} if clear else {}),
        }
    return {"date": moment.isoformat(), **({"dateTime": None, "timeZone": None} if clear else {})}


def _place(item: Json) -> str:
    begin, end = _moment(item.get("start")), _moment(item.get("end"))
    if begin is None or end is None or isinstance(begin, datetime) is not isinstance(end, datetime):
        return ""
    try:
        return place_of(begin, end)
    except OverflowError:
        return ""


def _moment(value: object) -> Moment | None:
    held = value if isinstance(value, dict) else {}
    day, time = held.get("date"), held.get("dateTime")
    try:
        if isinstance(day, str):
            return date.fromisoformat(day)
        found = datetime.fromisoformat(time) if isinstance(time, str) else None
    except ValueError:
        return None
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


def _private(item: Json) -> Mapping[str, str]:
    held = item.get("extendedProperties")
    marks = held.get("private") if isinstance(held, dict) else None
    if not isinstance(marks, dict):
        return {}
    return {name: value for name, value in marks.items() if isinstance(value, str)}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
