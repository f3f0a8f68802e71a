"""Rows that are tracks."""

from __future__ import annotations

from connectors.normalize.normalized import Filed
from connectors.normalize.rows import BoundTable
from connectors.normalize.specs import ANY, spec_of
from rules.model import Track


def tracks(table: BoundTable) -> list[Filed[Track]]:
    """Return the tracks of a table."""
    return [
        Filed(
            Track(
                key=row.key,
                title=row.title(),
                ref=row.ref,
                isrc=row.code("isrc"),
                iswc=row.code("iswc"),
                credits=row.actors("credits"),
                stems_holder=row.actors("stems_holder"),
                may_pitch=row.actors("may_pitch"),
                pitch_from=row.day("pitch_from"),
                pitch_until=row.day("pitch_until"),
                cover=row.used("cover"),
                samples=row.used("samples"),
                interpolates=row.used("interpolates"),
                licence=row.cleared("licence"),
                master_cleared=row.cleared("master_cleared"),
                publishing_cleared=row.cleared("publishing_cleared"),
                spec=spec_of(row, ANY),
            ),
            row.release(),
        )
        for row in table.rows
    ]
