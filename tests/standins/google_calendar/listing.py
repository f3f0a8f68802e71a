"""Lists of events: filters, pages, sync tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.standins.google_calendar import refusals
from tests.standins.google_calendar.calendars import Calendar, Event, SyncPoint
from tests.standins.google_calendar.contract import Json
from tests.standins.google_calendar.question import Question
from tests.standins.google_calendar.recurrence import occurrences
from tests.standins.google_calendar.resources import shown
from tests.standins.google_calendar.state import State
from tests.standins.google_calendar.times import edges, instant, stamped, zone_named

_NOT_WITH_SYNC = (
    *("iCalUID", "orderBy", "privateExtendedProperty", "q", "sharedExtendedProperty"),
    *("timeMin", "timeMax", "updatedMin"),
)
_NO_SYNC_AFTER = ("iCalUID", "orderBy", "privateExtendedProperty", "q", "sharedExtendedProperty", "updatedMin")
"""A listing with one of these ends without a sync token; the vendor's guide shows one that begins with `timeMin`."""
_TO_REPEAT = ("singleEvents", "showDeleted", "eventTypes", "showHiddenInvitations")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page token stands for: the rest of a listing, frozen when its first page was read."""

    rest: tuple[str, ...]
    asked: tuple[tuple[str, str], ...]
    point: SyncPoint | None


@dataclass(slots=True)
class Listing:
    """Answers events.list; keeps the pages that were begun."""

    state: State
    pages: dict[str, Page] = field(default_factory=dict)

    def answer(self, question: Question, calendar: Calendar) -> Json:
        """Return one page. Raises the refusal."""
        viewer = question.account.mail
        zone = question.text("timeZone")
        if zone:
            zone_named(zone, "the request")
        size = min(question.number("maxResults", 250), 2500)
        if self.state.manners.page_sizes:
            size = min(size, self.state.manners.page_sizes.popleft())
        asked = tuple(pair for pair in question.request.query if pair[0] not in ("pageToken", "maxResults", "alt"))
        page = self._begun(question, asked) or self._first(question, calendar, asked)
        ids, rest = page.rest[:size], page.rest[size:]
        expand = question.flag("singleEvents")
        standing = {
            event.body["id"]: event
            for master in calendar.events.values()
            for event in (occurrences(master, calendar) if expand else [master])
        }
        bare = self.state.manners.bare_tombstones or not question.flag("showDeleted")
        answer: Json = {
            "kind": "calendar#events",
            "etag": f'"p{calendar.change:032x}"',
            "summary": calendar.summary,
            **({"description": calendar.description} if calendar.description else {}),
            "updated": stamped(max((each.stamp for each in calendar.events.values()), default=calendar.stamp)),
            "timeZone": zone or calendar.time_zone,
            "accessRole": calendar.role_of(viewer),
            "defaultReminders": question.account.listed.get(calendar.id, {}).get("defaultReminders", []),
            "items": [shown(standing[id_], calendar, viewer, zone, bare=bare) for id_ in ids if id_ in standing],
        }
        if rest:
            token = self.state.secret("Ci")
            self.pages[token] = Page(rest, page.asked, page.point)
            answer["nextPageToken"] = token
        elif page.point is not None:
            calendar.sync_points[page.point.token] = page.point
            answer["nextSyncToken"] = page.point.token
        return answer

    def _begun(self, question: Question, asked: tuple[tuple[str, str], ...]) -> Page | None:
        token = question.text("pageToken")
        if not token:
            return None
        page = self.pages.get(token)
        if page is None or page.asked != asked:
            raise refusals.Refusal(400, "invalid", "Invalid page token value.", location=("parameter", "pageToken"))
        return page

    def _first(self, question: Question, calendar: Calendar, asked: tuple[tuple[str, str], ...]) -> Page:
        repeat = tuple(pair for pair in asked if pair[0] in _TO_REPEAT)
        since = self._since(question, calendar, repeat)
        singles = [
            single
            for event in calendar.events.values()
            if event.change > since
            for single in (occurrences(event, calendar) if question.flag("singleEvents") else [event])
        ]
        floor = self._floor(question)
        found = [event for event in singles if _fits(event, question, calendar, floor)]
        order = question.text("orderBy")
        if order == "startTime":
            if not question.flag("singleEvents"):
                message = "The requested ordering is not available for the particular query."
                raise refusals.Refusal(400, "badRequest", message, location=("parameter", "orderBy"))
            found.sort(key=lambda event: edges(event.body, calendar.time_zone)[0])
        elif order == "updated":
            found.sort(key=lambda event: event.stamp)
        restricted = any(question.request.every(name) for name in _NO_SYNC_AFTER)
        point = None if restricted else SyncPoint(calendar.id, question.account.mail, calendar.change, repeat)
        return Page(tuple(event.body["id"] for event in found), asked, point)

    def _since(self, question: Question, calendar: Calendar, repeat: tuple[tuple[str, str], ...]) -> int:
        token = question.text("syncToken")
        if not token:
            return -1
        if any(question.request.every(name) for name in _NOT_WITH_SYNC) or question.text("showDeleted") == "false":
            raise refusals.sync_token_with_restrictions()
        point = calendar.sync_points.get(token)
        if point is None or point.account != question.account.mail:
            raise refusals.full_sync_required()
        if point.asked != repeat:  # the vendor calls the result undefined
            raise refusals.invalid_parameter("syncToken", "The parameters differ from those of the first listing.")
        return point.change

    def _floor(self, question: Question) -> datetime | None:
        if not question.text("updatedMin"):
            return None
        floor = instant(question.text("updatedMin"), "updatedMin")
        if self.state.clock.now() - floor > timedelta(seconds=self.state.manners.updated_min_reach):
            raise refusals.updated_min_too_long_ago()
        return floor


def _fits(event: Event, question: Question, calendar: Calendar, floor: datetime | None) -> bool:
    if floor is not None and event.stamp < floor.timestamp() * 1000:
        return False
    skipped = "recurringEventId" in event.body and not question.flag("singleEvents")
    shows_dead = question.flag("showDeleted") or floor is not None or question.text("syncToken") or skipped
    if event.dead and not shows_dead:
        return False
    return _in_time(event, question, calendar) and _has(event, question)


def _in_time(event: Event, question: Question, calendar: Calendar) -> bool:
    first, last = question.text("timeMin"), question.text("timeMax")
    least: datetime | None = instant(first, "timeMin") if first else None
    most: datetime | None = instant(last, "timeMax") if last else None
    if least and most and least >= most:
        raise refusals.time_range_empty()
    start, end = edges(event.body, calendar.time_zone)
    return (least is None or end > least or bool(event.body.get("recurrence"))) and (most is None or start < most)


def _has(event: Event, question: Question) -> bool:
    body = event.body
    for half in ("private", "shared"):
        held = body.get("extendedProperties", {}).get(half, {})
        for wanted in question.request.every(f"{half}ExtendedProperty"):
            key, sign, value = wanted.partition("=")
            if not sign:
                raise refusals.invalid_parameter(f"{half}ExtendedProperty", f"Invalid value '{wanted}'.")
            if held.get(key) != value:
                return False
    words = question.text("q").casefold()
    text = " ".join(str(body.get(name, "")) for name in ("summary", "description", "location", "attendees"))
    types = question.request.every("eventTypes")
    uid = question.text("iCalUID")
    return words in text.casefold() and (not types or "default" in types) and (not uid or uid == body["iCalUID"])
