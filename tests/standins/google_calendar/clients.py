"""The vendor's own client and credentials, pointed at the stand-in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httplib2  # type: ignore[import-untyped]
from google.oauth2.credentials import Credentials as UserCredentials
from google.oauth2.service_account import Credentials as ServiceCredentials
from google_auth_httplib2 import AuthorizedHttp  # type: ignore[import-untyped]
from googleapiclient.discovery import build  # type: ignore[import-untyped]

from tests.standins.google_calendar.contract import SCOPE

if TYPE_CHECKING:
    from tests.standins.google_calendar.accounts import Account, Grant
    from tests.standins.google_calendar.application import GoogleCalendar
    from tests.standins.serving import Server


class UncopiedHttp(httplib2.Http):  # type: ignore[misc]
    """A transport that google-auth cannot copy into the thread that it starts behind a service account's first call.

    That thread asks iamcredentials.googleapis.com for a "regional access boundary" (google-auth 2.62, credentials.py);
    where the copy fails, it does not start. Tests speak to loopback alone.
    """

    def __deepcopy__(self, memo: dict[int, object]) -> UncopiedHttp:
        raise TypeError("this transport is not copied")


def service_credentials(
    google: GoogleCalendar, server: Server, account: Account, *scopes: str, subject: str | None = None
) -> Any:
    """Return a service account's credentials; with a `subject` it acts for that person."""
    read: Any = ServiceCredentials.from_service_account_info
    info = google.service_account_info(account, server)
    return read(info, scopes=[SCOPE + each for each in scopes], subject=subject)


def user_credentials(google: GoogleCalendar, server: Server, grant: Grant, *scopes: str) -> Any:
    """Return the credentials of a person's consent, for all its scopes unless fewer are named."""
    make: Any = UserCredentials  # `from_authorized_user_info` would ask Google itself, whatever its `token_uri` says
    info = {name: value for name, value in google.authorized_user_info(grant, server).items() if name != "type"}
    return make(None, scopes=[SCOPE + each for each in scopes or sorted(grant.scopes)], **info)


def client(server: Server, credentials: Any) -> Any:
    """Return the vendor's client. Close it: it keeps a connection open."""
    return build(
        "calendar",
        "v3",
        http=AuthorizedHttp(credentials, http=UncopiedHttp()),
        client_options={"api_endpoint": f"{server.url}/calendar/v3/"},
        cache_discovery=False,
    )
