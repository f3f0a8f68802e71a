"""The store in one SQLite file: the default, and with ":memory:" a store for as long as the process lives."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sync.store.base import Health, StoreError
from sync.store.queries import queries
from sync.store.rows import Row
from sync.store.sql import SqlStore
from sync.store.sqlite_file import AWAY, connected, explained, migrated, version_of
from sync.store.sqlite_look import copied


class SqliteDatabase:
    """An open SQLite file, or a copy of a store in memory that is only read."""

    def __init__(self, connection: sqlite3.Connection, where: str, copy_of: int | None = None) -> None:
        """Take an open, migrated connection; `where` names it in messages, `copy_of` is the version of what was copied.

        A copy takes no writes.
        """
        self._connection = connection
        self._where = where
        self._copy_of = copy_of
        if copy_of is not None:
            connection.execute("pragma query_only = on")

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

    def foreign(self, what: str) -> StoreError:
        return StoreError(
            f"the store {self._where} holds {what} in a shape that this Streetdate cannot read", hint=AWAY
        )

    def ahead(self) -> timedelta:
        return timedelta(0)  # Whoever opens the file is on this machine.

    def health(self) -> Health:
        with explained(self._where):
            pages = self._connection.execute("pragma page_count").fetchone()[0]
            size = pages * self._connection.execute("pragma page_size").fetchone()[0]
            found = str(self._connection.execute("pragma quick_check(1)").fetchone()[0])
            version = version_of(self._connection) if self._copy_of is None else self._copy_of
            return Health(version, size, "" if found == "ok" else found)

    def close(self) -> None:
        self._connection.close()


def open_store(path: Path | str, workspace: str) -> SqlStore:
    """Open the store to write, creating it and bringing it up to date; ":memory:" for one that is not kept."""
    connection = connected(path)
    migrated(connection, str(path))
    return SqlStore(SqliteDatabase(connection, str(path)), workspace)


def look_into(path: Path | str, workspace: str) -> SqlStore:
    """Open what the store holds now, to read it; an empty one if there is none.

    It is read at once and whole, so that nothing is created or changed beside the file, nobody who writes has to wait,
    and a store of an older version can be brought up to date where that changes nothing: in memory.
    """
    if not Path(path).exists():
        return open_store(":memory:", workspace)
    copy = copied(path)
    return read_only(copy, str(path), workspace)


def read_only(copy: sqlite3.Connection, where: str, workspace: str) -> SqlStore:
    """Return the store that is a copy in memory, brought up to date."""
    with explained(where):
        version = version_of(copy)
    migrated(copy, where)
    return SqlStore(SqliteDatabase(copy, where, copy_of=version), workspace)
