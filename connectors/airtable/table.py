"""One table: its fields, what was read of it, and the records that this makes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from connectors.airtable.client import Airtable, Json
from connectors.airtable.cursor import Known
from connectors.airtable.records import record_of
from connectors.airtable.rows import all_rows
from connectors.airtable.schema import TableShape, table_of, tables_in
from connectors.record import Record
from connectors.wanted import Wanted
from rules.model import Unreadable

_THROUGH_LINKS = frozenset({"multipleLookupValues", "rollup", "count"})
_COMPUTED = _THROUGH_LINKS | {"formula"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one table: everything when `whole`, else what changed, and the ids of what is gone."""

    shape: TableShape
    rows: tuple[Json, ...]
    known: Known
    whole: bool
    gone: frozenset[str] = frozenset()


def schemas_of(airtable: Airtable, wanted: Collection[str]) -> Mapping[str, Json]:
    """Return what Airtable says of the wanted tables, by id; one that is not there is left out.

    Raises as `Airtable` does, and `SourceUnreadable` when the answer holds no tables.
    """
    answer = airtable.read(f"meta/bases/{airtable.base}/tables")
    there = {shape.table.id for shape in tables_in(answer, airtable.base)}
    return {
        raw["id"]: raw for raw in answer["tables"] if isinstance(raw, dict) and raw.get("id") in there & set(wanted)
    }


def shape_of(airtable: Airtable, want: Wanted, schema: Json) -> TableShape:
    """Return a table as its schema describes it."""
    return table_of(schema, airtable.base, want.ours)


def fields_asked(shape: TableShape, want: Wanted) -> frozenset[str]:
    """Return the wanted fields that the table has; never none, for that would ask for all of them."""
    return ((want.columns | want.ours) & shape.fields.keys()) or frozenset({shape.primary})


def read_whole(airtable: Airtable, want: Wanted, schema: Json) -> Reading:
    """Read every record. Raises as `Airtable` does."""
    shape = shape_of(airtable, want, schema)
    rows = all_rows(airtable, want.table, fields_asked(shape, want))
    return Reading(shape, rows, Known(schema, len(rows)), whole=True)


def records_of(reading: Reading, want: Wanted, unreadable: list[Unreadable]) -> Iterator[Record]:
    """Yield the records, and keep in `unreadable` what could not be read and why."""
    asked = fields_asked(reading.shape, want)
    # A field that was not asked for is not empty.
    shape = replace(reading.shape, fields={id_: field for id_, field in reading.shape.fields.items() if id_ in asked})
    for row in reading.rows:
        found = record_of(row, shape, want.own)
        if found is not None:
            unreadable.extend(found.unreadable)
            yield found.record


def computed_from(shapes: Iterable[TableShape], wanted: Mapping[str, Wanted]) -> Mapping[str, frozenset[str]]:
    """Return for each table the others whose records a wanted field of it may be computed from, however far away."""
    shapes = tuple(shapes)
    links = {
        shape.table.id: frozenset(field.relates_to for field in shape.fields.values() if field.relates_to)
        for shape in shapes
    }
    return {shape.table.id: _reached(shape.table.id, links) for shape in shapes if _computes(shape, wanted)}


def _computes(shape: TableShape, wanted: Mapping[str, Wanted]) -> bool:
    types = {shape.fields[field].type for field in fields_asked(shape, wanted[shape.table.id]) & shape.fields.keys()}
    return bool(types & _COMPUTED) and any(field.type in _THROUGH_LINKS for field in shape.fields.values())


def _reached(table: str, links: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    ahead = [table]
    while ahead:
        new = links.get(ahead.pop(), frozenset()) - found
        found |= new
        ahead.extend(new)
    return frozenset(found)
