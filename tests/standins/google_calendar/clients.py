"""The vendor's own client and credentials, pointed at the stand-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from google.oauth2.credentials import Credentials as UserCredentials
from google.oauth2.service_account import Credentials as ServiceCredentials
from googleapiclient.discovery import build  # type: ignore[import-untyped]

from tests.standins.google_calendar.contract import SCOPE

if TYPE_CHECKING:
    from tests.standins.google_calendar.accounts import Account, Grant
    from tests.standins.google_calendar.application import GoogleCalendar
    from tests.standins.serving import Server


def service_credentials(
    google: GoogleCalendar, server: Server, account: Account, *scopes: str, subject: str | None = None
) -> Any:
    """Return a service account's credentials; with a `subject` it acts for that person."""
    read: Any = ServiceCredentials.from_service_account_info
    info = google.service_account_info(account, server)
    return read(info, scopes=[SCOPE + each for each in scopes], subject=subject)


def user_credentials(google: GoogleCalendar, server: Server, grant: Grant, *scopes: str) -> Any:
    """Return the credentials of a person's consent, for all its scopes unless fewer are named."""
    wanted = [SCOPE + each for each in scopes or sorted(grant.scopes)]
    read: Any = UserCredentials.from_authorized_user_info
    return read(google.authorized_user_info(grant, server), scopes=wanted)


def client(server: Server, credentials: Any) -> Any:
    """Return the vendor's client. Close it: it keeps a connection open."""
    return build(
        "calendar",
        "v3",
        credentials=credentials,
        client_options={"api_endpoint": f"{server.url}/calendar/v3/"},
        cache_discovery=False,
    )
