"""One data source: read whole, or what changed since the last time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from connectors.errors import SourceUnreadable
from connectors.notion.client import Json, Notion
from connectors.notion.cursor import Known
from connectors.notion.errors import NotAccepted
from connectors.notion.full_values import with_full_values
from connectors.notion.ids import plain_id
from connectors.notion.pages import Page, page_of
from connectors.notion.paging import PAGE_SIZE
from connectors.notion.rows import Rows, read_rows
from connectors.notion.schema import Shape, shape_of
from connectors.notion.texts import clean
from connectors.record import Column, ColumnType, Table
from connectors.wanted import Wanted

TOOL = "notion"
_OVERLAP = timedelta(minutes=2)
"""Edit times are cut to the minute, and show a little late."""
_RECOMPUTED = timedelta(hours=1)
"""How long a value may be out of date that changes without its page being edited."""
_CHANGE_UNSEEN = frozenset({"formula", "rollup", "verification"})
_KEPT = ("id", "title", "url", "properties", "in_trash")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one data source holds now: everything when `whole`, else what was edited."""

    shape: Shape
    pages: tuple[Page, ...]
    known: Known
    whole: bool
    lacking: str = ""
    """Why rows are missing, in a sentence; "" when they are all here."""

    @property
    def table(self) -> Table:
        """The table with the columns that Notion keeps out of the schema."""
        hidden = (Column(column, name, ColumnType.RELATION) for column, name in self.known.hidden.items())
        return replace(self.shape.table, columns=(*self.shape.table.columns, *hidden))


def schema_of(notion: Notion, data_source: str) -> Json:
    """Return what Notion says of a data source's columns. Raises as `Notion` does."""
    answer = notion.read(f"data_sources/{data_source}")
    return {key: answer[key] for key in _KEPT if key in answer}


def read_again(notion: Notion, wanted: Wanted, known: Known, now: datetime) -> Reading:
    """Read what may have changed: a small data source whole, in one request; of a larger one what was edited.

    All of it, columns included, when they are not the ones that are known.
    """
    shape = shape_of(known.schema, wanted.ours)
    old = not timedelta(0) <= now - known.read_whole < _RECOMPUTED
    if old and known.hidden:
        return read_whole(notion, wanted, schema_of(notion, wanted.table), now)
    whole = known.rows <= PAGE_SIZE or known.mark is None or (old and _changes_unseen(shape, wanted))
    since = None if whole or known.mark is None else known.mark - _OVERLAP
    try:
        rows = read_rows(notion, wanted.table, _asked(shape, wanted), since)
    except NotAccepted:
        # One of the columns is gone.
        return read_whole(notion, wanted, schema_of(notion, wanted.table), now)
    if _has_other_columns(rows, shape):
        return read_whole(notion, wanted, schema_of(notion, wanted.table), now)
    pages = _pages(notion, wanted, shape, rows)
    mark = _mark(rows, pages) or known.mark
    if whole:
        known = replace(known, rows=len(pages), read_whole=now)
    return Reading(shape, pages, replace(known, mark=mark), whole, rows.lacking)


def read_whole(notion: Notion, wanted: Wanted, schema: Json, now: datetime) -> Reading:
    """Read every row. Raises as `Notion` does, and `SourceUnreadable` for a data source in the trash."""
    shape = shape_of(schema, wanted.ours)
    if shape.in_trash:
        raise SourceUnreadable("it is in the trash", hint="Restore it in Notion, or take it out of the settings.")
    asked = _asked(shape, wanted)
    missing = wanted.columns - shape.types.keys()
    try:
        rows = read_rows(notion, wanted.table, asked | missing)
    except NotAccepted:
        if not missing:
            raise
        rows = read_rows(notion, wanted.table, asked)
    pages = _pages(notion, wanted, shape, rows)
    # A relation to what is not shared with us is left out of the schema, with all that is computed over it, and looks
    # empty in the rows.
    hidden = {column: name for row in rows.pages for column, name, _ in _shown(row) if column in missing}
    return Reading(shape, pages, Known(schema, len(pages), now, _mark(rows, pages), hidden), True, rows.lacking)


def _pages(notion: Notion, wanted: Wanted, shape: Shape, rows: Rows) -> tuple[Page, ...]:
    columns = _present(shape, wanted)
    pages = (page_of(row, shape, columns) for row in rows.pages)
    return tuple(with_full_values(notion, page, shape, wanted.columns) for page in pages if not page.in_trash)


def _mark(rows: Rows, pages: Iterable[Page]) -> datetime | None:
    """Return the minute from which edits may be missing here, by Notion's clock: ours may be wrong."""
    edits = (page.edited_at for page in pages if page.edited_at is not None)
    moment = rows.asked_at or max(edits, default=None)
    return moment.replace(second=0, microsecond=0) if moment else None


def _present(shape: Shape, wanted: Wanted) -> frozenset[str]:
    title = {shape.title} if shape.title else set()
    return (wanted.columns | wanted.ours | title) & shape.types.keys()


def _asked(shape: Shape, wanted: Wanted) -> frozenset[str]:
    """Return the columns to ask for: a computed one can only be trusted beside those that it goes through."""
    present = _present(shape, wanted)
    behind = frozenset(name for column in present for name in shape.computed_from.get(column, ()))
    return present | (behind & shape.types.keys())


def _changes_unseen(shape: Shape, wanted: Wanted) -> bool:
    """Whether a bound column may change without its page's edit time moving."""
    return any(
        shape.types[column] in _CHANGE_UNSEEN or (column in shape.relations and shape.relations[column].dual)
        for column in _present(shape, wanted)
    )


def _has_other_columns(rows: Rows, shape: Shape) -> bool:
    """Whether a row shows a column under another name, or of another type, than the known ones."""
    known = {column.id: (column.name, shape.types[column.id]) for column in shape.table.columns}
    return any(
        known.get(column, (name, kind)) != (name, kind) for row in rows.pages for column, name, kind in _shown(row)
    )


def _shown(row: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
    """Yield id, name and type of each column that a row shows."""
    properties = row.get("properties")
    for name, value in properties.items() if isinstance(properties, dict) else ():
        if isinstance(value, dict) and isinstance(value.get("id"), str) and isinstance(value.get("type"), str):
            yield plain_id(value["id"]), clean(name), clean(value["type"])
