"""Accounts, groups and tokens."""

from __future__ import annotations

from dataclasses import dataclass, field

SCOPES = (
    "data.records:read",
    "data.records:write",
    "data.recordComments:read",
    "data.recordComments:write",
    "schema.bases:read",
    "schema.bases:write",
    "webhook:manage",
    "user.email:read",
)


@dataclass(frozen=True, slots=True)
class User:
    """A person's account, or a service account; the API does not tell them apart."""

    id: str
    name: str
    email: str
    service: bool = False

    def shown(self) -> dict[str, str]:
        """Return the account as cells and comments show it."""
        return {"id": self.id, "email": self.email, "name": self.name}


@dataclass(frozen=True, slots=True)
class Group:
    """A user group. Cells show it like a person, without a mail address."""

    id: str
    name: str
    members: tuple[User, ...] = ()

    def shown(self) -> dict[str, str]:
        """Return the group as cells show it."""
        return {"id": self.id, "name": self.name}


@dataclass(slots=True)
class Token:
    """A personal access token. `bases` restricts it to some bases' ids; None: all that its account may see."""

    secret: str
    user: User
    scopes: frozenset[str] = frozenset(SCOPES)
    bases: frozenset[str] | None = None
    revoked: bool = field(default=False)

    def __repr__(self) -> str:
        return f"Token(of {self.user.name})"
