"""Rows that are versions of a track or file."""

from __future__ import annotations

from connectors.normalize.normalized import Filed
from connectors.normalize.rows import BoundTable
from connectors.normalize.specs import AUDIO, spec_of
from rules.model import Version


def versions(table: BoundTable) -> list[Filed[Version]]:
    """Return the versions of a table."""
    return [
        Filed(
            Version(
                key=row.key,
                title=row.title(),
                ref=row.ref,
                track=row.link("track"),
                canonical=row.yes_no("canonical"),
                file=row.file("file"),
                spec=spec_of(row, AUDIO),
                state=row.text("state"),
            ),
            row.release(),
        )
        for row in table.rows
    ]
