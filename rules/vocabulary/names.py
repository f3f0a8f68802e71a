"""Several people in one cell, taken apart; and the signs that part them, wherever a list is written as text."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from rules.vocabulary.roles import is_group, role_of
from rules.vocabulary.words import folded

_WHOLE = re.compile(
    r"""
    "[^"\n]*"                                  # quoted
    | <[^<>\n]*>                               # the address behind a name
    | \([^()\n]*\) | \[[^\[\]\n]*\]            # a remark
    | \w[\w.+-]*@[\w-]+(?:\.[\w-]+)+           # a mail address
    | \w+://\S+                                # a link
    | \d+/\d+(?:/\d+)?                         # a date or a fraction
    | \bac/dc\b | \ba\ (?:&|and)\ r\b          # names that hold a parting sign
    | \b[^\W\d_][&/+][^\W\d_]\b                # A&R, R&B, n/a
    | ,\s*(?:jr|sr|ii|iii|iv|phd|ph\.d|md|esq)\b\.?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PART = re.compile(r"[,;|/&+•·\n\r]|\s(?:and|und|et|y|e|AND|And|&)(?=\s)")
_STRONG = re.compile(r"[;|\n\r]")
_BULLET = re.compile(r"^(?:[-–—*•·]+|\d{1,2}[.)])\s+(?=\S)")
_NAME = re.compile(
    r"@\w[\w.-]*|@?[A-ZÀ-ÖØ-ÞА-Я][\w'’.-]*(?:\s+(?:de|da|do|dos|van|von|der|den|la|le|[A-ZÀ-ÖØ-ÞА-Я][\w'’.-]*)){0,3}"
)
_MENTION = re.compile(r"\s(?=@\w)")


@lru_cache(maxsize=8192)
def split_names(text: str) -> tuple[str, ...]:
    """Return the people that one cell lists, in order; () when it lists none.

    Names that hold a parting sign survive ("A&R", "Smith, Jr.", "AC/DC", "n/a", "Kaya <kaya@example.com>"). In a
    list parted by semicolons a comma stands inside a name ("Müller, Kaya; Lee, Marcus").
    """
    parts = pieces(text)
    if len(parts) > 1 and _last_names_first(text):
        parts = pieces(text, _STRONG)
    if text.lstrip().startswith("@"):
        parts = tuple(name for part in parts for name in _MENTION.split(part))
    return tuple(name for part in parts if (name := part.strip()))


def reads_as_somebody(text: str) -> bool:
    """Whether the words look like a person, role or group: "Kaya Müller", "@kaya", "artist", "the label team"."""
    return bool(role_of(text)) or is_group(text) or _NAME.fullmatch(text.strip()) is not None


def pieces(text: str, parting: re.Pattern[str] = _PART) -> tuple[str, ...]:
    """Return the parts of a list written as text, list bullets and empty parts gone."""
    return tuple(text[start:end] for start, end in spans(text, parting))


def spans(text: str, parting: re.Pattern[str] = _PART) -> tuple[tuple[int, int], ...]:
    """Return where the parts of a list stand in its text."""
    whole = [match.span() for match in _WHOLE.finditer(text)]
    cuts = [(0, 0)]
    for match in parting.finditer(text):
        while whole and whole[0][1] <= match.start():
            whole.pop(0)
        if not whole or match.end() <= whole[0][0]:
            cuts.append(match.span())
    cuts.append((len(text), len(text)))
    found = (_trimmed(text, before[1], after[0]) for before, after in pairwise(cuts))
    return tuple(span for span in found if span[0] < span[1])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    end -= len(part) - len(part.rstrip())
    if bullet := _BULLET.match(text[start:end]):
        start += bullet.end()
    return start, end


def _last_names_first(text: str) -> bool:
    """Whether every entry of a list parted by semicolons, bars or lines reads "Last, First"."""
    entries = pieces(text, _STRONG)
    return len(entries) > 1 and all(
        entry.count(",") == 1 and not re.search(r"[/&+]|\band\b", entry) and all(map(folded, entry.split(",")))
        for entry in entries
    )
