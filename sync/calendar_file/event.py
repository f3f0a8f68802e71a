"""Events as the calendar standard writes them (RFC 5545 and 7986)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from sync.calendar_file.published import Published, is_ours
from sync.calendar_file.showing import Showing

if TYPE_CHECKING:
    from icalendar import Component, Event

PRODUCT = "-//Streetdate//Milestones//EN"
_DIGEST = "X-STREETDATE-DIGEST"
_CANCELLED = "CANCELLED"
_BREAK = re.compile(r"\\(?=[nN])")
_OFTEN = timedelta(hours=1)
_HIGHEST = 2**31 - 1


def event(uid: str, sequence: int, shown: Showing, now: datetime) -> Published:
    """Return a new event, or a new state of one."""
    from icalendar import Event

    made = Event()
    made.add("uid", uid)
    made.add("summary", _written(shown.summary))
    made.add("description", _written(shown.description))
    _place(made, shown.on)
    made.add("categories", list(shown.categories))
    if shown.url:
        made.add("url", shown.url)
    if shown.color:
        made.add("color", shown.color)
    made.add("status", "CONFIRMED")
    made.add("transp", "TRANSPARENT")
    made.add(_DIGEST, shown.digest)
    return _stamped(made, uid, sequence, now)


def cancelled(known: Published, now: datetime) -> Published:
    """Return the cancellation of an event: the same event, one step on, that does not take place."""
    from icalendar import Event

    made = Event.from_ical(known.body)
    summary = made.pop("SUMMARY", "")
    for name in ("STATUS", "COLOR"):
        made.pop(name, None)
    made.add("status", _CANCELLED)
    made.add("summary", f"Cancelled: {summary}")
    return _stamped(made, known.uid, known.sequence + 1, now)


def calendar(events: Iterable[Published], name: str) -> bytes:
    """Return the file that holds these events; the same events always give the same bytes."""
    from icalendar import Calendar

    frame = Calendar()
    frame.add("prodid", PRODUCT)
    frame.add("version", "2.0")
    frame.add("calscale", "GREGORIAN")
    frame.add("name", name)
    frame.add("x-wr-calname", name)
    frame.add("refresh-interval", _OFTEN, parameters={"VALUE": "DURATION"})
    frame.add("x-published-ttl", "PT1H")
    head, end, _ = frame.to_ical().decode().partition("END:VCALENDAR")
    bodies = (known.body for known in sorted(events, key=lambda known: known.uid))
    return "".join((head, *bodies, end, "\r\n")).encode()


def events_in(data: bytes) -> dict[str, Published] | None:
    """Return the events of a file that was published earlier, by uid; `None` when the file is not one of ours.

    A file of ours that was damaged yields nothing, and so does an event that is not whole.
    """
    from icalendar import Calendar

    try:
        found = Calendar.from_ical(data)
    except ValueError:
        return {} if not data.strip() or PRODUCT.encode() in data else None
    if str(found.get("PRODID")) != PRODUCT:
        return None
    events = (_read(component) for component in found.walk("VEVENT"))
    return {known.uid: known for known in events if known is not None}


def _written(text: str) -> str:
    """Return the text with another sign for a backslash before an n, which readers and our writer take for a break."""
    return _BREAK.sub("⧵", text)


def _place(made: Event, on: date) -> None:
    """Set when it is: an instant in UTC, a day as a day whose end is the next one."""
    if isinstance(on, datetime):
        made.add("dtstart", on.astimezone(UTC))
        return
    made.add("dtstart", on)
    made.add("dtend", on + timedelta(days=1))


def _stamped(made: Component, uid: str, sequence: int, now: datetime) -> Published:
    moment = now.astimezone(UTC).replace(microsecond=0)
    for name in ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED"):
        made.pop(name, None)
    made.add("sequence", sequence)
    made.add("dtstamp", moment)
    made.add("last-modified", moment)
    return Published(uid, sequence, moment, str(made[_DIGEST]), made["STATUS"] == _CANCELLED, made.to_ical().decode())


def _read(made: Component) -> Published | None:
    if made.errors:
        return None
    uid, sequence, stamp = str(made.get("UID", "")), made.get("SEQUENCE"), made.get("LAST-MODIFIED")
    changed_at = getattr(stamp, "dt", None)
    if not is_ours(uid) or not isinstance(sequence, int) or not 0 <= sequence < _HIGHEST:
        return None
    if not isinstance(changed_at, datetime) or changed_at.tzinfo is None:
        return None
    status = str(made.get("STATUS", ""))
    return Published(
        uid, int(sequence), changed_at.astimezone(UTC), str(made.get(_DIGEST, "")), status == _CANCELLED,
        made.to_ical().decode(),
    )  # fmt: skip
