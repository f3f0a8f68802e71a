"""The bases that a token opens, and what its account may do there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from connectors.airtable.client import Airtable, Json
from connectors.airtable.plain import plain
from connectors.airtable.wording import Role


@dataclass(frozen=True, slots=True)
class BaseSeen:
    """One base as the list of bases tells it. `role` is `None` where Airtable names one that is not known."""

    id: str
    name: str
    role: Role | None


def bases_seen(airtable: Airtable) -> Iterator[BaseSeen]:
    """Yield every base that the token opens, a thousand from each request."""
    query: dict[str, str] = {}
    while True:
        answer = airtable.read("meta/bases", query)
        for base in answer.get("bases") or ():
            if isinstance(base, dict) and isinstance(base.get("id"), str):
                yield _seen(base)
        if not answer.get("offset"):
            return
        query = {"offset": str(answer["offset"])}


def base_seen(airtable: Airtable) -> BaseSeen | None:
    """Return the base of this connection; `None` when the token does not open it."""
    return next((base for base in bases_seen(airtable) if base.id == airtable.base), None)


def _seen(base: Json) -> BaseSeen:
    name, level = base.get("name"), base.get("permissionLevel")
    role = Role(level) if level in list(Role) else None
    return BaseSeen(str(base["id"]), plain(name) if isinstance(name, str) else "", role)
