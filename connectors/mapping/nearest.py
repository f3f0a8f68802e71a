"""The one name that somebody probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known name closest to `name`, regardless of case, or "" when none is close."""
    by_folded = {candidate.casefold(): candidate for candidate in known}
    found = difflib.get_close_matches(name.casefold(), by_folded, n=1, cutoff=cutoff)
    return by_folded[found[0]] if found else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a hint that offers the nearest known name, or all of them when none is near."""
    choices = list(known)
    near = nearest(name, choices)
    return f'did you mean "{near}"?' if near else f"known: {', '.join(choices)}"
