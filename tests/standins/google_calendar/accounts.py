"""Who may call: people, service accounts, the tokens and grants they hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.standins.google_calendar.contract import Json


@dataclass(slots=True)
class Account:
    """A person, or a service account. `app` is the Cloud project that a service account belongs to."""

    mail: str
    name: str = ""
    robot: bool = False
    app: str = ""
    time_zone: str = "UTC"
    listed: dict[str, Json] = field(default_factory=dict)
    """The calendar list: what the account chose for each calendar on it, by id."""
    disabled: bool = False
    delegated: frozenset[str] = frozenset()
    """For a service account: scopes in which a domain's administrator lets it act for people."""


@dataclass(frozen=True, slots=True)
class OAuthClient:
    """How a project's app names itself when it asks people for consent."""

    id: str
    secret: str = field(repr=False)
    app: str


@dataclass(frozen=True, slots=True)
class Grant:
    """What a person allowed an app by OAuth, and the refresh token for it."""

    account: Account
    client: OAuthClient
    scopes: frozenset[str]
    refresh_token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Token:
    """One access token."""

    value: str = field(repr=False)
    account: Account
    app: str
    scopes: frozenset[str]
    dies_at: float
    """Seconds of the stand-in's clock."""
    for_a_person: bool = True
    """False where a service account acts as itself."""


@cache
def service_key() -> tuple[str, bytes]:
    """Return the one private key (PEM) of all service accounts, made on first use, and its public half."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private.decode(), public
