"""Titles of work that is an act and leaves no file: "Video shoot", "Book the director", "Mix approval"."""

from __future__ import annotations

from functools import lru_cache

from rules.vocabulary.pattern import Pattern
from rules.vocabulary.words import words_of

_BEGINS = Pattern(
    r"^(?:announce|approve|book|brief|change|check|choose|confirm|deliver|discuss|find|get|hire|listen|order|pay|pick"
    r"|pitch|plan|play|post|premiere|publish|register|rehearse|review|schedule|select|send|share|shoot|submit|update"
    r"|upload|film (?:it|the|a|all|music|lyric|live|teasers?|videos?|clips?|reels?|content))\b"
)
_ENDS = Pattern(
    r"\b(?:announcement|approval|booking|call|feedback|filming|meeting|order|premiere|registration|rehearsals?"
    r"|review|selection|sessions?|shoot(?:s|ing)?|(?:shoot|film|filming|recording) days?|sign ?off|submission"
    r"|drehs?|videodreh|freigabe|rodaje|tournage)$"
)
_BESIDES = Pattern(r" (?:for|from|of|with|in|at|by|to|fur|aus|vom|de|del|para|pour) ")


@lru_cache(maxsize=8192)
def is_act(title: str) -> bool:
    """Whether a title names something that is done rather than made, by its verb or by the last word of its head.

    "Photos from the shoot" are photos, "Live session video" is a video, "Shoot at the harbour" is none.
    """
    words = " ".join(words_of(title))
    return bool(_BEGINS.search(words) or _ENDS.search(_BESIDES.split(words)[0]))
