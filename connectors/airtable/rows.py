"""The records of one table, undecoded: all of them, some by their ids, or those edited since a moment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from connectors.airtable.client import Airtable, Json
from connectors.airtable.errors import NotAccepted
from connectors.airtable.formulas import modified_after, these_records
from connectors.errors import SourceUnreadable

PAGE_SIZE = 100
"""The most that Airtable gives at once."""
_ITERATOR_GONE = "LIST_RECORDS_ITERATOR_NOT_AVAILABLE"
_BEGINNINGS = 3
"""How often one table is begun anew because Airtable forgot where its pages were."""


def all_rows(airtable: Airtable, table: str, fields: Collection[str]) -> tuple[Json, ...]:
    """Read a table. Raises `ConnectorError` as `Airtable` does."""
    return _rows(airtable, table, fields, "")


def rows_edited(airtable: Airtable, table: str, fields: Collection[str], since: datetime) -> tuple[Json, ...]:
    """Read what was edited since a moment; a computed value that changed is no edit. Raises likewise."""
    return _rows(airtable, table, fields, modified_after(since))


def rows_of(airtable: Airtable, table: str, fields: Collection[str], ids: Sequence[str]) -> tuple[Json, ...]:
    """Read some records; one that is not there any more is not in the answer. Raises likewise."""
    some = (ids[start : start + PAGE_SIZE] for start in range(0, len(ids), PAGE_SIZE))
    return tuple(row for page in some for row in _rows(airtable, table, fields, these_records(page)))


def pages(count: int) -> int:
    """Return how many requests it takes to read so many records of one table."""
    return max(1, -(-count // PAGE_SIZE))


def _rows(airtable: Airtable, table: str, fields: Collection[str], formula: str) -> tuple[Json, ...]:
    options = {
        "fields": sorted(fields),
        "page_size": PAGE_SIZE,
        "use_field_ids": True,
        "count_comments": True,
        **({"formula": formula} if formula else {}),
    }
    for beginning in range(1, _BEGINNINGS + 1):
        try:
            return _to_the_end(airtable, table, options)
        except NotAccepted as error:
            if error.code != _ITERATOR_GONE or beginning == _BEGINNINGS:
                raise
    raise AssertionError


def _to_the_end(airtable: Airtable, table: str, options: Json) -> tuple[Json, ...]:
    found: dict[str, Json] = {}
    offset, seen = "", {""}
    while True:
        answer = airtable.records(table, {**options, **({"offset": offset} if offset else {})})
        rows = answer.get("records")
        if not isinstance(rows, list):
            raise SourceUnreadable("Airtable's answer holds no list of records")
        found |= {row["id"]: row for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str)}
        offset = answer.get("offset") or ""
        if not offset:
            return tuple(found.values())
        if not isinstance(offset, str) or offset in seen:
            raise SourceUnreadable("Airtable says that there is more to read, and not where it goes on")
        seen.add(offset)
