"""A tool's own words, as a sentence of ours may repeat them."""

from __future__ import annotations

_MOST = 300
"""Characters of them that are repeated."""


def said(words: str, secret: str) -> str:
    """Return the words on one line, cut where they go on for long, and without the secret."""
    line = " ".join((words.replace(secret, "…") if secret else words).split())
    return line if len(line) <= _MOST else line[:_MOST] + "…"
