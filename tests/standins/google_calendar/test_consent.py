"""The consent of a person to an installed app: from the browser to tokens."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.standins.google_calendar import GoogleCalendar, user_credentials
from tests.standins.google_calendar.accounts import Account
from tests.standins.google_calendar.contract import SCOPE
from tests.standins.serving import Server

BACK = "http://127.0.0.1:8765/"
VERIFIER = "a-verifier-of-more-than-forty-three-characters-is-needed"


@pytest.fixture
def browser() -> Iterator[httpx.Client]:
    with httpx.Client() as opened:
        yield opened


class App:
    """An installed app that asks for two scopes."""

    def __init__(self, google: GoogleCalendar, server: Server, browser: httpx.Client) -> None:
        self.secrets = google.client_secrets(server)["installed"]
        self.browser = browser

    def ask(self, **other: str) -> dict[str, str]:
        """Return what comes back to the app's address."""
        digest = hashlib.sha256(VERIFIER.encode()).digest()
        query = {
            "client_id": self.secrets["client_id"],
            "redirect_uri": BACK,
            "response_type": "code",
            "scope": f"{SCOPE}calendar.app.created {SCOPE}calendar.acls",
            "state": "xyz",
            "access_type": "offline",
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
        }
        answer = self.browser.get(self.secrets["auth_uri"], params=query | other)
        assert answer.status_code == 302 and answer.headers["location"].startswith(BACK)
        return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}

    def exchange(self, code: str, **other: str) -> dict[str, Any]:
        """Return what the token endpoint says of a code."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": self.secrets["client_id"],
            "client_secret": self.secrets["client_secret"],
            "redirect_uri": BACK,
            "code_verifier": VERIFIER,
        }
        found: dict[str, Any] = self.browser.post(self.secrets["token_uri"], data=form | other).json()
        return found


@pytest.fixture
def app(google: GoogleCalendar, server: Server, browser: httpx.Client) -> App:
    return App(google, server, browser)


def test_a_consent_brings_tokens_that_work_and_refresh(
    google: GoogleCalendar, server: Server, ana: Account, app: App, opened: Callable[[Any], Any]
) -> None:
    google.sit_at_browser(ana)
    back = app.ask()
    assert back["state"] == "xyz"
    tokens = app.exchange(back["code"])
    grant = google.state.grants[tokens["refresh_token"]]
    mine = opened(user_credentials(google, server, grant))
    made = mine.calendars().insert(body={"summary": "Milestones"}).execute()
    assert made["dataOwner"] == ana.mail


def test_a_code_is_good_once_and_for_its_app_alone(google: GoogleCalendar, ana: Account, app: App) -> None:
    google.sit_at_browser(ana)
    code = app.ask()["code"]
    assert "access_token" in app.exchange(code)
    assert app.exchange(code)["error"] == "invalid_grant"
    for wrong in ({"code_verifier": "another"}, {"redirect_uri": "http://127.0.0.1:1/"}, {"client_secret": "x"}):
        assert app.exchange(app.ask()["code"], **wrong)["error"] == "invalid_grant"


def test_a_person_may_untick_a_scope_or_refuse(google: GoogleCalendar, ana: Account, app: App) -> None:
    google.sit_at_browser(ana, unticked=["calendar.acls"])
    back = app.ask()
    assert back["scope"] == app.exchange(back["code"])["scope"] == f"{SCOPE}calendar.app.created"
    google.sit_at_browser(ana, refuses=True)
    assert app.ask() == {"state": "xyz", "error": "access_denied"}


def test_without_offline_access_there_is_no_refresh_token(google: GoogleCalendar, ana: Account, app: App) -> None:
    google.sit_at_browser(ana)
    assert "refresh_token" not in app.exchange(app.ask(access_type="online")["code"])
