"""Tokens by google-auth's own credentials: fetched, refreshed, refused."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from google.auth.exceptions import RefreshError

from tests.standins.clock import Clock
from tests.standins.google_calendar import GoogleCalendar, Person, service_credentials, user_credentials
from tests.standins.google_calendar.accounts import Account
from tests.standins.google_calendar.bodies import a_day, refused
from tests.standins.google_calendar.calendars import Calendar
from tests.standins.serving import Server

Opened = Callable[[Any], Any]


def test_one_token_serves_until_it_dies_and_the_library_fetches_the_next(
    google: GoogleCalendar, clock: Clock, server: Server, service: Any, releases: Calendar
) -> None:
    for _ in range(2):
        service.events().list(calendarId=releases.id).execute()
    assert server.counts() == {"token": 1, "events.list": 2}
    clock.advance(google.state.manners.token_life)
    service.events().list(calendarId=releases.id).execute()
    assert server.counts() == {"token": 2, "events.list": 4}
    assert [each.status for each in google.state.calls] == [200, 200, 401, 200]


def test_a_person_consents_and_takes_it_back(
    google: GoogleCalendar, server: Server, ana: Account, releases: Calendar, opened: Opened
) -> None:
    mine = opened(user_credentials(google, server, google.consent(ana, "calendar.events")))
    mine.events().list(calendarId=releases.id).execute()
    google.revoke(ana)
    with pytest.raises(RefreshError, match=r"invalid_grant: Token has been expired or revoked\."):
        mine.events().list(calendarId=releases.id).execute()


def test_a_disabled_service_account_gets_no_token(
    google: GoogleCalendar, service: Any, releases: Calendar, robot: Account
) -> None:
    service.events().list(calendarId=releases.id).execute()
    google.revoke(robot)
    with pytest.raises(RefreshError, match=r"Robot is disabled\."):
        service.events().list(calendarId=releases.id).execute()


def test_scopes_beyond_the_consent_are_refused(
    google: GoogleCalendar, server: Server, ana: Account, opened: Opened
) -> None:
    grant = google.consent(ana, "calendar.events")
    with pytest.raises(RefreshError, match="invalid_scope"):
        opened(user_credentials(google, server, grant, "calendar")).colors().get().execute()


@pytest.mark.parametrize("skew", [-7200.0, 7200.0])
def test_a_clock_that_is_hours_wrong_gets_no_token(
    google: GoogleCalendar, service: Any, releases: Calendar, skew: float
) -> None:
    google.tokens.wall = lambda: time.time() + skew
    with pytest.raises(RefreshError, match="reasonable timeframe"):
        service.events().list(calendarId=releases.id).execute()


def test_an_unknown_account_and_a_foreign_key_get_no_token(
    google: GoogleCalendar, server: Server, robot: Account, service: Any, releases: Calendar
) -> None:
    del google.state.accounts[robot.mail]
    with pytest.raises(RefreshError, match="account not found"):
        service.events().list(calendarId=releases.id).execute()
    with httpx.Client() as plain:
        form = {"grant_type": "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion": "e30.e30.c2ln"}
        answer = plain.post(f"{server.url}/token", data=form)
    assert answer.json() == {"error": "invalid_grant", "error_description": "Invalid JWT Signature."}


def test_delegation_lets_a_service_account_act_for_a_person_in_the_scopes_it_has(
    google: GoogleCalendar, server: Server, ana: Account, releases: Calendar, opened: Opened, hands: Person
) -> None:
    trusted = google.add_service_account("trusted", delegated=["calendar.events"])
    acting = opened(service_credentials(google, server, trusted, "calendar.events", subject=ana.mail))
    guests = [{"email": "bo@example.com"}]
    made = acting.events().insert(calendarId=releases.id, body=a_day(attendees=guests)).execute()
    assert made["creator"]["email"] == ana.mail and hands.titles() == ["Release day"]
    with pytest.raises(RefreshError, match="unauthorized_client"):
        opened(service_credentials(google, server, trusted, "calendar", subject=ana.mail)).colors().get().execute()


def test_the_library_asks_nobody_else_behind_our_back(service: Any, releases: Calendar) -> None:
    service.events().list(calendarId=releases.id).execute()
    assert not [thread for thread in threading.enumerate() if "Boundary" in type(thread).__name__]


def test_a_call_without_a_token_is_refused(server: Server, releases: Calendar) -> None:
    with httpx.Client() as plain:
        assert plain.get(f"{server.url}/calendar/v3/calendars/{releases.id}/events").status_code == 401


def test_a_project_without_the_api_is_told_so(google: GoogleCalendar, service: Any, releases: Calendar) -> None:
    google.state.switched_off.add("streetdate")
    assert refused(service.events().list(calendarId=releases.id)) == (403, "accessNotConfigured")


def test_no_secret_shows_in_a_representation(google: GoogleCalendar, ana: Account) -> None:
    grant = google.consent(ana, "calendar")
    assert grant.refresh_token not in repr(grant) and grant.client.secret not in repr(grant)
