"""Column and table names as they are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from rules.vocabulary.words import spelled

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_FORMAT_NOTE = re.compile(
    r"[(\[]\s*(?:[dmyjatm]{1,4}[./\s-]?){2,3}\s*[)\]]|[(\[]\s*(?:optional|required|url|utc)\s*[)\]]"
)
_GENDERED = re.compile(r"(?<=\w)[:*/](?:in|innen|e|a|as|es)\b|\((?:in|e|a|s|as|es)\)")
_TOKEN = re.compile(r"[^\W_]+(?:['&][^\W_]+)*|[%#&]")

_MOST_WORDS = 8


@lru_cache(maxsize=8192)
def heading(name: str) -> str:
    """Return a name as its plain words: "📅 Due Date (DD/MM):" -> "due date".

    Case, accents, emoji, punctuation, joined words ("dueDate"), gendered endings and notes on the format do not count;
    "%", "#" and "&" do.
    """
    plain = spelled(_CAMEL.sub(" ", name))
    plain = _GENDERED.sub("", _FORMAT_NOTE.sub(" ", plain))
    return " ".join(_TOKEN.findall(plain))


def phrases_in(words: str) -> tuple[str, ...]:
    """Return every run of whole words in a heading, longest first, the heading itself left out.

    A sentence is no heading and has none.
    """
    parts = words.split()
    size = len(parts)
    if size > _MOST_WORDS:
        return ()
    return tuple(
        " ".join(parts[start : start + length])
        for length in range(size - 1, 0, -1)
        for start in range(size - length + 1)
    )
