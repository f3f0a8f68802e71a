"""What is said of rights that a token lacks and of records that could not be written, to who reads the report."""

from __future__ import annotations

from enum import StrEnum

from connectors.changes import Change
from connectors.wording import titled

TOKENS = "https://airtable.com/create/tokens"


class Scope(StrEnum):
    """What a token may be allowed, as Airtable's own page names it."""

    READ_RECORDS = "data.records:read"
    WRITE_RECORDS = "data.records:write"
    READ_COMMENTS = "data.recordComments:read"
    WRITE_COMMENTS = "data.recordComments:write"
    READ_SCHEMA = "schema.bases:read"
    WRITE_SCHEMA = "schema.bases:write"
    WEBHOOKS = "webhook:manage"


class Role(StrEnum):
    """What an account may do in a base, from least to most, as Airtable's answers name it."""

    NONE = "none"
    READ = "read"
    COMMENT = "comment"
    EDIT = "edit"
    CREATE = "create"

    @property
    def shown(self) -> str:
        """The role as Airtable's share dialog names it."""
        return _SHOWN[self]

    def suffices(self, least: Role) -> bool:
        """Whether the role is at least another."""
        order = list(Role)
        return order.index(self) >= order.index(least)


_SHOWN = {
    Role.NONE: "no collaborator",
    Role.READ: "Read-only",
    Role.COMMENT: "Commenter",
    Role.EDIT: "Editor",
    Role.CREATE: "Creator",
}
ROLE_FOR = {
    Scope.READ_RECORDS: Role.READ,
    Scope.WRITE_RECORDS: Role.EDIT,
    Scope.READ_COMMENTS: Role.READ,
    Scope.WRITE_COMMENTS: Role.COMMENT,
    Scope.READ_SCHEMA: Role.READ,
    Scope.WRITE_SCHEMA: Role.CREATE,
    Scope.WEBHOOKS: Role.CREATE,
}
"""The least role with which a scope can be used."""


def grant(scope: Scope) -> str:
    """Say how a token gets a right, when it is not known whether the scope or the role is missing."""
    return f"add the scope {scope} to the token at {TOKENS}, {share(ROLE_FOR[scope])}"


def share(role: Role) -> str:
    """Say how the token's account gets a role."""
    return f"and see that its account is at least {role.shown} of the base (Share, in the base)"


def gone(change: Change) -> str:
    """Say that the record itself is not there any more."""
    return f"{titled(change)} was deleted in Airtable: nothing was written on it"
