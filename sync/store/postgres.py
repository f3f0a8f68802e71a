"""The store in a PostgreSQL database that other workspaces, and other programs, may share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sync.store.base import Health
from sync.store.postgres_server import Connection, connected, exists, explained, migrated, place_of, version_of
from sync.store.queries import queries, with_parameters
from sync.store.rows import Row
from sync.store.sql import SqlStore

_SIZE = """
select coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint as size
from pg_class c where c.relnamespace = to_regnamespace(current_schema()) and c.relkind = 'r'
"""


class PostgresDatabase:
    """An open connection."""

    def __init__(self, connection: Connection, where: str) -> None:
        """Take an open, migrated connection; `where` names it in messages."""
        self._connection = connection
        self._where = where

    @contextmanager
    def writing(self) -> Iterator[None]:
        with explained(self._where), self._connection.transaction():
            yield

    def rows(self, name: str, row: Row) -> Sequence[Mapping[str, Any]]:
        with explained(self._where):
            cursor = self._connection.execute(_statements()[name], row)
            return cursor.fetchall() if cursor.description else ()

    def each(self, name: str, rows: Iterable[Row]) -> None:
        with explained(self._where), self._connection.cursor() as cursor:
            cursor.executemany(_statements()[name], rows)

    def health(self) -> Health:
        with explained(self._where):
            row = self._connection.execute(_SIZE).fetchone() or {}
            return Health(version_of(self._connection), int(row.get("size", 0)))

    def close(self) -> None:
        self._connection.close()


@cache
def _statements() -> Mapping[str, bytes]:
    return {name: with_parameters(text, lambda each: f"%({each})s").encode() for name, text in queries().items()}


def open_store(url: str, workspace: str) -> SqlStore:
    """Open the store to write, creating it in its own schema and bringing it up to date."""
    connection, where = connected(url, writing=True), place_of(url)
    migrated(connection, where)
    return SqlStore(PostgresDatabase(connection, where), workspace)


def look_into(url: str, workspace: str) -> SqlStore:
    """Open the store to read what is there, without creating or changing anything; an empty one if there is none."""
    connection, where = connected(url, writing=False), place_of(url)
    if not exists(connection, where):
        from sync.store.sqlite import open_store as open_file

        connection.close()
        return open_file(":memory:", workspace)
    migrated(connection, where, writing=False)
    return SqlStore(PostgresDatabase(connection, where), workspace)
