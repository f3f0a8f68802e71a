"""Markdown out of other people's text: nothing in a title becomes markup, a mention, or a link of its own. Pure.

Angle brackets and ampersands become entities, which chats understand as well; everything else that Markdown would
obey gets a backslash.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from sync.report.links import safe_link

MOST = 300
"""Characters of one piece of text; a longer one is cut, so that one title does not fill the page."""
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")
"""Marks that turn the direction of the text around them."""
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
"""In this order: the ampersands of the other entities are not to be replaced again."""
_OBEYED = re.compile(r"([\\`*_{}\[\]|~$])")
_BEGINS = re.compile(r"^(?:([-+=#:])|(\d+)([.)]))")
_CALLS = re.compile(r"([@#])(?=\w)")
_ADDRESS = re.compile(r"(?<=\w)(://)|(?<=www)(\.)", re.IGNORECASE)
_BREAK = "\u200b"
"""A space without width. Behind @ or # it keeps a name from being called and a number from being linked; inside an
address it keeps a title from being a link."""


def text(words: str) -> str:
    """Return other people's words as one line that reads the same and does nothing."""
    plain = words if words.isascii() and words.isprintable() else _harmless(words)
    plain = " ".join(plain.split())
    if len(plain) > MOST:
        plain = f"{plain[: MOST - 1].rstrip()}…"
    plain = _ADDRESS.sub(lambda found: f":{_BREAK}//" if found.group(1) else f"{_BREAK}.", plain)
    plain = _CALLS.sub(rf"\1{_BREAK}", plain)
    plain = _OBEYED.sub(r"\\\1", plain)
    for sign, entity in _ENTITIES.items():
        plain = plain.replace(sign, entity)
    return _BEGINS.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", plain)


def _harmless(words: str) -> str:
    return "".join(
        " " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign
        for sign in words
        if sign not in _TURNING and unicodedata.category(sign) not in {"Cs", "Cn"}
    )


def link(words: str, url: str) -> str:
    """Return the words linked to an address; only the words where the address is no safe link."""
    address = safe_link(url).replace("&", "&amp;")
    return f"[{text(words) or 'untitled'}]({address})" if address else text(words)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table's lines. The cells are Markdown already, without line breaks; an empty one is a dash."""
    return [
        _row(columns),
        _row(["---"] * len(columns)),
        *(_row([cell or "–" for cell in row]) for row in rows),
    ]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
