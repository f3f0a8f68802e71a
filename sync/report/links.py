"""Which addresses a report may link to. Records' links are other people's text. Pure."""

from __future__ import annotations

import re
from urllib.parse import quote

_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_PLAIN = "/:?#@!&'*+,;=%~-._"
"""What stays as it is. Brackets, double quotes, backticks and spaces are escaped: they could end the link."""


def safe_link(url: str) -> str:
    """Return the address if it is http, https or relative, escaped so that nothing in it ends the link; else ""."""
    bare = "".join(sign for sign in url if sign.isprintable()).strip()
    scheme = _SCHEME.match(bare)
    if not bare or bare.startswith(("//", "\\")) or (scheme and scheme.group(1).lower() not in ("http", "https")):
        return ""
    return quote(bare, safe=_PLAIN)
