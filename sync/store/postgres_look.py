"""What one workspace has in a PostgreSQL store of an older version, copied into a SQLite store of that version.

The statements that make a store are the same for both databases, so its tables are too. The server only reads: no
table of it is locked, and the user needs no right to change one.
"""

from __future__ import annotations

import sqlite3

from sync.store import sqlite_file
from sync.store.postgres_server import Connection, explained, version_of


def copied(connection: Connection, where: str, workspace: str) -> sqlite3.Connection:
    """Return the copy, all of it as of one moment."""
    copy = sqlite_file.in_memory()
    try:
        with explained(where), connection.transaction():
            connection.execute("set transaction isolation level repeatable read")
            sqlite_file.migrated(copy, where, most=version_of(connection))
            for (table,) in copy.execute("select name from sqlite_master where type = 'table'").fetchall():
                if table != "migration":
                    _fill(copy, connection, table, workspace)
    except BaseException:
        copy.close()
        raise
    return copy


def _fill(copy: sqlite3.Connection, connection: Connection, table: str, workspace: str) -> None:
    columns = [row["name"] for row in copy.execute(f"pragma table_info({table})")]
    # Every name comes from the migrations.
    asked = f"select {', '.join(columns)} from {table} where workspace = %s"  # noqa: S608
    found = connection.execute(asked.encode(), (workspace,))
    values = ", ".join("?" for _ in columns)
    copy.executemany(
        f"insert into {table} ({', '.join(columns)}) values ({values})",  # noqa: S608
        (tuple(row.values()) for row in found),
    )
