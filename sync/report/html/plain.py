"""Texts and links of other people, made harmless for a page. Escaping is the templates' own; this comes before it."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

LONGEST = 160
"""Characters of a title or name that are shown; nobody reads more of one."""
LONGEST_SENTENCE = 600
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")
"""Marks that turn the direction of what follows, beyond the element they stand in."""
_UNSHOWN = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})


def plain(text: str, most: int = LONGEST) -> str:
    """Return the text on one line, without characters that no page can hold, and no longer than `most`."""
    if len(text) > most:
        text = f"{text[: most - 1].rstrip()}…"
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if unicodedata.category(sign) in _UNSHOWN else sign for sign in text if sign not in _TURNING)


def link(url: str) -> str:
    """Return the address if a page may link to it, else "".

    http, https and places relative to the page are links. Anything else (a script, a file of this computer, another
    computer's share) is text.
    """
    if not url or not url.isprintable() or url != url.strip() or url.startswith(("/", "\\", "#", "?")):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme in ("http", "https"):
        return url if parts.netloc else ""
    head = url.partition("/")[0].partition("#")[0].partition("?")[0]
    return "" if parts.scheme or parts.netloc or ":" in head or "\\" in url else url
