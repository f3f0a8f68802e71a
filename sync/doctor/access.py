"""What each tool lets us do: a right that is missing, and what to click for it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from connectors.access import Access
from sync.doctor.finding import Area, Finding, Level


def of_access(name: str, tried: Iterable[Access]) -> Iterator[Finding]:
    """Yield a line for every right that was tried in the tool of that name."""
    for access in tried:
        said = f"{name}: {access.what}"
        if access.granted:
            yield Finding(Area.ACCESS, Level.OK, f"{said}{_because(access)}")
            continue
        unsure = access.granted is None
        level = Level.OK if unsure and not access.todo else Level.PROBLEM if _stops(access) else Level.WARNING
        verb = "cannot be told beforehand" if unsure else "not allowed"
        yield Finding(Area.ACCESS, level, f"{said}: {verb}{_because(access)}", access.todo, unread=True)


def _stops(access: Access) -> bool:
    return access.granted is False and access.needed


def _because(access: Access) -> str:
    return f" ({access.why})" if access.why else ""
