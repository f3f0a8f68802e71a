"""The template of an EP: several songs, one of which leads."""

from __future__ import annotations

from rules.model import Kind
from rules.templates.template import LEAST, Template, step

EP = Template(
    phrase="an EP",
    words=frozenset({"ep", "eps"}),
    expected=LEAST,
    usual=(
        step("release brief", Kind.BRIEF),
        step("mixes", Kind.MIX),
        step("stems", Kind.STEMS),
        step("split sheets", Kind.SPLITS),
        step("metadata and codes", Kind.METADATA),
        step("press photos", Kind.PHOTO),
        step("press text", Kind.DOCUMENT),
        step("video for the leading song", Kind.VIDEO),
        step("promotional calendar", Kind.PROMO_CALENDAR),
        step("teaser", Kind.TEASER),
        step("pre-save link", Kind.PRESAVE),
        step("launch email", Kind.EMAIL),
        step("recap", Kind.RECAP),
        step("release review", Kind.REVIEW),
    ),
)
