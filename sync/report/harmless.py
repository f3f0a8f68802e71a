"""Other people's text as a terminal may be given it."""

from __future__ import annotations

LINES = "\n"
"""What to keep of a text of several lines."""


def harmless(text: str, keep: str = "") -> str:
    """Return the text with every control character, which a terminal would obey, shown as one that it would not."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in keep else "�" for char in text)
