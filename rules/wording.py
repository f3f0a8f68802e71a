"""Words in a row, as a sentence has them."""

from __future__ import annotations

from collections.abc import Iterable


def listed(words: Iterable[str], joint: str = "and") -> str:
    """Return "A", "A and B" or "A, B and C"."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} {joint} {last}" if first else last


def counted(number: int, noun: str) -> str:
    """Return "1 day" or "3 days"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
