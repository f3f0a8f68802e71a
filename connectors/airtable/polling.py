"""What changed since the last pull where there is no webhook: small tables whole, of larger ones what was edited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from connectors.airtable.client import Airtable
from connectors.airtable.cursor import Cursor, Known
from connectors.airtable.errors import NotAccepted
from connectors.airtable.rows import PAGE_SIZE, rows_edited
from connectors.airtable.table import Reading, fields_asked, read_whole, schemas_of, shape_of
from connectors.wanted import Wanted

_OVERLAP = timedelta(minutes=2)
"""How finely Airtable compares edit times is not documented."""


def poll(airtable: Airtable, wanted: Mapping[str, Wanted], before: Cursor) -> Mapping[str, Reading]:
    """Read what may have changed, one request for each table. Raises as `Airtable` does.

    A table that lost a field is read again as it is now; one that is gone is left out.
    """
    readings: dict[str, Reading] = {}
    for table, want in wanted.items():
        known = before.tables.get(table)
        try:
            if known is not None:
                readings[table] = _polled(airtable, want, known, before)
                continue
        except NotAccepted:
            pass  # A field that was asked for is gone.
        schema = schemas_of(airtable, {table}).get(table)
        if schema is not None:
            readings[table] = read_whole(airtable, want, schema)
    return readings


def _polled(airtable: Airtable, want: Wanted, known: Known, before: Cursor) -> Reading:
    if known.rows <= PAGE_SIZE:
        return read_whole(airtable, want, known.schema)
    shape = shape_of(airtable, want, known.schema)
    rows = rows_edited(airtable, want.table, fields_asked(shape, want), before.read_at - _OVERLAP)
    return Reading(shape, rows, known, whole=False)
