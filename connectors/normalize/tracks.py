"""Rows that are tracks."""

from __future__ import annotations

from connectors.normalize.normalized import Filed
from connectors.normalize.rows import BoundTable
from rules.model import Track


def tracks(table: BoundTable) -> list[Filed[Track]]:
    """Return the tracks of a table."""
    return [
        Filed(
            Track(
                key=row.key,
                title=row.title(),
                ref=row.ref,
                isrc=row.text("isrc"),
                credits=row.actors("credits"),
                stems_holder=row.actors("stems_holder"),
                may_pitch=row.actors("may_pitch"),
                pitch_from=row.day("pitch_from"),
                pitch_until=row.day("pitch_until"),
            ),
            row.release(),
        )
        for row in table.rows
    ]
