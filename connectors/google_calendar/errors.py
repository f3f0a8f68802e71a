"""What Google answers when it does not do what was asked, where that is more than every tool's errors tell."""

from __future__ import annotations

from connectors.errors import AccessDenied, ConnectorError, WriteConflict


class CredentialsRefused(AccessDenied):
    """Google gives no token for the credentials: revoked, expired, deleted, or dated by a clock that is wrong."""


class CursorExpired(ConnectorError):
    """The sync token is too old: everything has to be listed again."""


class Duplicate(ConnectorError):
    """There is an event of this id already, or the tombstone of one."""


class Deleted(WriteConflict):
    """The event was deleted before."""


class Changed(WriteConflict):
    """Somebody changed the event since it was read."""
