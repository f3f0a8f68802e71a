"""A person's consent, asked for in their browser once and kept as what google-auth reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from connectors.errors import AccessDenied
from connectors.google_calendar.credentials import Way

_PATIENCE = 300
"""Seconds that a person has at the consent screen."""
_PROMPT = "Your browser asks for your consent. If it does not open, open this yourself:\n{url}"
_DONE = "Streetdate is connected. You can close this page."


def consent(app: Mapping[str, Any], way: Way) -> Mapping[str, str]:
    """Ask whoever sits at this computer to let the app in, and return what is to be kept of their consent: a secret.

    `app` is the client file of an installed app. Raises `AccessDenied` when there is no consent, or not to all of it.
    """
    from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError  # type: ignore[import-untyped]
    from oauthlib.oauth2 import OAuth2Error  # type: ignore[import-untyped]

    try:
        flow: Any = InstalledAppFlow.from_client_config(app, [way.scope])
    except ValueError:
        raise AccessDenied(
            "The file of the app is none of an installed app",
            hint="In the Google Cloud console: Credentials → Create OAuth client → Desktop app → download its JSON.",
        ) from None
    try:
        # Only with "consent" Google gives a refresh token to somebody who has agreed before.
        credentials = flow.run_local_server(
            host="127.0.0.1",
            port=0,
            authorization_prompt_message=_PROMPT,
            success_message=_DONE,
            timeout_seconds=_PATIENCE,
            prompt="consent",
        )
    except (OAuth2Error, Warning, WSGITimeoutError):
        # A box that was left unticked comes as a warning, raised. Any of them may quote the code.
        raise AccessDenied(
            "Google was not given your consent, or not to all that is asked for",
            hint="Run the same command again, and agree to everything on the page.",
        ) from None
    finally:
        flow.oauth2session.close()
    if not credentials.refresh_token:
        raise AccessDenied(
            "Google gave a consent that cannot be kept",
            hint="Take the app's access back at https://myaccount.google.com/connections, and run the command again.",
        )
    return {
        "type": "authorized_user",
        "client_id": credentials.client_id,
        "client_secret": credentials.client_secret,
        "refresh_token": credentials.refresh_token,
        "token_uri": credentials.token_uri,
    }
