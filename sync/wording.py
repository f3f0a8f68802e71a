"""The words that are written on records: the gaps text and the one living comment. Pure and deterministic.

Titles and names are other people's text: every piece is folded to one line, cut to length, and cannot imitate our
mark.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

from rules.policy import Severity
from sync.gap import Gap

_PIECE = 300
"""The most characters that a message or a fix may take, so that one long title does not crowd out the other gaps."""
_NAME = 80
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")
"""Marks that turn the direction of the text around them: a title with one could reorder our sentence."""
_OUR_MARK = re.compile(r"\[\s*sd\s*:", re.IGNORECASE)
_BESIDE = " · "
"""Between gaps in a cell: a line break there is drawn over the rows around it, or makes the row tall."""
_GAP = re.compile(rf"(?:^|{_BESIDE})\s*(?:Blocker|Warning) ([A-Z]{{3}}\d{{3}}):", re.MULTILINE)


def mark_of(workspace: str, key: str) -> str:
    """Return the mark by which our comment on the record `key` is recognised without the store."""
    identity = f"{workspace}\x00{key}".encode()
    return f"[sd:{hashlib.blake2b(identity, digest_size=4).hexdigest()}]"


def mark_of_reply(mark: str, person: str, gaps: Iterable[Gap]) -> str:
    """Return the mark of the reply, under the comment with `mark`, that tells one person of these gaps."""
    return mark_of(mark, "\x00".join([person, *sorted(gap.fingerprint for gap in gaps)]))


def gaps_text(gaps: Sequence[Gap], limit: int) -> str:
    """Return the gaps as one line within `limit` characters, worst first as given; "" for no gaps."""
    return _within([line(gap) for gap in gaps], limit, _BESIDE)


def comment_body(gaps: Sequence[Gap], mark: str, limit: int) -> str:
    """Return the text of the living comment: how it stands, one line per gap, and our mark at the end."""
    blocked = any(gap.severity is Severity.BLOCKER for gap in gaps)
    head = "Streetdate: this must not go on yet." if blocked else "Streetdate: this needs attention."
    room = limit - _size(head) - _size(mark) - 2
    return "\n".join(part for part in (head, _within([line(gap) for gap in gaps], room), mark) if part)


def reply_body(gaps: Sequence[Gap], mark: str, limit: int) -> str:
    """Return the text of a reply to somebody who must act on these blockers only from now on."""
    return f"{_within([line(gap) for gap in gaps], limit - _size(mark) - 1)}\n{mark}"


def line(gap: Gap) -> str:
    """Return one gap as one line: how bad, which rule, what is wrong, who should do what."""
    start = f"{gap.severity.value.capitalize()} {gap.code}: {folded(gap.message, _PIECE)}"
    asked = who_does_what(folded(gap.who, _NAME), folded(gap.fix, _PIECE))
    return f"{start}; {asked}" if asked else start


def who_does_what(who: str, fix: str) -> str:
    """Return "Sam: the owner finishes it"; without the name where nobody is known, or where `fix` begins with it."""
    fix = fix.rstrip(".")
    if who and fix.startswith(f"{who} "):
        return fix
    # "ISRC: enter it" keeps its capitals, "Name one person" follows a colon and loses its first one.
    lower = fix[:1].lower() + fix[1:] if fix[1:2].islower() else fix
    return f"{who}: {lower}" if who and fix else lower


def codes_in(text: str) -> frozenset[str]:
    """Return the codes that a gaps text or comment of ours names; how a lost store learns what was open."""
    return frozenset(_GAP.findall(text))


def same_text(shown: str | None, wanted: str | None) -> bool:
    """Whether a tool shows what was written: line ends and white space at the edges are the tool's own."""
    return _settled(shown) == _settled(wanted)


def _settled(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").strip().splitlines()]


def folded(text: str, most: int) -> str:
    """Return other people's text as one harmless line."""
    plain = (
        text
        if text.isascii() and text.isprintable()
        else "".join(
            " " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign
            for sign in text
            if sign not in _TURNING and unicodedata.category(sign) not in {"Cs", "Cn"}
        )
    )
    return _cut(_OUR_MARK.sub("(sd:", " ".join(plain.split())), most)


def _within(lines: Sequence[str], limit: int, joint: str = "\n") -> str:
    """Return as many lines as fit, and how many did not."""
    whole = joint.join(lines)
    if _size(whole) <= limit:
        return whole
    for kept in range(len(lines) - 1, 0, -1):
        short = joint.join([*lines[:kept], f"… and {len(lines) - kept} more"])
        if _size(short) <= limit:
            return short
    rest = f"{joint}… and {len(lines) - 1} more" if len(lines) > 1 else ""
    return _cut(lines[0], limit - _size(rest)) + rest


def _cut(text: str, most: int) -> str:
    if _size(text) <= most:
        return text
    room = max(most - 1, 0)
    return _taken(text, room).rstrip() + "…"


def _taken(text: str, room: int) -> str:
    taken = 0
    for place, sign in enumerate(text):
        taken += _size(sign)
        if taken > room:
            return text[:place]
    return text


def _size(text: str) -> int:
    """Count as the tools do, in UTF-16 units: an emoji is two."""
    return len(text) if text.isascii() else len(text) + sum(sign > "\uffff" for sign in text)
