"""Who we are in Airtable: the account behind the token, and what the token was made for."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.airtable.client import Airtable, Json
from connectors.airtable.plain import plain


@dataclass(frozen=True, slots=True)
class Identity:
    """The account that Airtable names as the author of what we write. `mail` is "" for most tokens."""

    id: str
    mail: str = ""
    scopes: frozenset[str] | None = None
    """`None` where Airtable does not tell them."""


def identity(airtable: Airtable) -> Identity:
    """Ask Airtable who the token belongs to; it tells whatever the token may do besides."""
    return identity_of(airtable.read("meta/whoami"))


def identity_of(me: Json) -> Identity:
    """Return who `GET /v0/meta/whoami` describes."""
    scopes = me.get("scopes")
    known = isinstance(scopes, list) and all(isinstance(scope, str) for scope in scopes)
    return Identity(_words(me.get("id")), _words(me.get("email")), frozenset(scopes or ()) if known else None)


def _words(value: object) -> str:
    return plain(value) if isinstance(value, str) else ""
