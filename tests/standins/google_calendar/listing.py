"""Lists of events: filters, pages, sync tokens."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.standins.google_calendar import refusals
from tests.standins.google_calendar.calendars import Calendar, SyncPoint
from tests.standins.google_calendar.contract import Json
from tests.standins.google_calendar.filters import Filter
from tests.standins.google_calendar.question import Question
from tests.standins.google_calendar.recurrence import occurrences
from tests.standins.google_calendar.resources import shown
from tests.standins.google_calendar.state import State
from tests.standins.google_calendar.times import edges, stamped, zone_named

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
        wanted = Filter(question, self.state)
        found = [event for event in singles if wanted.passes(event, calendar.time_zone)]
        order = question.text("orderBy")
        if order == "startTime":
            if not question.flag("singleEvents"):
                message = "The requested ordering is not available for the particular query."
                raise refusals.Refusal(400, "badRequest", message, location=("parameter", "orderBy"))
            found.sort(key=lambda event: edges(event.body, calendar.time_zone)[0])
        elif order == "updated":
            found.sort(key=lambda event: event.stamp)
        restricted = any(question.every(name) for name in _NO_SYNC_AFTER)
        point = None if restricted else SyncPoint(calendar.id, question.account.mail, calendar.change, repeat)
        return Page(tuple(event.body["id"] for event in found), asked, point)

    def _since(self, question: Question, calendar: Calendar, repeat: tuple[tuple[str, str], ...]) -> int:
        token = question.text("syncToken")
        if not token:
            return -1
        if any(question.every(name) for name in _NOT_WITH_SYNC) or question.text("showDeleted") == "false":
            raise refusals.sync_token_with_restrictions()
        point = calendar.sync_points.get(token)
        if point is None or point.account != question.account.mail:
            raise refusals.full_sync_required()
        if point.asked != repeat:  # the vendor calls the result undefined
            raise refusals.invalid_parameter("syncToken", "The parameters differ from those of the first listing.")
        return point.change
