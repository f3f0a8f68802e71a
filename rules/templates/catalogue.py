"""Every template, listed once, and which of them the words of a plan mean."""

from __future__ import annotations

import re

from rules.templates.album import ALBUM
from rules.templates.ep import EP
from rules.templates.single import SINGLE
from rules.templates.template import LEAST, Template

TEMPLATES: tuple[Template, ...] = (SINGLE, EP, ALBUM)

ANY = Template("a release", frozenset(), (), LEAST)
"""What holds for a release of whatever type."""

_WORDS = re.compile(r"[^\W_]+")


def template_of(text: str) -> Template | None:
    """Return the one template that the words name ("Single v2", "EP"); `None` for none or several."""
    words = set(_WORDS.findall(text.casefold()))
    named = [template for template in TEMPLATES if not words.isdisjoint(template.words)]
    return named[0] if len(named) == 1 else None
