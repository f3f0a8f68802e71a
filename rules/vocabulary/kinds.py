"""What a deliverable is, from its title or category."""

from __future__ import annotations

import re
from functools import lru_cache

from rules.model import Kind

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (Kind.DATE, r"release date|street date|date confirm\w*|confirm\w* (the )?date"),
    (Kind.EDITORIAL_PITCH, r"(editorial|playlist|dsp|spotify|apple music|store) pitch\w*|pitch\w* (to )?(spotify|dsp|apple|editor\w*|playlist\w*)"),
    (Kind.PITCH, r"\bpitch\w*"),
    (Kind.PROMO_CALENDAR, r"(promo\w*|marketing|content|campaign|social\w*|rollout) (calendar|plan|schedule)"),
    (Kind.REVIEW, r"\breview\b|post[- ]?mortem|retro(spective)?\b"),
    (Kind.BRIEF, r"\bbrief\b"),
    (Kind.SPLITS, r"split\w*"),
    (Kind.CLEARANCE, r"clearance|licen[cs]e|sample clear\w*"),
    (Kind.UPLOAD, r"distribut\w+|\bupload\w*|deliver(y)? to (stores|dsps?)"),
    (Kind.PRESAVE, r"pre[- ]?(save|order|add)\w*|smart ?link|link in bio"),
    (Kind.EMAIL, r"\be?-?mails?\b|newsletter|mailing|\bsms\b"),
    (Kind.RECAP, r"\brecap\w*"),
    (Kind.TEASER, r"\bteasers?\b|\bsnippets?\b"),
    (Kind.LAUNCH_POST, r"(launch|release)([- ](day|week))? (posts?|carousels?|reels?|stor(y|ies)|content)|out now posts?"),
    (Kind.POST, r"\bposts?\b|carousels?\b|\breels?\b|\bstor(y|ies)\b|tiktoks?\b|\bshorts\b"),
    (Kind.VIDEO, r"\bvideos?\b|visuali[sz]er|\bcanvas\b|\bclip\b"),
    (Kind.STEMS, r"\bstems?\b|multi-?tracks?"),
    (Kind.MASTER, r"\bmaster\w*"),
    (Kind.MIX, r"\bmix(es|down|ing)?\b"),
    (Kind.ARTWORK, r"art ?work\w*|cover( art)?\b|\bsleeve\b|\bart\b"),
    (Kind.PHOTO, r"photo\w*|press shots?|\bshoot\b"),
    (Kind.METADATA, r"metadata|\bisrcs?\b|\bupcs?\b|credits"),
    (Kind.AUDIO, r"instrumental\w*|acapp?ella|radio edit|clean (edit|version)|\baudio\b|\bdemos?\b|tv mix"),
    (Kind.DOCUMENT, r"press release|\bbio\b|one[- ]sheet|\bepk\b|lyrics"),
)  # fmt: skip

_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)


@lru_cache(maxsize=4096)
def kind_of(text: str) -> Kind:
    """Return the kind that a title or category names; the most telling words win ("Cover art for teaser" is a teaser)."""
    for kind, pattern in _COMPILED:
        if pattern.search(text):
            return kind
    return Kind.OTHER
