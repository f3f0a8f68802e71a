"""Opening a SQLite file: how it is set up, brought up to date, and what its errors mean to the reader."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sync.store.base import StoreError
from sync.store.queries import migrations
from sync.store.versions import pending

_PATIENCE = 10.0
"""Seconds to wait for another process's short transaction."""


def connected(path: Path | str, *, writing: bool) -> sqlite3.Connection:
    """Return a connection that commits only where it is told to."""
    with explained(str(path)):
        if not writing:
            connection = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)
        else:
            if str(path) != ":memory:":
                Path(path).absolute().parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=_PATIENCE)
        connection.isolation_level = None
        connection.row_factory = sqlite3.Row
        try:
            if writing:
                connection.execute("pragma journal_mode = wal")
                # Survives a killed process. After a power cut the last receipts may be missing, and what they
                # prove is found again on the records themselves.
                connection.execute("pragma synchronous = normal")
            connection.execute("select count(*) from sqlite_master").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def migrated(connection: sqlite3.Connection, where: str, *, writing: bool = True) -> None:
    """Bring the store up to date; raise if that cannot be done, or if it is from a newer version."""
    with explained(where):
        if writing:
            connection.execute("create table if not exists migration (number integer not null primary key)")
            connection.execute("begin immediate")
        try:
            for number, statements in pending(version_of(connection), migrations(), where, writing=writing):
                for statement in statements:
                    connection.execute(statement)
                connection.execute("insert into migration (number) values (?)", (number,))
        except BaseException:
            if connection.in_transaction:
                connection.execute("rollback")
            connection.close()
            raise
        if writing:
            connection.execute("commit")


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
    if "not a database" in text or "malformed" in text or "encrypted" in text:
        return (
            f"the store {where} is damaged, or is no store",
            "move the file away and run again: what is ours is recognised on the records, and nothing is doubled",
        )
    return f"the store {where} failed: {error}", "run again; if it stays, move the file away: nothing will be doubled"
