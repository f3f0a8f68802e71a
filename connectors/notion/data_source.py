"""One data source: read whole, or what changed since the last time, and made into records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

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
from connectors.notion.wanted import Wanted
from connectors.record import Marks, Record
from rules.model import Ref, Unknown, Unreadable

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


def schema_of(notion: Notion, data_source: str) -> Json:
    """Return what Notion says of a data source's columns. Raises as `Notion` does."""
    answer = notion.read(f"data_sources/{data_source}")
    return {key: answer[key] for key in _KEPT if key in answer}


def read_again(notion: Notion, wanted: Wanted, known: Known, now: datetime) -> Reading:
    """Read what may have changed: a small data source whole, in one request; of a larger one what was edited.

    All of it, columns included, when they are not the ones that are known.
    """
    shape = shape_of(known.schema, wanted.ours)
    whole = known.rows <= PAGE_SIZE or known.mark is None or _is_out_of_date(shape, wanted, known, now)
    since = None if whole or known.mark is None else known.mark - _OVERLAP
    try:
        rows = read_rows(notion, wanted.data_source, _asked(shape, wanted), since)
    except NotAccepted:
        # One of the columns is gone.
        return read_whole(notion, wanted, schema_of(notion, wanted.data_source), now)
    if _has_other_columns(rows, shape):
        return read_whole(notion, wanted, schema_of(notion, wanted.data_source), now)
    return _reading(notion, wanted, known.schema, rows, now, known if not whole else None)


def read_whole(notion: Notion, wanted: Wanted, schema: Json, now: datetime) -> Reading:
    """Read every row. Raises as `Notion` does, and `SourceUnreadable` for a data source in the trash."""
    shape = shape_of(schema, wanted.ours)
    if shape.in_trash:
        raise SourceUnreadable("it is in the trash", hint="Restore it in Notion, or take it out of the settings.")
    rows = read_rows(notion, wanted.data_source, _asked(shape, wanted))
    return _reading(notion, wanted, schema, rows, now, None)


def records_of(
    reading: Reading, wanted: Wanted, shared: Mapping[str, bool], unreadable: list[Unreadable]
) -> Iterator[Record]:
    """Yield the records, and keep in `unreadable` what could not be read and why.

    A relation to a data source that is not `shared` looks empty and is not known; nor is what is computed over it.
    """
    shape = reading.shape
    hidden = {column for column, related in shape.relations.items() if not shared.get(related.data_source, False)}
    hidden |= {column for column, behind in shape.computed_from.items() if not hidden.isdisjoint(behind)}
    names = {column.id: column.name for column in shape.table.columns}
    for page in reading.pages:
        ref = Ref(TOOL, wanted.data_source, page.id, page.url)
        for column, flaw in page.flaws.items():
            if column not in wanted.ours:
                unreadable.append(Unreadable(ref, names[column], flaw.text, flaw.reason))
        cells = {
            column: Unknown.UNSEEN if column in hidden else cell
            for column, cell in page.cells.items()
            if column not in wanted.ours
        }
        marks = Marks(_own(page, wanted.flag), _own(page, wanted.gaps), Unknown.UNSEEN)
        yield Record(ref, cells, marks, page.edited_at)


def relations_of(shape: Shape, wanted: Wanted) -> frozenset[str]:
    """Return the data sources that the columns lead to which are read; "" for one that Notion does not name."""
    asked = _asked(shape, wanted)
    return frozenset(related.data_source for column, related in shape.relations.items() if column in asked)


def _reading(notion: Notion, wanted: Wanted, schema: Json, rows: Rows, now: datetime, before: Known | None) -> Reading:
    """Return what the rows say; `before` is what was known of a data source of which only the edits were read."""
    shape = shape_of(schema, wanted.ours)
    columns = _present(shape, wanted)
    pages = tuple(
        with_full_values(notion, page, shape, wanted.columns)
        for page in (page_of(page, shape, columns) for page in rows.pages)
        if not page.in_trash
    )
    mark = _mark(rows, pages) or (before.mark if before else None)
    known = Known(schema, before.rows if before else len(pages), before.read_whole if before else now, mark)
    return Reading(shape, pages, known, before is None, rows.lacking)


def _mark(rows: Rows, pages: Iterable[Page]) -> datetime | None:
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


def _is_out_of_date(shape: Shape, wanted: Wanted, known: Known, now: datetime) -> bool:
    present = _present(shape, wanted)
    unedited = any(
        shape.types[column] in _CHANGE_UNSEEN or (column in shape.relations and shape.relations[column].dual)
        for column in present
    )
    return unedited and not timedelta(0) <= now - known.read_whole < _RECOMPUTED


def _has_other_columns(rows: Rows, shape: Shape) -> bool:
    """Whether a row shows a column under another name, or of another type, than the known ones."""
    names = {column.id: column.name for column in shape.table.columns}
    for page in rows.pages:
        properties = page.get("properties")
        for name, value in properties.items() if isinstance(properties, dict) else ():
            column = plain_id(value["id"]) if isinstance(value, dict) and isinstance(value.get("id"), str) else ""
            if column in names and (names[column] != clean(name) or shape.types[column] != value.get("type")):
                return True
    return False


def _own(page: Page, column: str) -> str | None:
    cell = page.cells.get(column)
    return cell if isinstance(cell, str) else None
