"""Rows that are reviews."""

from __future__ import annotations

from connectors.normalize.normalized import Filed
from connectors.normalize.rows import BoundTable
from rules.model import Review


def reviews(table: BoundTable) -> list[Filed[Review]]:
    """Return the reviews of a table."""
    return [
        Filed(
            Review(
                key=row.key,
                title=row.words("title") or "Review",
                ref=row.ref,
                on=row.day("on"),
                state=row.state(),
                worked=row.answer("worked"),
                failed=row.answer("failed"),
                broke=row.answer("broke"),
            ),
            row.release(),
        )
        for row in table.rows
    ]
