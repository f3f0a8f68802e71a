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


@lru_cache(maxsize=32768)
def heading(name: str) -> str:
    """Return a name as its plain words: "📅 Due Date (DD/MM):" -> "due date".

    Case, accents, emoji, punctuation, joined words ("dueDate"), gendered endings and notes on the format do not count;
    "%", "#" and "&" do.
    """
    plain = spelled(_CAMEL.sub(" ", name))
    plain = _GENDERED.sub("", _FORMAT_NOTE.sub(" ", plain))
    return " ".join(_TOKEN.findall(plain))


def ends_of(words: str) -> tuple[str, ...]:
    """Return the runs of whole words that a heading ends or begins with, longest first, the ends before the beginnings.

    A sentence is no heading and has none.
    """
    parts = words.split()
    if len(parts) > _MOST_WORDS:
        return ()
    return tuple(" ".join(run) for length in range(len(parts) - 1, 0, -1) for run in (parts[-length:], parts[:length]))
