"""What Airtable answers when it does not do what was asked, where that is more than every tool's errors tell."""

from __future__ import annotations

from connectors.errors import AccessDenied, ConnectorError


class TokenRefused(AccessDenied):
    """Airtable does not accept the token."""


class NotAccepted(ConnectorError):
    """Airtable understood the request and refuses it as it stands.

    `code` is Airtable's own word for the kind; `said` is what it says of it, on one line.
    """

    def __init__(self, message: str, *, code: str, said: str, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.code = code
        self.said = said
