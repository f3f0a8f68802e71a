"""A review as one page that needs no script and loads nothing."""

from __future__ import annotations

from sync.report.html.render import filled
from sync.review.sheet import Sheet
from sync.review.spark import HEIGHT, STEP, WIDTH, picture


def review_html(sheet: Sheet) -> str:
    """Return the whole review."""
    return filled("review.html", sheet=sheet, picture=picture, width=WIDTH, height=HEIGHT, step=STEP)
