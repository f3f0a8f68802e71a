"""The template of a single."""

from __future__ import annotations

from rules.model import Kind
from rules.templates.template import LEAST, Template, step

SINGLE = Template(
    phrase="a single",
    words=frozenset({"single", "singles"}),
    expected=LEAST,
    usual=(
        step("release brief", Kind.BRIEF),
        step("mix", Kind.MIX),
        step("stems", Kind.STEMS),
        step("split sheet", Kind.SPLITS),
        step("metadata and codes", Kind.METADATA),
        step("press photos", Kind.PHOTO),
        step("promotional calendar", Kind.PROMO_CALENDAR),
        step("teaser", Kind.TEASER),
        step("pre-save link", Kind.PRESAVE),
        step("launch email", Kind.EMAIL),
        step("recap", Kind.RECAP),
        step("release review", Kind.REVIEW),
    ),
)
