"""Text from Airtable as it is safe to hand on."""

from __future__ import annotations

import re

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """Return the text with `U+FFFD` for what could steer a terminal or cannot be stored: controls, half characters."""
    if _UNSAFE.search(text):
        text = _UNSAFE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text
