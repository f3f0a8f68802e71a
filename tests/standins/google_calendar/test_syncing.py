"""Sync tokens: what changed since, what they may not be combined with, how they die."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.standins.google_calendar import GoogleCalendar, Person
from tests.standins.google_calendar.bodies import a_day, refused
from tests.standins.google_calendar.calendars import Calendar


def token(service: Any, calendar: Calendar, **how: Any) -> str:
    return str(service.events().list(calendarId=calendar.id, **how).execute()["nextSyncToken"])


def test_nothing_changed_brings_nothing_and_the_same_token(service: Any, releases: Calendar, hands: Person) -> None:
    hands.add("One", date(2026, 12, 1))
    known = token(service, releases)
    again = service.events().list(calendarId=releases.id, syncToken=known).execute()
    assert again["items"] == [] and again["nextSyncToken"] == known


@pytest.mark.parametrize(
    "edit",
    [
        lambda hands, id_: hands.move(id_, date(2026, 12, 9)),
        lambda hands, id_: hands.note(id_, "Bring cake"),
        lambda hands, id_: hands.colour(id_, "11"),
        lambda hands, id_: hands.invite(id_, "bo@example.com"),
        lambda hands, id_: hands.repeat(id_),
        lambda hands, id_: hands.delete(id_),
        lambda hands, id_: (hands.delete(id_), hands.restore(id_)),
    ],
)
def test_every_edit_of_a_person_shows_once(
    service: Any, releases: Calendar, hands: Person, edit: Callable[[Person, str], None]
) -> None:
    id_ = hands.add("One", date(2026, 12, 1))
    hands.add("Two", date(2026, 12, 2))
    known = token(service, releases)
    edit(hands, id_)
    delta = service.events().list(calendarId=releases.id, syncToken=known).execute()
    assert [each["id"] for each in delta["items"]] == [id_]
    after = service.events().list(calendarId=releases.id, syncToken=delta["nextSyncToken"]).execute()
    assert after["items"] == []


def test_our_own_writes_show_too(service: Any, releases: Calendar) -> None:
    known = token(service, releases)
    made = service.events().insert(calendarId=releases.id, body=a_day()).execute()
    delta = service.events().list(calendarId=releases.id, syncToken=known).execute()
    assert delta["items"] == [made]


def test_a_deletion_shows_without_details_unless_they_were_asked_for_from_the_start(
    service: Any, releases: Calendar, hands: Person
) -> None:
    id_ = hands.add("One", date(2026, 12, 1))
    bare, full = token(service, releases), token(service, releases, showDeleted=True)
    hands.delete(id_)
    (tomb,) = service.events().list(calendarId=releases.id, syncToken=bare).execute()["items"]
    assert sorted(tomb) == ["etag", "id", "kind", "status"]
    (tomb,) = service.events().list(calendarId=releases.id, syncToken=full, showDeleted=True).execute()["items"]
    assert tomb["summary"] == "One"


@pytest.mark.parametrize(
    "how",
    [
        {"privateExtendedProperty": "a=b"},
        {"sharedExtendedProperty": "a=b"},
        {"q": "x"},
        {"iCalUID": "x"},
        {"orderBy": "updated"},
        {"timeMin": "2026-12-01T00:00:00Z"},
        {"timeMax": "2026-12-01T00:00:00Z"},
        {"updatedMin": "2026-11-01T00:00:00Z"},
        {"showDeleted": False},
    ],
)
def test_a_sync_token_goes_with_no_restriction(service: Any, releases: Calendar, how: dict[str, Any]) -> None:
    call = service.events().list(calendarId=releases.id, syncToken=token(service, releases), **how)
    assert refused(call) == (400, "syncTokenWithRequestRestrictions")


def test_other_parameters_must_be_those_of_the_first_listing(service: Any, releases: Calendar) -> None:
    call = service.events().list(calendarId=releases.id, syncToken=token(service, releases), singleEvents=True)
    assert refused(call) == (400, "invalidParameter")


@pytest.mark.parametrize("how", [{"q": "x"}, {"orderBy": "updated"}, {"privateExtendedProperty": "a=b"}])
def test_a_restricted_listing_brings_no_token(service: Any, releases: Calendar, how: dict[str, Any]) -> None:
    answer = service.events().list(calendarId=releases.id, **how).execute()
    assert not {"nextSyncToken", "nextPageToken"} & set(answer)


def test_a_token_dies_with_its_time_or_with_a_change_of_sharing(
    google: GoogleCalendar, service: Any, releases: Calendar, hands: Person, robot: Any
) -> None:
    known = token(service, releases)
    google.expire_sync_tokens()
    gone = (410, "fullSyncRequired")
    assert refused(service.events().list(calendarId=releases.id, syncToken=known)) == gone
    known = token(service, releases)
    hands.share(robot.mail, "owner")
    assert refused(service.events().list(calendarId=releases.id, syncToken=known)) == gone
    assert refused(service.events().list(calendarId=releases.id, syncToken="made-up")) == gone


@pytest.mark.parametrize(("scope", "dies"), [("us", True), ("bo@example.com", False), ("", True)])
def test_a_token_dies_when_the_api_changes_what_its_account_may_see(
    service: Any, anas: Any, releases: Calendar, robot: Any, scope: str, dies: bool
) -> None:
    known = token(service, releases)
    whom = {"type": "user", "value": robot.mail if dies else scope} if scope else {"type": "default"}
    anas.acl().insert(calendarId=releases.id, body={"role": "reader", "scope": whom}).execute()
    call = service.events().list(calendarId=releases.id, syncToken=known)
    assert refused(call) == (410, "fullSyncRequired") if dies else call.execute()["items"] == []


def test_a_token_is_its_accounts_own(service: Any, anas: Any, releases: Calendar) -> None:
    call = service.events().list(calendarId=releases.id, syncToken=token(anas, releases))
    assert refused(call) == (410, "fullSyncRequired")


def test_a_delta_comes_in_pages(service: Any, releases: Calendar, hands: Person) -> None:
    known = token(service, releases)
    for number in range(5):
        hands.add(str(number), date(2026, 12, 1))
    first = service.events().list(calendarId=releases.id, syncToken=known, maxResults=3).execute()
    assert len(first["items"]) == 3 and "nextSyncToken" not in first
    rest = service.events().list(
        calendarId=releases.id, syncToken=known, maxResults=3, pageToken=first["nextPageToken"]
    )
    assert len(rest.execute()["items"]) == 2
