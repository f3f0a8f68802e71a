"""The two formulas that records are asked for with. Only ids and times go into them, so nothing needs quoting."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

_RECORD = re.compile(r"rec[A-Za-z0-9]{1,40}")


def these_records(ids: Iterable[str]) -> str:
    """Return the formula that is true for these records. Raises `ValueError` for something that is no record's id."""
    parts: list[str] = []
    for id_ in ids:
        if not _RECORD.fullmatch(id_):
            raise ValueError(f"not the id of an Airtable record: {id_!r}")
        parts.append(f"RECORD_ID()='{id_}'")
    return f"OR({','.join(parts)})"


def modified_after(moment: datetime) -> str:
    """Return the formula that is true for records edited after an instant, which must be aware."""
    if moment.tzinfo is None:
        raise ValueError("an instant without a zone")
    stamp = moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00")
    return f"IS_AFTER(LAST_MODIFIED_TIME(),DATETIME_PARSE('{stamp}Z'))"
