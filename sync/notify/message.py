"""A message as it is composed, and as text or HTML of limited length. Pure.

What other people wrote stays words in every chat and mail: nobody is called by a message, and nothing in it is markup
or a link that is not ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape

from rules.wording import counted
from sync.report.links import safe_link
from sync.wording import folded

_PIECE = 300
"""Characters of one piece of other people's text."""
_BREAK = "\u200b"
"""A space without width: behind @ it keeps a name from being called, inside an address it keeps it from being one."""
_CALLS = re.compile(r"([@#])(?=\w)")
_ADDRESS = re.compile(r"(?<=\w)://|(?<=www)\.|(?<=\w)@", re.IGNORECASE)
_ALIKE = str.maketrans({"<": "‹", ">": "›", "`": "'", "*": "∗", "|": "¦"})
"""Signs that some chat obeys, each with one that looks the same and that none does."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said. `words` and `about` may hold other people's text."""

    words: str
    about: str = ""
    """What it is about, linked where there is a `url`; empty where the words say it all."""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading, which may be a person's name."""

    head: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """Everything that one message says."""

    title: str
    groups: tuple[Group, ...]
    lead: str = ""
    """Said before everything else."""
    more: int = 0
    """How many lines there would be besides."""

    @property
    def size(self) -> int:
        """How many lines it has."""
        return sum(len(group.lines) for group in self.groups)

    def first(self, lines: int) -> Message:
        """Return the message with so many lines, and how many are left out."""
        left, kept = lines, []
        for group in self.groups:
            if left > 0:
                kept.append(replace(group, lines=group.lines[:left]))
            left -= len(group.lines)
        return replace(self, groups=tuple(kept), more=self.more + max(0, -left))


def title_of(message: Message) -> str:
    """Return the title as one harmless line."""
    return plain(message.title)


def as_text(message: Message, limit: int) -> str:
    """Return the message for a chat, within `limit` characters where at least one line fits."""
    return _fitting(message, limit, _text)


def as_html(message: Message, limit: int) -> str:
    """Return the message for a mail, within `limit` characters where at least one line fits."""
    return _fitting(message, limit, _html)


def plain(words: str) -> str:
    """Return other people's words as text that no chat obeys."""
    return _CALLS.sub(rf"\1{_BREAK}", _unlinked(folded(words, _PIECE)).translate(_ALIKE)).replace("](", f"]{_BREAK}(")


def _unlinked(words: str) -> str:
    return _ADDRESS.sub(lambda found: f"{found[0][:1]}{_BREAK}{found[0][1:]}", words)


def _fitting(message: Message, limit: int, render: Callable[[Message], str]) -> str:
    lines = message.size
    while lines > 1 and len(render(message.first(lines))) > limit:
        lines -= 1
    return render(message.first(lines))


def _text(message: Message) -> str:
    return "\n".join(_text_lines(message))


def _text_lines(message: Message) -> Iterator[str]:
    if message.lead:
        yield plain(message.lead)
    for number, group in enumerate(message.groups):
        if number or message.lead:
            yield ""
        yield plain(group.head)
        for line in group.lines:
            about = f"{plain(line.about)}: " if line.about else ""
            yield f"• {about}{plain(line.words)}"
            if line.url:
                yield f"  {safe_link(line.url) if _on_the_web(line.url) else plain(line.url)}"
    if message.more:
        yield ""
        yield _left_out(message)


def _html(message: Message) -> str:
    return "\n".join(_html_lines(message))


def _html_lines(message: Message) -> Iterator[str]:
    if message.lead:
        yield f"<p>{_escaped(message.lead)}</p>"
    for group in message.groups:
        yield f"<h3>{_escaped(group.head)}</h3>"
        yield "<ul>"
        for line in group.lines:
            yield f"<li>{_html_about(line)}{_escaped(line.words)}</li>"
        yield "</ul>"
    if message.more:
        yield f"<p>{_left_out(message)}</p>"


def _html_about(line: Line) -> str:
    about = _escaped(line.about)
    if line.url and _on_the_web(line.url):
        about = f'<a href="{escape(safe_link(line.url))}">{about or "open"}</a>'
    elif line.url:
        about = f"{about} [{_escaped(line.url)}]".lstrip()
    return f"{about}: " if about else ""


def _on_the_web(url: str) -> bool:
    """Whether a link leads somewhere from a chat or a mail; one to a row of a file does not."""
    return safe_link(url).startswith(("https://", "http://"))


def _escaped(words: str) -> str:
    return escape(_unlinked(folded(words, _PIECE)))


def _left_out(message: Message) -> str:
    return f"… and {counted(message.more, 'line')} more: see the report"
