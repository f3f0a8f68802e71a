"""Every template, listed once, and which of them the words of a plan mean."""

from __future__ import annotations

from rules.templates.album import ALBUM
from rules.templates.ep import EP
from rules.templates.single import SINGLE
from rules.templates.template import LEAST, Template
from rules.vocabulary.words import words_of

TEMPLATES: tuple[Template, ...] = (SINGLE, EP, ALBUM)

ANY = Template("a release", frozenset(), (), LEAST)
"""What holds for a release of whatever type."""


def template_of(text: str) -> Template | None:
    """Return the one template that the words name ("Single v2", "EP"); `None` for none or several."""
    words = set(words_of(text))
    named = [template for template in TEMPLATES if not words.isdisjoint(template.words)]
    return named[0] if len(named) == 1 else None
