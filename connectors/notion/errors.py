"""What Notion answers when it does not do what was asked, where that is more than every tool's errors tell."""

from __future__ import annotations

from connectors.errors import AccessDenied, ConnectorError, OutcomeUnknown


class TokenRefused(AccessDenied):
    """Notion does not accept the token."""


class CapabilityMissing(AccessDenied):
    """Notion accepts the token and does not allow the connection to do this."""


class NotAccepted(ConnectorError):
    """Notion understood the request and refuses it as it stands.

    `code` is Notion's own word for the kind; `said` is what it says of it, on one line.
    """

    def __init__(self, message: str, *, code: str, said: str, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.code = code
        self.said = said


class TooMuchAtOnce(ConnectorError):
    """Notion could not answer a query of this size and asks for a smaller page."""


class SavedAnyway(OutcomeUnknown):
    """Notion saved what was created and failed to show it: `resource_id` is what it is called there."""

    def __init__(self, message: str, *, resource_id: str) -> None:
        super().__init__(message)
        self.resource_id = resource_id
