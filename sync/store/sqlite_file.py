"""Opening a SQLite file: how it is set up, brought up to date, and what its errors mean to the reader."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.store.base import StoreError
from sync.store.queries import migrations
from sync.store.versions import pending

PATIENCE = 10.0
"""Seconds to wait for another process's short transaction."""

AWAY = "move the file away and run again: what is ours is recognised on the records, and nothing is doubled"
"""What to do about a store that cannot be read any more."""


def connected(path: Path | str) -> sqlite3.Connection:
    """Return a connection to write, that commits only where it is told to."""
    if str(path) == ":memory:":
        return in_memory()
    with explained(str(path)):
        Path(path).absolute().parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        connection.row_factory = sqlite3.Row
        try:
            connection.execute("pragma journal_mode = wal")
            # Survives a killed process. After a power cut the last receipts may be missing, and what they
            # prove is found again on the records themselves.
            connection.execute("pragma synchronous = normal")
            connection.execute("select count(*) from sqlite_master").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def in_memory() -> sqlite3.Connection:
    """Return a connection to an empty database that lives as long as it does."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def migrated(connection: sqlite3.Connection, where: str, *, most: int | None = None) -> None:
    """Bring the store up to date, or with `most` up to that version; closes the connection when that fails.

    Raises `StoreError` also for a store from a newer version.
    """
    with explained(where):
        try:
            connection.execute("create table if not exists migration (number integer not null primary key)")
            # What PostgreSQL calls "to_json", for migrations whose text is the same there.
            connection.create_function("to_json", 1, json.dumps, deterministic=True)
            connection.execute("begin immediate")
            for number, statements in pending(version_of(connection), migrations()[:most], where):
                for statement in statements:
                    connection.execute(statement)
                connection.execute("insert into migration (number) values (?)", (number,))
            connection.execute("commit")
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            connection.close()
            raise


def version_of(connection: sqlite3.Connection) -> int:
    """Return how many migrations the file has seen."""
    if not connection.execute("select 1 from sqlite_master where name = 'migration'").fetchone():
        return 0
    return int(connection.execute("select coalesce(max(number), 0) from migration").fetchone()[0])


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn what SQLite raises into what the reader can act on."""
    try:
        yield
    except sqlite3.Error as error:
        message, hint = _meaning(error, where)
        raise StoreError(message, hint=hint) from error
    except OSError as error:
        raise StoreError(
            f"the folder of the store {where} cannot be used: {error.strerror}",
            hint="give the store another place in the settings",
        ) from error


def _meaning(error: sqlite3.Error, where: str) -> tuple[str, str]:
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return f"the store {where} is locked by another program", "close what has it open, and run again"
    if "readonly" in text or "read-only" in text:
        return f"the store {where} cannot be written", "make the file and its folder writable, or name another place"
    if "full" in text:
        return f"there is no room left for the store {where}", "free some room, and run again: nothing is lost"
    if "unable to open" in text or Path(where).is_dir():
        return f"the store {where} cannot be opened", "check that its folder exists and that you may write there"
    if any(word in text for word in ("not a database", "malformed", "encrypted", "no such table", "no such column")):
        return f"the store {where} is damaged, or is no store", AWAY
    return f"the store {where} failed: {error}", "run again; if it stays, move the file away: nothing will be doubled"
