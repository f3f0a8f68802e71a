"""What one pull leaves for the next: how far each data source was read, its columns, and whom the workspace has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import datetime

from connectors.notion.client import Json
from connectors.notion.members import Members
from connectors.record import Member, PersonCell

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Known:
    """One data source as an earlier pull found it."""

    schema: Json
    """As Notion gave it."""
    rows: int
    """How many it held when it was last read whole."""
    read_whole: datetime
    """When that was, by our clock."""
    mark: datetime | None
    """The minute, by Notion's clock, up to which every edit was seen; `None` where that is not known."""
    hidden: Mapping[str, str]
    """The names, by plain id, of the bound columns that Notion keeps out of the schema."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """What is known of one source from earlier pulls."""

    bound: str
    """Which columns were read, in short; other settings need other columns."""
    read_fully: datetime
    """When everything was last read, schemas and members included, by our clock."""
    tables: Mapping[str, Known]
    members: Members | None
    """`None` where the connection may not see them."""


def cursor_text(cursor: Cursor) -> str:
    """Return the cursor as text."""
    members = cursor.members
    return json.dumps(
        {
            "version": _VERSION,
            "bound": cursor.bound,
            "read_fully": cursor.read_fully.isoformat(),
            "tables": {
                table: [
                    known.schema,
                    known.rows,
                    known.read_whole.isoformat(),
                    known.mark and known.mark.isoformat(),
                    dict(known.hidden),
                ]
                for table, known in cursor.tables.items()
            },
            "members": None if members is None else [[*astuple(m.account), m.active] for m in members.values()],
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
        members = stored["members"]
        return Cursor(
            stored["bound"],
            datetime.fromisoformat(stored["read_fully"]),
            {
                table: Known(
                    schema, rows, datetime.fromisoformat(whole), datetime.fromisoformat(mark) if mark else None, hidden
                )
                for table, (schema, rows, whole, mark, hidden) in stored["tables"].items()
            },
            None if members is None else {m[0]: Member(PersonCell(*m[:-1]), m[-1]) for m in members},
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
