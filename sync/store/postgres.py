"""The store in a PostgreSQL database that other workspaces, and other programs, may share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, cast

from sync.store import sqlite
from sync.store.base import Health, StoreError
from sync.store.postgres_look import copied
from sync.store.postgres_server import (
    AWAY,
    Connection,
    connected,
    exists,
    explained,
    migrated,
    outdated,
    place_of,
    version_of,
)
from sync.store.queries import queries, with_parameters
from sync.store.rows import Row
from sync.store.sql import SqlStore

_SIZE = """
select coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint as size
from pg_class c where c.relnamespace = to_regnamespace(current_schema()) and c.relkind = 'r'
"""


def _now() -> datetime:
    return datetime.now(UTC)


class PostgresDatabase:
    """An open connection."""

    def __init__(self, connection: Connection, where: str, clock: Callable[[], datetime] = _now) -> None:
        """Take an open, migrated connection; `where` names it in messages, `clock` is this machine's."""
        self._connection = connection
        self._where = where
        self._clock = clock

    @contextmanager
    def writing(self) -> Iterator[None]:
        with explained(self._where), self._connection.transaction():
            yield

    def rows(self, name: str, row: Row) -> Sequence[Mapping[str, Any]]:
        with explained(self._where):
            cursor = self._connection.execute(_statements()[name], row)
            return cursor.fetchall() if cursor.description else ()

    def foreign(self, what: str) -> StoreError:
        return StoreError(
            f"the store {self._where} holds {what} in a shape that this Streetdate cannot read", hint=AWAY
        )

    def ahead(self) -> timedelta:
        with explained(self._where):
            begun = self._clock()
            row = self._connection.execute("select clock_timestamp() as now").fetchone() or {}
            # Whole seconds: less is what the way to the server takes.
            return timedelta(seconds=round((cast(datetime, row["now"]) - begun).total_seconds()))

    def health(self) -> Health:
        with explained(self._where):
            row = self._connection.execute(_SIZE).fetchone() or {}
            return Health(version_of(self._connection), int(row.get("size", 0)))

    def close(self) -> None:
        self._connection.close()


@cache
def _statements() -> Mapping[str, bytes]:
    return {name: with_parameters(text, lambda each: f"%({each})s").encode() for name, text in queries().items()}


def open_store(url: str, workspace: str, clock: Callable[[], datetime] = _now) -> SqlStore:
    """Open the store to write, creating it in its own schema and bringing it up to date; `clock` is this machine's."""
    connection, where = connected(url, writing=True), place_of(url)
    migrated(connection, where)
    return SqlStore(PostgresDatabase(connection, where, clock), workspace)


def look_into(url: str, workspace: str) -> SqlStore:
    """Open the store to read what is there, without creating or changing anything; an empty one if there is none.

    Of a store of an older version, what the workspace has is read at once, and brought up to date in memory.
    """
    connection, where = connected(url, writing=False), place_of(url)
    try:
        if not exists(connection, where):
            copy = None
        elif not outdated(connection, where):
            return SqlStore(PostgresDatabase(connection, where), workspace)
        else:
            copy = copied(connection, where, workspace)
    except BaseException:
        connection.close()
        raise
    connection.close()
    return sqlite.read_only(copy, where, workspace) if copy else sqlite.open_store(":memory:", workspace)
