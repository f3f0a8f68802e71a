"""Rows that are pitches."""

from __future__ import annotations

from connectors.normalize.normalized import Filed
from connectors.normalize.rows import BoundTable, Row
from rules.model import Maybe, Pitch, State
from rules.vocabulary.pitch_words import is_refused, pitch_state_of


def pitches(table: BoundTable) -> list[Filed[Pitch]]:
    """Return the pitches of a table."""
    return [Filed(_pitch(row), row.release()) for row in table.rows]


def _pitch(row: Row) -> Pitch:
    to = row.text("to")
    return Pitch(
        key=row.key,
        title=row.words("title") or (f"Pitch to {to}" if isinstance(to, str) else "Pitch"),
        ref=row.ref,
        track=row.link("track"),
        by=row.actors("by"),
        to=to,
        sent_at=row.moment("sent_at"),
        due=row.day("due"),
        version=row.text("version"),
        exclusive=row.yes_no("exclusive"),
        from_day=row.day("from_day"),
        until_day=row.day("until_day"),
        contacts=row.text("contacts"),
        splits=row.text("splits"),
        clearance=row.text("clearance"),
        state=_state(row),
        refused=is_refused(row.words("state")),
    )


def _state(row: Row) -> Maybe[State]:
    return pitch_state_of(row.words("state")) or row.state()
