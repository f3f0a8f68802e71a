"""One team's calendar: Ana owns it, a service account writes into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.standins.clock import Clock
from tests.standins.google_calendar import GoogleCalendar, Person, client, service_credentials, user_credentials
from tests.standins.google_calendar.accounts import Account
from tests.standins.google_calendar.calendars import Calendar
from tests.standins.serving import Server


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def google(clock: Clock) -> GoogleCalendar:
    return GoogleCalendar(clock)


@pytest.fixture
def server(google: GoogleCalendar) -> Iterator[Server]:
    with google.serve() as serving:
        yield serving


@pytest.fixture
def ana(google: GoogleCalendar) -> Account:
    return google.add_user("ana@example.com", time_zone="Europe/Berlin")


@pytest.fixture
def robot(google: GoogleCalendar) -> Account:
    return google.add_service_account("writer")


@pytest.fixture
def releases(google: GoogleCalendar, ana: Account, robot: Account) -> Calendar:
    calendar = google.add_calendar(ana, "Releases")
    google.person(ana, calendar).share(robot.mail, "writer")
    return calendar


@pytest.fixture
def hands(google: GoogleCalendar, ana: Account, releases: Calendar) -> Person:
    return google.person(ana, releases)


@pytest.fixture
def opened(server: Server) -> Iterator[Callable[[Any], Any]]:
    """Builds clients of credentials, and closes them."""
    with ExitStack() as closing:

        def build(credentials: Any) -> Any:
            service = client(server, credentials)
            closing.callback(service.close)
            return service

        yield build


@pytest.fixture
def service(google: GoogleCalendar, server: Server, robot: Account, opened: Callable[[Any], Any]) -> Any:
    """The service account's client."""
    return opened(service_credentials(google, server, robot, "calendar.events"))


@pytest.fixture
def anas(google: GoogleCalendar, server: Server, ana: Account, opened: Callable[[Any], Any]) -> Any:
    """Ana's own client, with every right."""
    return opened(user_credentials(google, server, google.consent(ana, "calendar")))
