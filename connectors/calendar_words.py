"""The description of a mirrored event: our lines above, people's notes below, and how to tell them apart. Pure.

A calendar's own editor turns a plain text into HTML: lines are compared by what a reader sees of them.
"""

from __future__ import annotations

import html
import re

LINE = "── notes below this line stay ──"
_BREAK = re.compile(r"\r?\n|<br\s*/?>|</?(?:p|div|ul|ol|li)(?:\s[^>]*)?>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def described(told: str, notes: str, most: int) -> str | None:
    """Return our lines with people's notes below them, in at most so many characters.

    Ours are cut where both do not fit, the last one (the link) at the very end; `None` when the notes leave no room.
    """
    tail = f"{LINE}\n{notes}" if notes else LINE
    lines = told.splitlines()
    while len(text := "\n".join([*lines, tail])) > most:
        if not lines:
            return None
        del lines[-2 if len(lines) > 1 else -1]
    return text


def notes_in(shown: str, told: str | None) -> str:
    """Return what people wrote into a description, as it stands there.

    `told` are the lines that we wrote last. Without knowing them, everything above the line is taken for ours.
    """
    above, found, below = shown.partition(LINE)
    if told is None:
        above = "" if found else above
    ours = {seen(line) for line in (told or "").splitlines()}
    kept = [line.strip() for line in _BREAK.split(above) if seen(line) and seen(line) not in ours]
    return "\n".join([*kept, _trimmed(below)]).strip()


def same_words(one: str, other: str) -> bool:
    """Whether two descriptions read the same, whatever the calendar made of their line ends and signs."""
    return _lines(one) == _lines(other)


def seen(line: str) -> str:
    """Return what a reader sees of a line."""
    return " ".join(html.unescape(_TAG.sub("", line)).split())


def plain(text: str) -> str:
    """Return other people's text so that no calendar can read HTML in it."""
    return text.replace("<", "‹").replace(">", "›")


def _lines(text: str) -> list[str]:
    return [line for each in _BREAK.split(text) if (line := seen(each))]


def _trimmed(text: str) -> str:
    """Return the text without the breaks around it; a mark of the editor inside it stays."""
    return re.sub(r"^(?:\s|<br\s*/?>)+|(?:\s|<br\s*/?>)+$", "", text, flags=re.IGNORECASE)
