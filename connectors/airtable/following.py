"""What changed since the last pull, by the webhook's log: mostly told by the log itself, else fetched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from connectors.airtable.client import Airtable
from connectors.airtable.cursor import Cursor, Known
from connectors.airtable.payloads import Changes, Fate
from connectors.airtable.rows import pages, rows_of
from connectors.airtable.table import Reading, computed_from, fields_asked, read_whole, schemas_of, shape_of
from connectors.airtable.told import listed
from connectors.airtable.webhook import REFUSALS, Webhook, changes_since
from connectors.calls.budget import Allowance
from connectors.wanted import Wanted

_LEAST_LISTS = 3
"""Requests for the log that are always made before everything is read instead."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What the log brought, and the cursor without the tables."""

    readings: Mapping[str, Reading]
    cursor: Cursor


def follow(
    airtable: Airtable,
    wanted: Mapping[str, Wanted],
    before: Cursor,
    webhook: Webhook,
    allowance: Allowance,
    now: datetime,
) -> Followed | None:
    """Read what changed; `None` when the log does not tell it, or is longer than the tables themselves.

    Raises as `Airtable` does; a table that is gone is left out.
    """
    most = max(_LEAST_LISTS, sum(pages(known.rows) for known in before.tables.values()))
    try:
        changes = changes_since(airtable, webhook, most)
    except REFUSALS:
        return None
    if changes.errors or changes.might_have_more:
        return None
    altered = wanted.keys() & (changes.altered_tables | changes.created_tables | changes.destroyed_tables)
    schemas = {table: known.schema for table, known in before.tables.items()}
    if altered:
        schemas = dict(schemas_of(airtable, wanted.keys()))
    shapes = {table: shape_of(airtable, wanted[table], schema) for table, schema in schemas.items()}
    stale = before.stale | _outdated(changes, wanted, computed_from(shapes.values(), wanted))
    stale &= schemas.keys()
    cost = sum(pages(before.tables[table].rows) for table in stale - altered if table in before.tables)
    due = now - (before.recomputed or before.read_fully) >= allowance.rest(cost)
    again = altered | (stale if due else frozenset())
    readings: dict[str, Reading] = {}
    for table, schema in schemas.items():
        known = before.tables.get(table)
        if known is None or table in again:
            readings[table] = read_whole(airtable, wanted[table], schema)
        else:
            readings[table] = _changed(airtable, wanted[table], known, changes)
    return Followed(
        readings,
        replace(
            before,
            read_at=airtable.server_time or now,
            webhook=replace(webhook, cursor=changes.cursor),
            heard=now,
            stale=stale - again,
            recomputed=now if stale and due else before.recomputed,
        ),
    )


def _changed(airtable: Airtable, want: Wanted, known: Known, changes: Changes) -> Reading:
    """Return what changed in one table. A table that is as quickly read whole is."""
    shape = shape_of(airtable, want, known.schema)
    present = fields_asked(shape, want)
    told, missing = [], []
    for id_ in sorted(changes.to_fetch(want.table)):
        about = changes.told.get(want.table, {}).get(id_)
        if about is None or about.edited is None:
            missing.append(id_)
        elif about.edited & present:
            row = listed(id_, about, shape, present)
            if row is None:
                missing.append(id_)
            else:
                told.append(row)
    if missing and pages(len(missing)) >= pages(known.rows):
        return read_whole(airtable, want, known.schema)
    fetched = rows_of(airtable, want.table, present, missing)
    gone = changes.gone(want.table) | (set(missing) - {row["id"] for row in fetched})
    made_now = sum(fate is Fate.CREATED for fate in changes.records.get(want.table, {}).values())
    rows = max(0, known.rows + made_now - len(gone))
    return Reading(shape, (*told, *fetched), replace(known, rows=rows), whole=False, gone=frozenset(gone))


def _outdated(changes: Changes, wanted: Mapping[str, Wanted], sources: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the tables with values that are computed from a table in which something changed besides our marks."""
    moved = {table for table in changes.records if _moved(table, changes, wanted)}
    return frozenset(table for table, behind in sources.items() if behind & moved)


def _moved(table: str, changes: Changes, wanted: Mapping[str, Wanted]) -> bool:
    ours = wanted[table].ours if table in wanted else frozenset()
    told = changes.told.get(table, {})
    for id_, fate in changes.records[table].items():
        edited = told[id_].edited if id_ in told else None
        if fate is not Fate.CHANGED or edited is None or not edited <= ours:
            return True
    return False
