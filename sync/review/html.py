"""A review as one page that needs no script and loads nothing."""

from __future__ import annotations

from sync.report.html.render import filled
from sync.review.sheet import Sheet


def review_html(sheet: Sheet, report: str) -> str:
    """Return the whole review. `report` is the page that it belongs to, relative to it; "" where there is none."""
    return filled("review.html", sheet=sheet, report=report)
