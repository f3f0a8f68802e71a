"""calendar.events.*: what the API does with events."""

from __future__ import annotations

from tests.standins.google_calendar import refusals, writing
from tests.standins.google_calendar.calendars import Calendar, Event
from tests.standins.google_calendar.contract import Json
from tests.standins.google_calendar.listing import Listing
from tests.standins.google_calendar.question import Question
from tests.standins.google_calendar.recurrence import occurrence
from tests.standins.google_calendar.resources import shown
from tests.standins.google_calendar.state import State

_LABEL_VERSION = {"1": "colorId", "0": "eventLabelId", "": "eventLabelId"}
"""Which of the two ways to colour an event is ignored, by `eventLabelVersion`."""


class EventMethods:
    """One method each of calendar.events.*."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._listing = Listing(state)

    def list(self, question: Question) -> Json:
        return self._listing.answer(question, self._calendar(question, "reader"))

    def get(self, question: Question) -> Json:
        calendar = self._calendar(question, "reader")
        event = self._event(question, calendar)
        bare = self._state.manners.bare_tombstones
        return shown(event, calendar, question.account.mail, question.text("timeZone"), bare=bare)

    def insert(self, question: Question) -> Json:
        calendar = self._writable(question)
        event = writing.insert(self._state, calendar, self._body(question), self._writer(question))
        return shown(event, calendar, question.account.mail)

    def patch(self, question: Question) -> Json:
        calendar = self._writable(question)
        event = self._held(question, calendar)
        writing.patch(self._state, calendar, event, self._body(question), self._writer(question))
        return shown(event, calendar, question.account.mail)

    def update(self, question: Question) -> Json:
        calendar = self._writable(question)
        event = self._held(question, calendar)
        writing.update(self._state, calendar, event, self._body(question), self._writer(question))
        return shown(event, calendar, question.account.mail)

    def delete(self, question: Question) -> None:
        calendar = self._writable(question)
        writing.delete(self._state, calendar, self._held(question, calendar), self._writer(question))

    def import_(self, question: Question) -> Json:
        """Refuse: it is for private copies of events that others organise, which is nothing that we may do."""
        raise refusals.forbidden()

    def _calendar(self, question: Question, role: str) -> Calendar:
        calendar = self._state.calendar(question.path["calendarId"], question.account)
        check_reach(question, calendar)
        if not calendar.reaches(question.account.mail, role):
            raise refusals.access_level(role)
        return calendar

    def _writable(self, question: Question) -> Calendar:
        calendar = self._calendar(question, "reader")
        if not calendar.reaches(question.account.mail, "writerWithoutPrivateAccess"):
            raise refusals.access_level("writer")
        self._state.quotas.write(calendar.id, self._state.clock.monotonic())
        return calendar

    def _event(self, question: Question, calendar: Calendar) -> Event:
        id_ = question.path["eventId"]
        event = calendar.events.get(id_) or occurrence(id_, calendar)
        if event is None:
            raise refusals.not_found()
        return event

    def _held(self, question: Question, calendar: Calendar) -> Event:
        """Return the event that is to be written, if it is still the one that the caller knows."""
        event = self._event(question, calendar)
        expected = question.request.headers.get("if-match", "*")
        if expected not in ("*", event.etag):
            raise refusals.condition_not_met()
        private = event.body.get("visibility") in ("private", "confidential")
        if private and not calendar.reaches(question.account.mail, "writer"):
            raise refusals.access_level("writer")
        return event

    def _body(self, question: Question) -> Json:
        body = question.body
        ignored = _LABEL_VERSION[question.text("eventLabelVersion")]
        return {name: value for name, value in body.items() if name != ignored} if isinstance(body, dict) else body

    def _writer(self, question: Question) -> writing.Writer:
        return writing.Writer(
            question.account.mail,
            may_invite=question.token.for_a_person,
            may_restore=self._state.manners.restores,
            send_updates=question.text("sendUpdates") or ("all" if question.flag("sendNotifications") else "none"),
        )


def check_reach(question: Question, calendar: Calendar) -> None:
    """Raise the refusal where the token's scopes let it call the method, but not on this calendar.

    The vendor does not document what it answers then; a missing scope is the nearest that it documents.
    """
    held = question.token.scopes & question.method.scopes
    made = calendar.app != "" and calendar.app == question.token.app
    narrow = {
        "calendar.app.created": made,
        "calendar.events.owned": calendar.owner == question.account.mail,
        "calendar.events.owned.readonly": calendar.owner == question.account.mail,
        "calendar.events.public.readonly": calendar.roles.get("default", "none") != "none",
    }
    if not any(narrow.get(scope, True) for scope in held):
        raise refusals.insufficient_scope(question.method.id.replace("calendar.", "calendar.v3.", 1))
