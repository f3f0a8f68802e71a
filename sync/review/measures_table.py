"""Signs and symptoms as a table in Markdown. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from sync.report.markdown_text import table, text
from sync.review.measure import Measure
from sync.review.spark import bars


def measures_table(measures: Iterable[Measure]) -> list[str]:
    """Return the lines of the table."""
    return table(("figure", "trend", "last", "", "against before"), map(_row, measures))


def _row(measure: Measure) -> list[str]:
    last = measure.last
    if last is None:
        return [text(measure.name), bars(measure), "cannot tell", text(measure.why_not), ""]
    return [text(measure.name), bars(measure), text(last.label), text(last.words), f"{measure.trend}"]
