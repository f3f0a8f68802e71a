"""What was published of a milestone as a row of the store, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sync.calendar_file.published import Published
from sync.store.rows import Row, instant


def row_of_published(known: Published) -> Row:
    """Return an event of the calendar file as a row."""
    return {
        "uid": known.uid,
        "sequence": known.sequence,
        "changed_at": instant(known.changed_at),
        "digest": known.digest,
        "cancelled": int(known.cancelled),
        "body": known.body,
    }


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
