"""Where a file lives, from what somebody typed: whether it can be opened at all, and whether it is in the folder.

Shared drives address a file by an opaque id that says nothing about its folder. Only addresses that can be compared
are called outside.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from rules.vocabulary.pattern import Pattern

_SCHEME = Pattern(r"^[a-z][a-z0-9+.-]*://\S", re.IGNORECASE)
_HOST = Pattern(r"^(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?$", re.IGNORECASE)
_PATH = Pattern(r"^(?:[/~\\]|\.{1,2}[/\\]|[a-z]:[/\\])", re.IGNORECASE)
_STEPS = Pattern(r"[^\s/\\][^/\\]*[/\\][^/\\]")
_FILE = Pattern(r"^[^@\n]+\.[a-z0-9]{2,5}$", re.IGNORECASE)
_OPAQUE = Pattern(r"^(?=[^.]*\d)(?=[^.]*[a-z])[\w-]{10,}$", re.IGNORECASE)
_NOWHERE = frozenset({"n/a", "w/o", "tba/tbd", "tbd/tba", "and/or"})


@lru_cache(maxsize=4096)
def is_location(text: str) -> bool:
    """Whether the words are a link, a path or a file name, and not "in my inbox"."""
    words = text.strip()
    if _SCHEME.match(words):
        return True
    if words.casefold() in _NOWHERE:
        return False
    return any(pattern.search(words) for pattern in (_HOST, _PATH, _STEPS, _FILE))


@lru_cache(maxsize=4096)
def is_outside(location: str, folder: str) -> bool:
    """Whether `location` is certainly not inside `folder`."""
    here, there = location.strip(), folder.strip()
    if here.startswith(f"{there.rstrip('/')}/"):
        return False
    if bool(_SCHEME.match(here)) is not bool(_SCHEME.match(there)) or not is_location(there):
        return False
    if not _SCHEME.match(here):
        rooted = bool(_PATH.match(here)) and bool(_PATH.match(there))
        return rooted and not _starts_with(_steps(here), _steps(there))
    one, other = urlsplit(here), urlsplit(there)
    if _owner(one.hostname) != _owner(other.hostname):
        return True
    if one.hostname != other.hostname or one.query or other.query:
        return False
    steps, base = _steps(unquote(one.path)), _steps(unquote(other.path))
    if any(_OPAQUE.match(step) for step in (*steps, *base)):
        return False
    return not _starts_with(steps, base)


def _owner(host: str | None) -> str:
    """Return the part of a host name that its owner shares: "drive.example.com" and "docs.example.com" are one's."""
    parts = (host or "").casefold().split(".")
    short = len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3
    return ".".join(parts[-3:] if short else parts[-2:])


def _steps(path: str) -> list[str]:
    return [step.casefold() for step in re.split(r"[/\\]+", path) if step and step != "."]


def _starts_with(steps: list[str], base: list[str]) -> bool:
    return steps[: len(base)] == base
