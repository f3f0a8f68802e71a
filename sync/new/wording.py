"""Steps of a plan as a sentence names them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.templates.schedule import Planned

_NAMED = 6
"""How many a sentence names."""


def named(rows: Iterable[Planned]) -> Iterator[str]:
    """Yield the first of the steps with their days, and how many more there are."""
    first = sorted(rows, key=lambda row: row.due)
    yield from (f"{row.title} ({row.due})" for row in first[:_NAMED])
    if len(first) > _NAMED:
        yield f"{len(first) - _NAMED} more"
