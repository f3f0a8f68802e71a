"""How text is laid out in a terminal: one line of styled parts, and a text that hangs beside its head."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from sync.report.harmless import harmless

_NARROWEST = 24


def line(*parts: str | tuple[str, str]) -> Text:
    """Return one line of text and styled text; control characters, which a terminal would obey, are dropped."""
    return Text.assemble(*(harmless(part) if isinstance(part, str) else (harmless(part[0]), part[1]) for part in parts))


def hang(console: Console, head: Text, text: Text) -> None:
    """Print `text` right of `head`; where it is wrapped, every line begins below the first, and none ends in blanks."""
    room = max(console.width - head.cell_len, _NARROWEST)
    for number, wrapped in enumerate(text.wrap(console, room) or [Text()]):
        wrapped.rstrip()
        margin = Text(" " * head.cell_len) if number else head
        whole = Text.assemble(margin, wrapped)
        whole.rstrip()
        console.print(whole, soft_wrap=True)
