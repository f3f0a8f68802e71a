"""Inserting, patching, updating and deleting events."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from googleapiclient.errors import HttpError  # type: ignore[import-untyped]

from tests.standins.google_calendar import GoogleCalendar, Person
from tests.standins.google_calendar.bodies import a_day, refused
from tests.standins.google_calendar.calendars import Calendar

MINE = "milestone0001"


def test_an_event_keeps_the_id_that_its_maker_chose(service: Any, releases: Calendar) -> None:
    made = service.events().insert(calendarId=releases.id, body=a_day(id=MINE)).execute()
    assert (made["id"], made["iCalUID"], made["status"]) == (MINE, f"{MINE}@google.com", "confirmed")
    assert service.events().get(calendarId=releases.id, eventId=MINE).execute() == made


def test_an_event_without_an_id_gets_one(service: Any, releases: Calendar) -> None:
    made = service.events().insert(calendarId=releases.id, body=a_day()).execute()
    assert refused(service.events().insert(calendarId=releases.id, body=a_day(id=made["id"]))) == (409, "duplicate")


@pytest.mark.parametrize("id_", ["abcd", "ABCDE", "with-dash", "wxyzw", "a" * 1025])
def test_an_id_outside_base32hex_or_its_length_is_refused(service: Any, releases: Calendar, id_: str) -> None:
    assert refused(service.events().insert(calendarId=releases.id, body=a_day(id=id_))) == (400, "invalid")


def test_a_deleted_event_keeps_its_id(service: Any, releases: Calendar) -> None:
    events = service.events()
    events.insert(calendarId=releases.id, body=a_day(id=MINE)).execute()
    assert events.delete(calendarId=releases.id, eventId=MINE).execute() == ""
    assert refused(events.insert(calendarId=releases.id, body=a_day(id=MINE))) == (409, "duplicate")
    gone = events.get(calendarId=releases.id, eventId=MINE).execute()
    assert (gone["status"], gone["summary"]) == ("cancelled", "Release day")
    assert refused(events.delete(calendarId=releases.id, eventId=MINE)) == (410, "deleted")


def test_a_tombstone_may_show_nothing_but_its_id_and_vanish(
    google: GoogleCalendar, service: Any, releases: Calendar, hands: Person
) -> None:
    google.state.manners.bare_tombstones = True
    service.events().insert(calendarId=releases.id, body=a_day(id=MINE)).execute()
    hands.delete(MINE)
    gone = service.events().get(calendarId=releases.id, eventId=MINE).execute()
    assert sorted(gone) == ["etag", "id", "kind", "status"]
    hands.empty_bin()
    assert refused(service.events().get(calendarId=releases.id, eventId=MINE)) == (404, "notFound")


def test_a_collision_may_go_unseen(google: GoogleCalendar, service: Any, releases: Calendar, hands: Person) -> None:
    google.state.manners.detects_collisions = False
    service.events().insert(calendarId=releases.id, body=a_day(id=MINE)).execute()
    hands.note(MINE, "Bring cake")
    again = service.events().insert(calendarId=releases.id, body=a_day(id=MINE)).execute()
    assert "description" not in again and len(releases.events) == 1


@pytest.mark.parametrize("restores", [True, False])
def test_a_deleted_event_comes_back_or_does_not(
    google: GoogleCalendar, service: Any, releases: Calendar, hands: Person, restores: bool
) -> None:
    google.state.manners.restores = restores
    events = service.events()
    events.insert(calendarId=releases.id, body=a_day(id=MINE)).execute()
    events.delete(calendarId=releases.id, eventId=MINE).execute()
    still = events.patch(calendarId=releases.id, eventId=MINE, body={"summary": "Moved"}).execute()
    assert still["status"] == "cancelled"
    back = events.patch(calendarId=releases.id, eventId=MINE, body={"status": "confirmed"})
    if restores:
        assert back.execute()["status"] == "confirmed"
    else:
        assert refused(back) == (403, "forbidden")
        hands.restore(MINE)
        assert hands.sees(MINE)["status"] == "confirmed"


def test_a_patch_merges_objects_replaces_lists_and_empties_by_null(service: Any, releases: Calendar) -> None:
    properties = {"private": {"streetdate": "1", "other": "kept"}, "shared": {"also": "kept"}}
    body = a_day(id=MINE, description="Old", extendedProperties=properties, recurrence=["RRULE:FREQ=DAILY;COUNT=2"])
    service.events().insert(calendarId=releases.id, body=body).execute()
    change = {
        "description": None,
        "extendedProperties": {"private": {"streetdate": None, "hash": "x"}},
        "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=3"],
    }
    now = service.events().patch(calendarId=releases.id, eventId=MINE, body=change).execute()
    assert "description" not in now and now["summary"] == "Release day"
    assert now["extendedProperties"] == {"private": {"other": "kept", "hash": "x"}, "shared": {"also": "kept"}}
    assert now["recurrence"] == ["RRULE:FREQ=WEEKLY;COUNT=3"]


def test_an_update_replaces_everything(service: Any, releases: Calendar, hands: Person) -> None:
    body = a_day(id=MINE, extendedProperties={"private": {"streetdate": "1"}})
    service.events().insert(calendarId=releases.id, body=body).execute()
    hands.note(MINE, "Bring cake")
    now = service.events().update(calendarId=releases.id, eventId=MINE, body=a_day(summary="Moved")).execute()
    assert now["summary"] == "Moved" and not {"description", "extendedProperties"} & set(now)
    assert refused(service.events().update(calendarId=releases.id, eventId=MINE, body={"summary": "x"})) == (
        400,
        "required",
    )


@pytest.mark.parametrize("verb", ["patch", "update", "delete"])
def test_a_write_under_a_stale_etag_is_refused(service: Any, releases: Calendar, hands: Person, verb: str) -> None:
    known = service.events().insert(calendarId=releases.id, body=a_day(id=MINE)).execute()["etag"]
    hands.colour(MINE, "11")
    body = {} if verb == "delete" else {"body": a_day(summary="Ours")}
    call = getattr(service.events(), verb)(calendarId=releases.id, eventId=MINE, **body)
    call.headers["If-Match"] = known
    assert refused(call) == (412, "conditionNotMet")
    call.headers["If-Match"] = releases.events[MINE].etag
    call.execute()


def test_every_write_moves_etag_and_updated_and_only_timing_moves_sequence(service: Any, releases: Calendar) -> None:
    made = service.events().insert(calendarId=releases.id, body=a_day(id=MINE)).execute()
    named = service.events().patch(calendarId=releases.id, eventId=MINE, body={"summary": "New"}).execute()
    times = {name: a_day("2026-12-11")[name] for name in ("start", "end")}
    moved = service.events().patch(calendarId=releases.id, eventId=MINE, body=times).execute()
    assert len({each["etag"] for each in (made, named, moved)}) == 3
    assert made["updated"] < named["updated"] < moved["updated"]
    assert [each["sequence"] for each in (made, named, moved)] == [0, 0, 1]
    stale = service.events().update(calendarId=releases.id, eventId=MINE, body=a_day(sequence=0))
    assert refused(stale) == (400, "invalid")


def test_reminders_are_the_viewers_own_and_move_nothing(
    service: Any, releases: Calendar, hands: Person, anas: Any
) -> None:
    made = service.events().insert(calendarId=releases.id, body=a_day(id=MINE)).execute()
    hands.remind(MINE, 60, 10)
    ours = service.events().get(calendarId=releases.id, eventId=MINE).execute()
    assert ours == made and ours["reminders"] == {"useDefault": True}
    hers = anas.events().get(calendarId=releases.id, eventId=MINE).execute()
    assert [each["minutes"] for each in hers["reminders"]["overrides"]] == [60, 10]
    service.events().patch(calendarId=releases.id, eventId=MINE, body={"summary": "New"}).execute()
    assert hands.sees(MINE)["reminders"] == hers["reminders"]


def test_a_service_account_invites_nobody_and_leaves_peoples_guests_alone(
    google: GoogleCalendar, service: Any, releases: Calendar, hands: Person
) -> None:
    guests = [{"email": "bo@example.com"}]
    assert refused(service.events().insert(calendarId=releases.id, body=a_day(attendees=guests))) == (
        403,
        "forbiddenForServiceAccounts",
    )
    service.events().insert(calendarId=releases.id, body=a_day(id=MINE)).execute()
    hands.invite(MINE, "bo@example.com")
    google.state.mails.clear()
    change = service.events().patch(calendarId=releases.id, eventId=MINE, body={"summary": "New"}, sendUpdates="none")
    assert change.execute()["attendees"][0]["email"] == "bo@example.com"
    assert google.state.mails == []
    service.events().delete(calendarId=releases.id, eventId=MINE, sendUpdates="all").execute()
    assert [(mail.to, mail.kind) for mail in google.state.mails] == [("bo@example.com", "cancelled")]


def test_a_source_is_seen_by_its_creator_alone(service: Any, releases: Calendar, hands: Person) -> None:
    source = {"title": "Plan", "url": "https://plan.example/1"}
    service.events().insert(calendarId=releases.id, body=a_day(id=MINE, source=source)).execute()
    assert "source" not in hands.sees(MINE)
    hands.edit(MINE, source={"title": "Hers", "url": "https://her.example"})
    assert service.events().get(calendarId=releases.id, eventId=MINE).execute()["source"] == source


def test_what_others_organise_is_theirs_to_change(service: Any, releases: Calendar, hands: Person) -> None:
    id_ = hands.receive_invitation("Premiere", date(2026, 12, 4), "label@example.org")
    mine = {"extendedProperties": {"private": {"seen": "1"}}}
    service.events().patch(calendarId=releases.id, eventId=id_, body=mine).execute()
    theirs = service.events().patch(calendarId=releases.id, eventId=id_, body={"summary": "Ours now"})
    assert refused(theirs) == (403, "forbiddenForNonOrganizer")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"summary": 5}, "parseError"),
        ({"colorId": "12"}, "invalid"),
        ({"status": "maybe"}, "invalid"),
        ({"recurrence": ["FREQ=DAILY"]}, "invalid"),
        ({"summary": "x" * 10_000}, "invalid"),
        ({"source": {"title": "a file", "url": "file:///x"}}, "invalid"),
        ({"extendedProperties": {"private": {"k" * 45: "v"}}}, "invalid"),
        ({"extendedProperties": {"private": {"k": 1}}}, "parseError"),
        ({"reminders": {"useDefault": False, "overrides": [{"method": "popup", "minutes": 40321}]}}, "invalid"),
        ({"reminders": {"useDefault": False, "overrides": [{"method": "sms", "minutes": 10}]}}, "invalid"),
        ({"reminders": {"useDefault": False, "overrides": [{"method": "popup", "minutes": 10}] * 6}}, "invalid"),
        (
            {"reminders": {"useDefault": True, "overrides": [{"method": "popup", "minutes": 1}]}},
            "cannotUseDefaultRemindersAndSpecifyOverride",
        ),
        ({"id": MINE, "iCalUID": "x@y"}, "invalid"),
    ],
)
def test_a_malformed_event_is_refused_and_leaves_no_trace(
    service: Any, releases: Calendar, fields: dict[str, Any], reason: str
) -> None:
    assert refused(service.events().insert(calendarId=releases.id, body=a_day(**fields))) == (400, reason)
    assert releases.events == {}


def test_empty_and_usual_values_are_left_out_of_answers(service: Any, releases: Calendar) -> None:
    body = a_day(description="", transparency="opaque", visibility="default", extendedProperties={"private": {}})
    made = service.events().insert(calendarId=releases.id, body=body).execute()
    assert not {"description", "transparency", "visibility", "extendedProperties"} & set(made)


def test_importing_and_what_is_not_built_is_refused(service: Any, releases: Calendar) -> None:
    call = service.events().import_(calendarId=releases.id, body=a_day(iCalUID="x@y"))
    assert refused(call) == (403, "forbidden")
    with pytest.raises(HttpError, match="the stand-in has no"):
        service.events().quickAdd(calendarId=releases.id, text="x").execute()


def test_the_newer_label_puts_the_colour_out_of_use(service: Any, releases: Calendar) -> None:
    old = service.events().insert(calendarId=releases.id, body=a_day(colorId="11", eventLabelId="red")).execute()
    assert old["colorId"] == "11" and "eventLabelId" not in old
    body = a_day(colorId="11", eventLabelId="red")
    new = service.events().insert(calendarId=releases.id, body=body, eventLabelVersion=1).execute()
    assert new["eventLabelId"] == "red" and "colorId" not in new
