"""The store in one SQLite file: the default, and with ":memory:" a store for as long as the process lives."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sync.store.base import Health
from sync.store.queries import queries
from sync.store.rows import Row
from sync.store.sql import SqlStore
from sync.store.sqlite_file import connected, explained, migrated, version_of


class SqliteDatabase:
    """An open SQLite file."""

    def __init__(self, connection: sqlite3.Connection, where: str) -> None:
        """Take an open, migrated connection; `where` names it in messages."""
        self._connection = connection
        self._where = where

    @contextmanager
    def writing(self) -> Iterator[None]:
        with explained(self._where):
            self._connection.execute("begin immediate")
            try:
                yield
            except BaseException:
                self._connection.execute("rollback")
                raise
            self._connection.execute("commit")

    def rows(self, name: str, row: Row) -> Sequence[Mapping[str, Any]]:
        with explained(self._where):
            return self._connection.execute(queries()[name], row).fetchall()

    def each(self, name: str, rows: Iterable[Row]) -> None:
        with explained(self._where):
            self._connection.executemany(queries()[name], rows)

    def health(self) -> Health:
        with explained(self._where):
            pages = self._connection.execute("pragma page_count").fetchone()[0]
            size = pages * self._connection.execute("pragma page_size").fetchone()[0]
            found = str(self._connection.execute("pragma quick_check(1)").fetchone()[0])
            return Health(version_of(self._connection), size, "" if found == "ok" else found)

    def close(self) -> None:
        self._connection.close()


def open_store(path: Path | str, workspace: str) -> SqlStore:
    """Open the store to write, creating it and bringing it up to date; ":memory:" for one that is not kept."""
    connection = connected(path, writing=True)
    migrated(connection, str(path))
    return SqlStore(SqliteDatabase(connection, str(path)), workspace)


def look_into(path: Path | str, workspace: str) -> SqlStore:
    """Open the store to read what is there, without creating or changing the file; an empty one if there is none."""
    if not Path(path).exists():
        return open_store(":memory:", workspace)
    connection = connected(path, writing=False)
    migrated(connection, str(path), writing=False)
    return SqlStore(SqliteDatabase(connection, str(path)), workspace)
