"""calendar.calendars.*, acl.*, calendarList.*, settings.* and colors.get: everything but events."""

from __future__ import annotations

from typing import Any

from tests.standins.google_calendar import refusals
from tests.standins.google_calendar.calendars import ROLES, Calendar
from tests.standins.google_calendar.contract import Json
from tests.standins.google_calendar.event_methods import check_reach
from tests.standins.google_calendar.palette import CALENDAR_COLORS, EVENT_COLORS
from tests.standins.google_calendar.question import Question
from tests.standins.google_calendar.resources import merged
from tests.standins.google_calendar.state import Mail, State
from tests.standins.google_calendar.times import zone_named

_CONFERENCES = {"allowedConferenceSolutionTypes": ["hangoutsMeet"]}
_OWN_LIST_FIELDS = ("summaryOverride", "colorId", "backgroundColor", "foregroundColor", "hidden", "selected")


class CalendarMethods:
    """One method each, named as the vendor names it, with the resource before it."""

    def __init__(self, state: State) -> None:
        self._state = state

    def calendars_insert(self, question: Question) -> Json:
        body = _object(question)
        if not body.get("summary"):
            raise refusals.required("Missing title.")
        calendar = self._state.new_calendar(question.account, body["summary"], app=question.token.app)
        self._describe(calendar, body)
        return _calendar(calendar)

    def calendars_get(self, question: Question) -> Json:
        return _calendar(self._calendar(question, "freeBusyReader"))

    def calendars_patch(self, question: Question) -> Json:
        calendar = self._calendar(question, "owner")
        self._describe(calendar, _object(question))
        return _calendar(calendar)

    def calendars_delete(self, question: Question) -> None:
        calendar = self._calendar(question, "owner")
        if calendar.primary:
            raise refusals.forbidden()
        self._state.drop_calendar(calendar)

    def acl_list(self, question: Question) -> Json:
        calendar = self._calendar(question, "writer")
        rules = [_rule(id_, role) for id_, role in calendar.roles.items() if role != "none"]
        return {"kind": "calendar#acl", "etag": '"p1"', "items": rules, "nextSyncToken": "A1="}

    def acl_insert(self, question: Question) -> Json:
        calendar, body = self._calendar(question, "owner"), _object(question)
        scope = body.get("scope") or {}
        type_, value, role = scope.get("type"), scope.get("value", ""), body.get("role")
        if role not in ROLES or type_ not in ("default", "user", "group", "domain"):
            raise refusals.required("Required")
        if (type_ == "default") == bool(value):
            raise refusals.invalid("Invalid scope value.")
        id_ = f"{type_}:{value}" if value else "default"
        calendar.roles[id_] = role
        calendar.forget_sync(value if type_ == "user" else "")
        if type_ == "user" and question.text("sendNotifications") != "false":
            self._state.mails.append(Mail(value, calendar.id, "shared"))
        return _rule(id_, role)

    def acl_delete(self, question: Question) -> None:
        calendar = self._calendar(question, "owner")
        if calendar.roles.pop(question.path["ruleId"], None) is None:
            raise refusals.not_found()
        type_, _, value = question.path["ruleId"].partition(":")
        calendar.forget_sync(value if type_ == "user" else "")

    def list_list(self, question: Question) -> Json:
        if question.text("syncToken"):  # a token that died is an answer the vendor may always give
            raise refusals.full_sync_required()
        account = question.account
        least = ROLES.index(question.text("minAccessRole") or "freeBusyReader")
        shown = [self._state.calendars[id_] for id_ in account.listed if id_ in self._state.calendars]
        shown = [each for each in shown if ROLES.index(each.role_of(account.mail)) >= least]
        start, size = int(question.text("pageToken") or 0), min(question.number("maxResults", 100), 250)
        more = start + size < len(shown)
        return {
            "kind": "calendar#calendarList",
            "etag": '"p1"',
            "items": [_entry(question, each) for each in shown[start : start + size]],
            **({"nextPageToken": str(start + size)} if more else {"nextSyncToken": "L1="}),
        }

    def list_get(self, question: Question) -> Json:
        calendar = self._calendar(question, "freeBusyReader")
        if calendar.id not in question.account.listed:
            raise refusals.not_found()
        return _entry(question, calendar)

    def list_insert(self, question: Question) -> Json:
        body = _object(question)
        if not body.get("id"):
            raise refusals.required("Required")
        calendar = self._state.calendar(body["id"], question.account)
        question.account.listed[calendar.id] = {name: body[name] for name in _OWN_LIST_FIELDS if name in body}
        return _entry(question, calendar)

    def list_patch(self, question: Question) -> Json:
        calendar, listed = self._calendar(question, "freeBusyReader"), question.account.listed
        if calendar.id not in listed:
            raise refusals.not_found()
        own = {name: value for name, value in _object(question).items() if name in _OWN_LIST_FIELDS}
        listed[calendar.id] = merged(listed[calendar.id], own)
        return _entry(question, calendar)

    def list_delete(self, question: Question) -> None:
        if question.account.listed.pop(question.path["calendarId"], None) is None:
            raise refusals.not_found()

    def colors_get(self, question: Question) -> Json:
        palettes = {"calendar": CALENDAR_COLORS, "event": EVENT_COLORS}
        named = {
            name: {
                str(number): {"background": color, "foreground": "#1d1d1d"} for number, color in enumerate(colors, 1)
            }
            for name, colors in palettes.items()
        }
        return {"kind": "calendar#colors", "updated": "2012-02-14T00:00:00.000Z", **named}

    def settings_get(self, question: Question) -> Json:
        held = _settings(question)
        if question.path["setting"] not in held:
            raise refusals.not_found()
        return _setting(question.path["setting"], held[question.path["setting"]])

    def settings_list(self, question: Question) -> Json:
        if question.text("syncToken"):
            raise refusals.full_sync_required()
        items = [_setting(name, value) for name, value in _settings(question).items()]
        return {"kind": "calendar#settings", "etag": '"p1"', "items": items, "nextSyncToken": "S1="}

    def _calendar(self, question: Question, role: str) -> Calendar:
        calendar = self._state.calendar(question.path["calendarId"], question.account)
        check_reach(question, calendar)
        if not calendar.reaches(question.account.mail, role):
            raise refusals.access_level(role)
        return calendar

    def _describe(self, calendar: Calendar, body: Json) -> None:
        if body.get("timeZone"):
            zone_named(body["timeZone"], "the calendar")
            calendar.time_zone = body["timeZone"]
        calendar.summary = body.get("summary", calendar.summary)
        calendar.description = body.get("description", calendar.description)
        calendar.location = body.get("location", calendar.location)
        calendar.stamp = self._state.stamp()


def _object(question: Question) -> Json:
    body: Any = question.body
    if not isinstance(body, dict):
        raise refusals.Refusal(400, "parseError", "Parse Error")
    return body


def _described(calendar: Calendar) -> Json:
    texts = {"description": calendar.description, "location": calendar.location}
    return {
        "etag": f'"{calendar.stamp * 2}000"',
        "id": calendar.id,
        "summary": calendar.summary,
        "timeZone": calendar.time_zone,
        "conferenceProperties": _CONFERENCES,
        **{name: value for name, value in texts.items() if value},
        **({} if calendar.primary else {"dataOwner": calendar.owner}),
    }


def _calendar(calendar: Calendar) -> Json:
    return {"kind": "calendar#calendar", **_described(calendar)}


def _entry(question: Question, calendar: Calendar) -> Json:
    return {
        "kind": "calendar#calendarListEntry",
        **_described(calendar),
        "colorId": "14",
        "backgroundColor": "#9fe1e7",
        "foregroundColor": "#000000",
        "selected": True,
        "accessRole": calendar.role_of(question.account.mail),
        "defaultReminders": [],
        **({"primary": True} if calendar.id == question.account.mail else {}),
        **question.account.listed.get(calendar.id, {}),
    }


def _rule(id_: str, role: str) -> Json:
    type_, _, value = id_.partition(":")
    scope = {"type": type_, **({"value": value} if value else {})}
    return {"kind": "calendar#aclRule", "etag": '"p1"', "id": id_, "scope": scope, "role": role}


def _settings(question: Question) -> dict[str, str]:
    return {
        "timezone": question.account.time_zone,
        "locale": "en",
        "weekStart": "1",
        "format24HourTime": "true",
        "dateFieldOrder": "DMY",
    }


def _setting(name: str, value: str) -> Json:
    return {"kind": "calendar#setting", "etag": '"p1"', "id": name, "value": value}
