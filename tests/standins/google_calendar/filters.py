"""Which events a listing shows: deleted ones or not, bounds of time, properties, words."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.standins.google_calendar import refusals
from tests.standins.google_calendar.calendars import Event
from tests.standins.google_calendar.question import Question
from tests.standins.google_calendar.state import State
from tests.standins.google_calendar.times import edges, instant

_WORDS_IN = ("summary", "description", "location", "attendees")


class Filter:
    """The restrictions of one listing, read and checked before any event is looked at."""

    def __init__(self, question: Question, state: State) -> None:
        """Read the restrictions. Raises the refusal for one that cannot be."""
        self._since, self._least, self._most = (_bound(question, name) for name in ("updatedMin", "timeMin", "timeMax"))
        if self._least and self._most and self._least >= self._most:
            raise refusals.time_range_empty()
        reach = timedelta(seconds=state.manners.updated_min_reach)
        if self._since and state.clock.now() - self._since > reach:
            raise refusals.updated_min_too_long_ago()
        self._single = question.flag("singleEvents")
        self._dead = question.flag("showDeleted") or bool(self._since or question.text("syncToken"))
        self._held = [pair for half in ("private", "shared") for pair in _properties(question, half)]
        self._words = question.text("q").casefold()
        self._uid = question.text("iCalUID")
        self._none = "default" not in (question.every("eventTypes") or ("default",))

    def passes(self, event: Event, zone: str) -> bool:
        """Return whether an event is shown; its days begin at midnight in this zone."""
        body = event.body
        skipped_occurrence = "recurringEventId" in body and not self._single
        if self._none or (event.dead and not (self._dead or skipped_occurrence)):
            return False
        if self._since and event.stamp < self._since.timestamp() * 1000:
            return False
        if self._uid and self._uid != body["iCalUID"]:
            return False
        properties = body.get("extendedProperties", {})
        if any(properties.get(half, {}).get(key) != value for half, key, value in self._held):
            return False
        return self._within(event, zone) and self._words in " ".join(str(body.get(n, "")) for n in _WORDS_IN).casefold()

    def _within(self, event: Event, zone: str) -> bool:
        if self._least is None and self._most is None:
            return True
        start, end = edges(event.body, zone)
        goes_on = "recurrence" in event.body
        return (self._least is None or end > self._least or goes_on) and (self._most is None or start < self._most)


def _bound(question: Question, name: str) -> datetime | None:
    text = question.text(name)
    return instant(text, name) if text else None


def _properties(question: Question, half: str) -> list[tuple[str, str, str]]:
    name = f"{half}ExtendedProperty"
    found = []
    for wanted in question.every(name):
        key, sign, value = wanted.partition("=")
        if not sign:
            raise refusals.invalid_parameter(name, f"Invalid value '{wanted}'.")
        found.append((half, key, value))
    return found
