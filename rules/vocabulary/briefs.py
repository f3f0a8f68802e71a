"""What a one-paragraph brief says, read generously: its type, its goal and its message."""

from __future__ import annotations

import re

from rules.vocabulary.pattern import Pattern

_ABOUT: dict[str, Pattern] = {
    "type": Pattern(
        r"\b(singles?|eps?|e\.p\.|albums?|lp|mixtapes?|compilations?|remix(es)?|live (record|session)\w*|soundtracks?|"
        r"maxi|double a[- ]side|deluxe|reissue|re-?release)\b",
        re.IGNORECASE,
    ),
    "goal": Pattern(
        r"\b(goals?|aim\w*|targets?|objectives?|ambition\w*|purpose|want\w*|hop(e|es|ing)|kpis?|success|reach\w*|grow\w*|"
        r"in order to|so that|ziele?|wollen|objetivos?|metas?|objectifs?)\b"
        r"|\d[\d.,]*\s*(k|m|%|percent)?\s*\+?\s*(monthly |new |email |mailing )?"
        r"(pre-?(saves?|adds?|orders?)|streams?|plays?|saves?|followers?|listeners?|fans|views?|sign-?ups?|subscribers?|"
        r"tickets?|sales|copies|playlists?|adds?|downloads?)\b",
        re.IGNORECASE,
    ),
    "message": Pattern(
        r"\b(messages?|stor(y|ies|yline)|narrative|theme\w*|angle|tag ?line|hook|pitch|slogan|concept|about|says?|"
        r"botschaft|geschichte|mensaje|mensagem|historia|histoire|"
        r"saying|tells?|telling|feel\w*|mood|vibe|stands for|for (people|anyone|everyone|those|listeners|fans) who)\b"
        r"|[\"“”«»„‘]|(?<!\w)'[^']{8,}'",
        re.IGNORECASE,
    ),
}

PARTS = ("type", "goal", "message")
"""What a brief has to say."""


def said_in(text: str) -> frozenset[str]:
    """Return which parts of a brief the paragraph speaks of."""
    return frozenset(part for part, pattern in _ABOUT.items() if pattern.search(text))
