"""The template of an album."""

from __future__ import annotations

from rules.model import Kind
from rules.templates.template import LEAST, Template, step

ALBUM = Template(
    phrase="an album",
    words=frozenset({"album", "albums", "lp", "lps"}),
    expected=LEAST,
    usual=(
        step("release brief", Kind.BRIEF),
        step("mixes", Kind.MIX),
        step("stems", Kind.STEMS),
        step("radio edits and instrumentals", Kind.AUDIO),
        step("split sheets", Kind.SPLITS),
        step("sample and cover clearances", Kind.CLEARANCE),
        step("metadata and codes", Kind.METADATA),
        step("press photos", Kind.PHOTO),
        step("press text and credits", Kind.DOCUMENT),
        step("videos", Kind.VIDEO),
        step("promotional calendar", Kind.PROMO_CALENDAR),
        step("teasers", Kind.TEASER),
        step("pre-save link", Kind.PRESAVE),
        step("sync and press pitches", Kind.PITCH),
        step("launch email", Kind.EMAIL),
        step("recap", Kind.RECAP),
        step("release review", Kind.REVIEW),
    ),
)
