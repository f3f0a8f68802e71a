"""What was published of the milestones as rows of the store, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sync.calendar_file.published import Published
from sync.store.rows import instant, rows_to_text


def published_to_text(events: Iterable[Published]) -> str:
    """Return events of the calendar file as rows."""
    return rows_to_text(
        {
            known.uid: {
                "sequence": known.sequence,
                "changed_at": instant(known.changed_at),
                "digest": known.digest,
                "cancelled": int(known.cancelled),
                "body": known.body,
            }
            for known in events
        }
    )


def published_of_row(row: Mapping[str, Any]) -> Published:
    """Return the event of a row."""
    return Published(
        uid=row["uid"],
        sequence=row["sequence"],
        changed_at=datetime.fromisoformat(row["changed_at"]),
        digest=row["digest"],
        cancelled=bool(row["cancelled"]),
        body=row["body"],
    )
