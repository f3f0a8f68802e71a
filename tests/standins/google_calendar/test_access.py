"""Who may do what: roles, scopes, calendars that the app made, what is hidden."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.standins.google_calendar import GoogleCalendar, Person, service_credentials, user_credentials
from tests.standins.google_calendar.accounts import Account
from tests.standins.google_calendar.bodies import a_day, refused
from tests.standins.google_calendar.calendars import Calendar
from tests.standins.google_calendar.contract import document
from tests.standins.serving import Server

Opened = Callable[[Any], Any]
MINE = "milestone0001"


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        ("freeBusyReader", False, False),
        ("reader", True, False),
        ("writerWithoutPrivateAccess", True, True),
        ("writer", True, True),
        ("owner", True, True),
    ],
)
def test_a_role_allows_what_it_says(
    service: Any, releases: Calendar, hands: Person, robot: Account, role: str, reads: bool, writes: bool
) -> None:
    hands.share(robot.mail, role)
    missing = (403, "requiredAccessLevel")
    listing, inserting = (
        service.events().list(calendarId=releases.id),
        service.events().insert(calendarId=releases.id, body=a_day()),
    )
    assert bool(listing.execute()) if reads else refused(listing) == missing
    assert bool(inserting.execute()) if writes else refused(inserting) == missing


def test_a_calendar_that_is_not_shared_or_gone_is_not_found(
    service: Any, releases: Calendar, hands: Person, robot: Account
) -> None:
    listing = service.events().list(calendarId=releases.id)
    hands.withdraw(robot.mail)
    assert refused(listing) == (404, "notFound")
    hands.share(robot.mail, "writer")
    assert listing.execute()["accessRole"] == "writer"
    hands.delete_calendar()
    assert refused(listing) == (404, "notFound")


def test_private_events_hide_their_details_from_those_without_private_access(
    service: Any, releases: Calendar, hands: Person, robot: Account
) -> None:
    id_ = hands.add("Surprise", date(2026, 12, 4), visibility="private")
    hands.share(robot.mail, "writerWithoutPrivateAccess")
    seen = service.events().get(calendarId=releases.id, eventId=id_).execute()
    assert "summary" not in seen and seen["visibility"] == "private"
    call = service.events().patch(calendarId=releases.id, eventId=id_, body={"summary": "Ours"})
    assert refused(call) == (403, "requiredAccessLevel")


def test_a_method_needs_one_of_its_scopes(
    google: GoogleCalendar, server: Server, robot: Account, releases: Calendar, opened: Opened
) -> None:
    reader = opened(service_credentials(google, server, robot, "calendar.events.readonly"))
    reader.events().list(calendarId=releases.id).execute()
    assert refused(reader.events().insert(calendarId=releases.id, body=a_day())) == (403, "insufficientPermissions")
    assert refused(reader.calendars().insert(body={"summary": "x"})) == (403, "insufficientPermissions")


def test_the_narrow_scope_reaches_only_calendars_that_the_app_made(
    google: GoogleCalendar, server: Server, ana: Account, releases: Calendar, opened: Opened
) -> None:
    narrow = opened(user_credentials(google, server, google.consent(ana, "calendar.app.created")))
    made = narrow.calendars().insert(body={"summary": "Milestones", "timeZone": "Asia/Tokyo"}).execute()
    assert (made["timeZone"], made["dataOwner"]) == ("Asia/Tokyo", ana.mail)
    assert made["id"].endswith("@group.calendar.google.com")
    narrow.events().insert(calendarId=made["id"], body=a_day(id=MINE)).execute()
    for foreign in (releases.id, "primary"):
        assert refused(narrow.events().list(calendarId=foreign)) == (403, "insufficientPermissions")
    other = opened(user_credentials(google, server, google.consent(ana, "calendar.app.created", app="other")))
    assert refused(other.events().list(calendarId=made["id"])) == (403, "insufficientPermissions")
    rule = {"role": "reader", "scope": {"type": "user", "value": "bo@example.com"}}
    assert refused(narrow.acl().insert(calendarId=made["id"], body=rule)) == (403, "insufficientPermissions")
    narrow.calendars().delete(calendarId=made["id"]).execute()
    assert refused(narrow.calendars().get(calendarId=made["id"])) == (404, "notFound")


def test_the_owned_scope_reaches_no_calendar_that_was_shared(
    google: GoogleCalendar, server: Server, robot: Account, releases: Calendar, opened: Opened
) -> None:
    owned = opened(service_credentials(google, server, robot, "calendar.events.owned"))
    assert refused(owned.events().list(calendarId=releases.id)) == (403, "insufficientPermissions")
    assert owned.events().list(calendarId="primary").execute()["items"] == []


def test_an_owner_shares_by_the_api_and_mail_goes_out_unless_told_not_to(
    google: GoogleCalendar, anas: Any, releases: Calendar
) -> None:
    google.add_user("bo@example.com")
    rule = {"role": "reader", "scope": {"type": "user", "value": "bo@example.com"}}
    made = anas.acl().insert(calendarId=releases.id, body=rule, sendNotifications=False).execute()
    assert (made["id"], google.state.mails) == ("user:bo@example.com", [])
    anas.acl().insert(calendarId=releases.id, body=rule).execute()
    assert [mail.kind for mail in google.state.mails] == ["shared"]
    assert made["id"] in {each["id"] for each in anas.acl().list(calendarId=releases.id).execute()["items"]}
    anas.acl().delete(calendarId=releases.id, ruleId=made["id"]).execute()
    assert releases.role_of("bo@example.com") == "none"


def test_a_writer_may_not_share(
    google: GoogleCalendar, server: Server, robot: Account, opened: Opened, releases: Calendar
) -> None:
    writer = opened(service_credentials(google, server, robot, "calendar"))
    rule = {"role": "owner", "scope": {"type": "user", "value": robot.mail}}
    assert refused(writer.acl().insert(calendarId=releases.id, body=rule)) == (403, "requiredAccessLevel")
    assert refused(writer.calendars().delete(calendarId=releases.id)) == (403, "requiredAccessLevel")


def test_a_shared_calendar_is_listed_once_it_was_put_on_the_list(
    google: GoogleCalendar, server: Server, robot: Account, opened: Opened, releases: Calendar
) -> None:
    writer = opened(service_credentials(google, server, robot, "calendar"))
    names = [each["id"] for each in writer.calendarList().list().execute()["items"]]
    assert names == [robot.mail]
    assert refused(writer.calendarList().get(calendarId=releases.id)) == (404, "notFound")
    entry = writer.calendarList().insert(body={"id": releases.id}).execute()
    assert (entry["accessRole"], entry["summary"]) == ("writer", "Releases")
    writer.calendarList().patch(calendarId=releases.id, body={"selected": False}).execute()
    assert writer.calendarList().get(calendarId=releases.id).execute()["selected"] is False
    writer.calendarList().delete(calendarId=releases.id).execute()
    assert len(writer.calendarList().list(minAccessRole="owner").execute()["items"]) == 1


def test_every_method_that_is_built_is_one_that_the_vendor_describes(google: GoogleCalendar) -> None:
    described = {each["id"] for part in document()["resources"].values() for each in part["methods"].values()}
    assert set(google.methods) <= described
