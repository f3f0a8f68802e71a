"""Who asks Google, and for how little: each way to a calendar needs one right of its own.

The rights are Google's narrowest that let events be written: of calendars that the same app made, of calendars that the
account owns, or of those that people share with it (https://developers.google.com/workspace/calendar/api/auth).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from google.auth.credentials import Credentials

from connectors.google_calendar.errors import CredentialsRefused

_ROOT = "https://www.googleapis.com/auth/"
_ANEW = "Download them anew; the README's section “Google Calendar” says how."


class Way(StrEnum):
    """How a calendar came to us."""

    MADE = "made"
    """Streetdate made it, in the account of whoever agreed to that."""
    SHARED = "shared"
    """A person shares it with a service account."""
    OWNED = "owned"
    """It is one of the account's own."""

    @property
    def scope(self) -> str:
        """The right that is asked for."""
        return _ROOT + _SCOPES[self]


_SCOPES = {
    Way.MADE: "calendar.app.created",
    Way.SHARED: "calendar.events",
    Way.OWNED: "calendar.events.owned",
}


def credentials_of(info: Mapping[str, object], way: Way) -> tuple[Credentials, str]:
    """Return the credentials of a key file, or of a kept consent, and what to call their account.

    Raises `CredentialsRefused` where the file is neither, or is not whole; what it holds is never repeated.
    """
    sort = info.get("type")
    try:
        if sort == "service_account":
            return _service_account(info, way)
        if sort == "authorized_user":
            return _person(info, way)
    except (ValueError, LookupError, TypeError):
        # The libraries' own errors quote what they could not read, and that is a secret.
        raise CredentialsRefused("The credentials for Google are not complete", hint=_ANEW) from None
    raise CredentialsRefused(
        "The credentials for Google are neither a service account's key nor a person's kept consent",
        hint="A file that begins with “installed” or “web” is the app itself: streetdate init calendar --client FILE "
        "asks for your consent with it.",
    )


def _service_account(info: Mapping[str, object], way: Way) -> tuple[Credentials, str]:
    from google.oauth2 import service_account

    read: Any = service_account.Credentials.from_service_account_info
    made: Credentials = read(info, scopes=[way.scope])
    return made, str(info["client_email"])


def _person(info: Mapping[str, object], way: Way) -> tuple[Credentials, str]:
    from google.oauth2 import credentials

    read: Any = credentials.Credentials
    made: Credentials = read(
        None,
        refresh_token=info["refresh_token"],
        client_id=info["client_id"],
        client_secret=info["client_secret"],
        token_uri=info.get("token_uri") or "https://oauth2.googleapis.com/token",
        scopes=[way.scope],
    )
    return made, str(info.get("account") or "the account")
