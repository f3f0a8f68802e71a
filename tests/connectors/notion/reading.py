"""A workspace behind the stand-in server, and a source that reads it with the real client library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from connectors.calls.pace import Pace, Window
from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import Subject
from connectors.notion.client import Notion
from connectors.notion.source import NotionSource
from connectors.record import Cell, Pull, Record
from sync.pictures import laid_over, picture_of
from tests.standins.notion import DataSource, Token, Workspace, serve
from tests.standins.serving import Server


@dataclass(slots=True)
class Team:
    """A workspace, its server, and our connection to it."""

    workspace: Workspace
    server: Server
    token: Token
    notion: Notion
    skew: timedelta = field(default=timedelta(0))
    """How far our own clock goes wrong."""

    def now(self) -> datetime:
        return self.workspace.clock.now() + self.skew

    def source(self, *bindings: TableBinding, full_read: timedelta = timedelta(hours=24)) -> NotionSource:
        return NotionSource("plan", self.notion, bindings, clock=self.now, full_read=full_read)

    def pass_time(self, **parts: float) -> None:
        self.workspace.clock.sleep(timedelta(**parts).total_seconds())

    def asked(self) -> Mapping[str, int]:
        """Return what was asked since the last time, by route."""
        counts = dict(self.server.counts())
        self.server.forget()
        return counts


@contextmanager
def team(*, budget: int = 10_000) -> Iterator[Team]:
    workspace = Workspace()
    token = workspace.connect()
    workspace.limits.connection = budget
    clock = workspace.clock
    with serve(workspace) as server:
        pace = Pace(Window(budget, 60.0), clock=clock.monotonic, sleep=clock.sleep)
        notion = Notion(token.secret, pace, address=server.url, timeout=30)
        try:
            yield Team(workspace, server, token, notion)
        finally:
            notion.close()


def bound(source: DataSource, *columns: str, flag: str = "", gaps: str = "", called: str = "") -> TableBinding:
    """Return a binding of these columns, by name; what they mean does not matter to a connector."""
    ids = {prop.name: prop.id for prop in source.properties.values()}
    return TableBinding(
        source.id,
        Subject.DELIVERABLES,
        {name.lower(): ids[name] for name in columns},
        called=called or source.title,
        flag=ids[flag] if flag else "",
        gaps=ids[gaps] if gaps else "",
    )


class Following:
    """What stands in the store: the picture after each read, the next one laid over it."""

    def __init__(self, source: NotionSource) -> None:
        self._source = source
        self._picture = picture_of(source.pull(""))
        self.last: Pull | None = None

    def read(self) -> tuple[Record, ...]:
        """Read what changed, and return all records by id."""
        self.last = laid_over(self._picture, self._source.pull(self._picture.cursor))
        if self.last.complete:
            self._picture = picture_of(self.last)
        return by_id(self.last)


def by_id(pull: Pull) -> tuple[Record, ...]:
    return tuple(sorted(pull.records, key=lambda record: record.ref.key))


def cell(pull: Pull, source: DataSource, page: str, column: str) -> Cell:
    """Return one cell by the column's name."""
    key = next(prop.id for prop in source.properties.values() if prop.name == column)
    return next(record.cells[key] for record in pull.records if record.ref.record == page)
