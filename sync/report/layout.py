"""How text is laid out in a terminal: one line of styled parts, and a text that hangs beside its head."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from sync.report.harmless import harmless

_NARROWEST = 24
_LONGEST = 800
"""Characters of one part of a line: more than anything that we say ourselves, less than a screen."""


def line(*parts: str | tuple[str, str]) -> Text:
    """Return one line of text and styled text; control characters, which a terminal would obey, are dropped.

    A part that somebody made endless is cut, unless it is an address.
    """
    return Text.assemble(*(_told(part) if isinstance(part, str) else (_told(part[0]), part[1]) for part in parts))


def _told(text: str) -> str:
    endless = len(text) > _LONGEST and not text.lstrip().startswith("http")
    return harmless(f"{text[:_LONGEST]}…" if endless else text)


def hang(console: Console, head: Text, text: Text) -> None:
    """Print `text` right of `head`; where it is wrapped, every line begins below the first, and none ends in blanks."""
    put(console, [hanging(console, head, text)])


def hanging(console: Console, head: Text, text: Text) -> Text:
    """Return what `hang` prints."""
    margin = head.cell_len
    room = max(console.width - margin, _NARROWEST)
    wrapped = text.wrap(console, room) if text.cell_len > room else [text]
    below = Text("\n" + " " * margin)
    whole = head.copy()
    for number, part in enumerate(wrapped):
        part.rstrip()
        if number:
            whole.append_text(below)
        whole.append_text(part)
    whole.rstrip()
    return whole


def put(console: Console, lines: Iterable[Text]) -> None:
    """Print lines that are laid out already, all at once: each call of the console costs more than a line."""
    console.print(Text("\n").join(lines), soft_wrap=True)
