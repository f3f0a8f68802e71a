"""Our texts as Airtable's comments carry them: the mention of one person before the words, and nobody else pinged.

Airtable reads `@[…]` anywhere in a comment as a mention. Where a title holds such signs, an invisible mark parts them,
and is taken out again when the comment is read.
"""

from __future__ import annotations

import re

COMMENT_LIMIT = 2000
"""UTF-16 units in one comment. Airtable states no limit; this is what Streetdate allows itself in every tool."""
ADDED = 60
"""UTF-16 units that are kept free of `COMMENT_LIMIT` for the mention and for signs that are parted."""

_PARTING = "\u2060"
_IMITATION = re.compile(rf"@({_PARTING}*)\[")
_PARTED = re.compile(rf"@({_PARTING}*){_PARTING}\[")
_USER = re.compile(r"usr[A-Za-z0-9]{1,40}")
_MENTION = re.compile(r"\s*@\[[^\[\]]*\]\s*")


def comment_text(body: str, mention: str = "", limit: int = COMMENT_LIMIT) -> str:
    """Return the text of a comment. `mention` is a user's id; one that is no user's is left out, as it pings nobody.

    What is still longer than `limit` loses words before its last line, which carries our mark.
    """
    start = f"@[{mention}] " if _USER.fullmatch(mention) else ""
    return start + _within(_IMITATION.sub(rf"@\1{_PARTING}[", body), limit - len(start))


def body_in(text: str) -> str:
    """Return the body of a comment that `comment_text` made, whoever it mentions."""
    mention = _MENTION.match(text)
    return _PARTED.sub(r"@\1[", text[mention.end() :] if mention else text)


def _within(text: str, limit: int) -> str:
    if _size(text) <= limit:
        return text
    words, joint, last = text.rpartition("\n")
    room = limit - _size(joint + last)
    return _cut(words, room) + joint + last if room > 0 else _cut(text, limit)


def _cut(text: str, most: int) -> str:
    taken = 1
    for place, sign in enumerate(text):
        taken += _size(sign)
        if taken > most:
            return text[:place] + "…"
    return text


def _size(text: str) -> int:
    """Count in UTF-16 units, as Airtable does: an emoji is two."""
    return len(text) if text.isascii() else len(text) + sum(sign > "\uffff" for sign in text)
