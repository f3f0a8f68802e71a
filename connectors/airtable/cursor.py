"""What one pull leaves for the next: the tables as they were, where the webhook's log goes on, what was put off."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from connectors.airtable.client import Json
from connectors.airtable.webhook import Webhook

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Known:
    """One table as an earlier pull found it."""

    schema: Json
    """As Airtable gave it."""
    rows: int
    """How many records it held when it was last read whole, and those that came since."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """What is known of one source from earlier pulls."""

    bound: str
    """Which fields were read, in short; other settings need other fields."""
    read_fully: datetime
    """When everything was last read, by our clock."""
    read_at: datetime
    """When changes were last read, by Airtable's clock where it tells."""
    tables: Mapping[str, Known]
    webhook: Webhook | None = None
    heard: datetime | None = None
    """When the webhook was last read, or made, by our clock."""
    stale: frozenset[str] = frozenset()
    """Tables in which computed values may be out of date, because a table that they are computed from changed."""
    recomputed: datetime | None = None
    """When such tables were last read again; `None`: not since everything was."""
    refused: str = ""
    """Why there is no webhook, in Airtable's words; "" where none was tried."""


def cursor_text(cursor: Cursor) -> str:
    """Return the cursor as text."""
    return json.dumps(
        {
            "version": _VERSION,
            "bound": cursor.bound,
            "read_fully": cursor.read_fully.isoformat(),
            "read_at": cursor.read_at.isoformat(),
            "tables": {table: [known.schema, known.rows] for table, known in cursor.tables.items()},
            "webhook": cursor.webhook and [cursor.webhook.id, cursor.webhook.cursor],
            "heard": cursor.heard and cursor.heard.isoformat(),
            "stale": sorted(cursor.stale),
            "recomputed": cursor.recomputed and cursor.recomputed.isoformat(),
            "refused": cursor.refused,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def cursor_from(text: str) -> Cursor | None:
    """Return the cursor that `cursor_text` wrote; `None` for any other text."""
    try:
        stored = json.loads(text)
        if stored["version"] != _VERSION:
            return None
        webhook, heard, recomputed = stored["webhook"], stored["heard"], stored["recomputed"]
        return Cursor(
            stored["bound"],
            datetime.fromisoformat(stored["read_fully"]),
            datetime.fromisoformat(stored["read_at"]),
            {table: Known(schema, rows) for table, (schema, rows) in stored["tables"].items()},
            Webhook(*webhook) if webhook else None,
            datetime.fromisoformat(heard) if heard else None,
            frozenset(stored["stale"]),
            datetime.fromisoformat(recomputed) if recomputed else None,
            stored["refused"],
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
