"""Looking around in a Notion workspace: what the token can see, some rows of it, and our columns there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property

from connectors.errors import ConnectorError, NotShared, SourceMissing, WriteFailed
from connectors.explore import OwnColumns
from connectors.link_titles import with_links_told
from connectors.notion.addresses import id_in
from connectors.notion.client import Json, Notion
from connectors.notion.data_source import TOOL
from connectors.notion.errors import CapabilityMissing, NotAccepted
from connectors.notion.identity import identity
from connectors.notion.own_columns import by_name, making, names_taken, standing
from connectors.notion.pages import page_of
from connectors.notion.schema import Shape, shape_of
from connectors.notion.texts import plain_text
from connectors.notion.wording import tick
from connectors.record import Pull, Record, Table
from rules.model import Ref

_ROWS = 100
"""As many as one request brings."""
_SHARE = "Open it in Notion: ••• → Connections → add the connection. Then try again."


class NotionExplorer:
    """Sees the databases that it is given, by link or id; without any, whatever Notion's search lists.

    The search may not know yet what was shared in the last minutes; a link always leads there.
    """

    def __init__(self, notion: Notion, databases: Sequence[str] = (), bound: Iterable[OwnColumns] = ()) -> None:
        """`bound` are the columns of ours that settings name already."""
        self._notion = notion
        self._bound = {columns.table: columns for columns in bound}
        self._databases = tuple(databases)
        self._shapes: dict[str, Shape] = {}

    @property
    def place(self) -> str:
        return self._place

    def survey(self) -> tuple[Table, ...]:
        """Return every data source; where several have one title, where each lies stands behind it."""
        found = {(shape := shape_of(raw)).table.id: (shape, raw) for raw in self._data_sources()}
        self._shapes = {table: shape for table, (shape, _) in found.items()}
        shapes = [(shape, raw) for shape, raw in found.values() if not shape.in_trash]
        same = Counter(shape.table.title for shape, _ in shapes)
        tables = [
            replace(shape.table, title=self._in_place(shape, raw)) if same[shape.table.title] > 1 else shape.table
            for shape, raw in shapes
        ]
        still_same = Counter(table.title for table in tables)
        return tuple(
            replace(table, title=f"{table.title} …{table.id[-4:]}") if still_same[table.title] > 1 else table
            for table in tables
        )

    def sample(self, tables: Sequence[Table]) -> Pull:
        """Return the first hundred rows of each table; a link among them shows the title of the row it leads to."""
        before = self._notion.requests
        records = (record for table in tables for record in self._rows(table))
        told = with_links_told(records, {table.id: self._shape(table.id).title for table in tables})
        return Pull(
            tables=tuple(tables),
            records=told,
            read_at=self._notion.server_time or datetime.min.replace(tzinfo=UTC),
            complete=False,
            requests=self._notion.requests - before,
            error="only a sample was read",
        )

    def own_columns(self, tables: Sequence[Table]) -> tuple[OwnColumns, ...]:
        """Return which of our columns each table has; a schema that the survey saw is not read again."""
        return tuple(self._ours(self._shape(table.id)) for table in tables)

    def make_columns(self, table: Table) -> OwnColumns:
        """Make whichever of our columns is missing. Raises `WriteFailed` when a column of another type bears its name.

        A request whose answer was lost may be repeated: a column that has the name already is not made again.
        """
        shape = self._shapes[table.id] = self._read(table.id)
        have = self._ours(shape)
        if have.complete:
            return have
        if taken := names_taken(shape, have):
            names = " and ".join(f"“{name}”" for name in taken)
            raise WriteFailed(
                f"“{table.title}” has a column {names} of another type, and it was left as it is",
                hint="Rename that column in Notion, then try again.",
            )
        try:
            answer = self._notion.patch(f"data_sources/{table.id}", making(have))
        except CapabilityMissing:
            raise CapabilityMissing(
                f"Notion does not let the connection add columns to “{table.title}”",
                hint=f"To have them made, {tick('Update content', 'Insert content')}.",
            ) from None
        self._shapes[table.id] = shape_of(answer)
        made = self._ours(self._shapes[table.id])
        if not made.complete:
            raise WriteFailed(f"Notion took our columns for “{table.title}” and does not show them")
        return made

    def _ours(self, shape: Shape) -> OwnColumns:
        bound = self._bound.get(shape.table.id, OwnColumns(shape.table.id))
        return standing(bound, shape).filled_from(by_name(shape))

    @cached_property
    def _place(self) -> str:
        return identity(self._notion).workspace or "Notion"

    def _data_sources(self) -> Iterator[Json]:
        if not self._databases:
            yield from self._searched()
        for written in self._databases:
            yield from self._in_database(written)

    def _searched(self) -> Iterator[Json]:
        question = {"filter": {"property": "object", "value": "data_source"}, "page_size": 100}
        while True:
            answer = self._notion.ask("search", question)
            yield from answer.get("results", ())
            if not answer.get("has_more"):
                return
            question = {**question, "start_cursor": answer["next_cursor"]}

    def _in_database(self, written: str) -> Iterator[Json]:
        """Yield the data sources of a database, or the one that the id itself is of."""
        database_id = id_in(written)
        try:
            database = self._notion.read(f"databases/{database_id}")
        except (NotShared, NotAccepted):
            yield self._by_itself(written, database_id)
            return
        if database.get("in_trash"):
            raise SourceMissing(f"“{written}” lies in Notion's trash", hint="Restore it there, then try again.")
        listed = database.get("data_sources") or ()
        if not listed:
            raise SourceMissing(
                f"“{written}” shows the rows of another database and has none of its own",
                hint="Open the database that it shows (the arrow at its title), and copy the link from there.",
            )
        for each in listed:
            yield self._notion.read(f"data_sources/{each['id']}")

    def _by_itself(self, written: str, data_source: str) -> Json:
        try:
            return self._notion.read(f"data_sources/{data_source}")
        except (NotShared, NotAccepted):
            raise NotShared(
                f"Notion shows the connection no database at “{written}”: it was deleted, is not shared with the "
                "connection, or is a page",
                hint=_SHARE,
            ) from None

    def _rows(self, table: Table) -> Iterator[Record]:
        shape = self._shape(table.id)
        wanted = [column.id for column in shape.table.columns]
        question = {"page_size": _ROWS, "result_type": "page"}
        answer = self._notion.ask(f"data_sources/{table.id}/query", question)
        for raw in answer.get("results", ()):
            page = page_of(raw, shape, wanted)
            yield Record(Ref(TOOL, table.id, page.id, page.url), page.cells, edited_at=page.edited_at)

    def _shape(self, data_source: str) -> Shape:
        if data_source not in self._shapes:
            self._shapes[data_source] = self._read(data_source)
        return self._shapes[data_source]

    def _read(self, data_source: str) -> Shape:
        return shape_of(self._notion.read(f"data_sources/{data_source}"))

    def _in_place(self, shape: Shape, raw: Json) -> str:
        """Return the title with where the data source lies: its database if that has another name, else its page."""
        title = shape.table.title
        where = next((name for name in self._around(raw) if name and name != title), "")
        return f"{title} (in {where})" if where else title

    def _around(self, raw: Json) -> Iterator[str]:
        for path in _parents(raw):
            try:
                yield _title(self._notion.read(path))
            except ConnectorError:
                continue


def _parents(raw: Json) -> Iterator[str]:
    """Yield where the names of what holds a data source are read, the nearest first."""
    for parent in (raw.get("parent"), raw.get("database_parent")):
        if isinstance(parent, dict):
            if isinstance(database := parent.get("database_id"), str):
                yield f"databases/{database}"
            if isinstance(page := parent.get("page_id"), str):
                yield f"pages/{page}"


def _title(raw: Json) -> str:
    """Return the title of a database or page, "" where none can be read."""
    properties = raw.get("properties")
    values = properties.values() if isinstance(properties, dict) else ()
    titles = [raw.get("title"), *(value.get("title") for value in values if isinstance(value, dict))]
    try:
        return next((plain_text(title).strip() for title in titles if isinstance(title, list)), "")
    except (TypeError, KeyError, AttributeError):
        return ""
