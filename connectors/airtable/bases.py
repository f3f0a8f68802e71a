"""The bases that a token opens, and what its account may do there."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.airtable.client import Airtable, Json
from connectors.airtable.plain import plain
from connectors.airtable.wording import Role


@dataclass(frozen=True, slots=True)
class BaseSeen:
    """One base as the list of bases tells it. `role` is `None` where Airtable names one that is not known."""

    name: str
    role: Role | None


def base_seen(airtable: Airtable) -> BaseSeen | None:
    """Return the base of this connection; `None` when the token does not open it."""
    query: dict[str, str] = {}
    while True:
        answer = airtable.read("meta/bases", query)
        for base in answer.get("bases") or ():
            if isinstance(base, dict) and base.get("id") == airtable.base:
                return _seen(base)
        if not answer.get("offset"):
            return None
        query = {"offset": str(answer["offset"])}


def _seen(base: Json) -> BaseSeen:
    name, level = base.get("name"), base.get("permissionLevel")
    role = Role(level) if level in list(Role) else None
    return BaseSeen(plain(name) if isinstance(name, str) else "", role)
