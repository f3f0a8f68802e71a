"""Connecting to PostgreSQL: how a session is set up, the store brought up to date, and what errors mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import DictRow, dict_row

from sync.store.base import StoreError
from sync.store.queries import migrations
from sync.store.versions import pending

Connection: TypeAlias = psycopg.Connection[DictRow]

SCHEMA = "streetdate"
"""Holds every table of ours, so that a database may be shared with anything else."""

AWAY = f"rename the schema {SCHEMA} and run again: what is ours is recognised on the records, and nothing is doubled"
"""What to do about a store that cannot be read any more."""

_DEFAULTS: Mapping[str, str | int] = {
    "application_name": "streetdate",
    "connect_timeout": 10,
    # A server whose machine vanished without a word is given up after half a minute.
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""What the address may say otherwise, by the names that libpq has for it."""

_PATIENCE = "10s"
"""How long to wait for another session's short transaction."""

_UPGRADING = 0x57EE7DA7E
"""The advisory lock under which a store is brought up to date, so that two first runs at once do it once."""


def place_of(url: str) -> str:
    """Return the address as it may be shown: without user, password or options."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        return "postgresql"
    port = f":{parts['port']}" if parts.get("port") else ""
    return f"postgresql://{parts.get('host') or 'localhost'}{port}/{parts.get('dbname') or ''}"


def connected(url: str, *, writing: bool) -> Connection:
    """Return a connection that commits each statement by itself outside a transaction."""
    with explained(place_of(url)):
        given = conninfo_to_dict(url)
        address = make_conninfo(url, **{name: value for name, value in _DEFAULTS.items() if name not in given})
        connection = psycopg.connect(address, autocommit=True, row_factory=dict_row)
        try:
            settings = {"search_path": SCHEMA, "lock_timeout": _PATIENCE, "TimeZone": "UTC"}
            if not writing:
                settings["default_transaction_read_only"] = "on"
            for name, value in settings.items():
                connection.execute("select set_config(%s, %s, false)", (name, value))
        except BaseException:
            connection.close()
            raise
        return connection


def exists(connection: Connection, where: str) -> bool:
    """Whether a store was ever made in this database."""
    with explained(where):
        return bool(_one(connection, "select to_regclass('migration') is not null as found")["found"])


def migrated(connection: Connection, where: str) -> None:
    """Bring the store up to date, all of it or nothing; raise if that cannot be done, or if it is from a newer version.

    Closes the connection before it raises.
    """
    try:
        with explained(where), connection.transaction():
            _prepared(connection)
            for number, statements in pending(version_of(connection), migrations(), where):
                for statement in statements:
                    connection.execute(statement.encode())
                connection.execute("insert into migration (number) values (%s)", (number,))
    except BaseException:
        connection.close()
        raise


def outdated(connection: Connection, where: str) -> bool:
    """Whether the store has yet to be brought up to date; raises if it is from a newer version."""
    with explained(where):
        return bool(pending(version_of(connection), migrations(), where))


def version_of(connection: Connection) -> int:
    """Return how many migrations the store has seen."""
    return int(_one(connection, "select coalesce(max(number), 0) as version from migration")["version"])


def _prepared(connection: Connection) -> None:
    connection.execute("select pg_advisory_xact_lock(%s)", (_UPGRADING,))
    # Asked first, because whoever may only use the tables may not create a schema, not even one that is there.
    if not _one(connection, "select to_regnamespace(%s) is not null as found", SCHEMA)["found"]:
        connection.execute(f"create schema {SCHEMA}".encode())
    if not _one(connection, "select to_regclass('migration') is not null as found")["found"]:
        connection.execute("create table migration (number integer not null primary key)")


def _one(connection: Connection, statement: str, *values: str) -> Mapping[str, Any]:
    row = connection.execute(statement.encode(), values).fetchone()
    if row is None:
        raise StoreError("PostgreSQL returned no row where there is always one")
    return row


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn what PostgreSQL raises into what the reader can act on; no value of a row is ever part of it."""
    try:
        yield
    except psycopg.Error as error:
        message, hint = _meaning(error, where)
        raise StoreError(message, hint=hint) from error


def _meaning(error: psycopg.Error, where: str) -> tuple[str, str]:
    match error:
        case errors.LockNotAvailable() | errors.DeadlockDetected() | errors.QueryCanceled():
            return f"the store {where} is locked by another program", "wait a little, and run again"
        case errors.ReadOnlySqlTransaction():
            return (
                f"the store {where} cannot be written: the server, or this user's session, is read-only",
                "name the primary server in the address, not a replica, and run again",
            )
        case errors.InsufficientPrivilege():
            return (
                f"this user may not use the store {where}",
                f"the user needs to create a schema in that database, or to own the schema {SCHEMA}",
            )
        case errors.DiskFull() | errors.OutOfMemory():
            return f"there is no room left for the store {where}", "free some room, and run again: nothing is lost"
        case errors.DataCorrupted() | errors.IndexCorrupted() | errors.UndefinedTable() | errors.UndefinedColumn():
            return f"the store {where} is damaged, or is no store", AWAY
        case errors.InvalidPassword() | errors.InvalidAuthorizationSpecification():
            return f"{where} refuses the user or the password", "check the address that the settings refer to"
        case errors.InvalidCatalogName():
            return f"{where}: there is no such database", "create it, or correct the name in the address"
        case psycopg.OperationalError():
            return _gone(error, where)
        case psycopg.ProgrammingError() if error.sqlstate is None:
            return (
                "the address of the store is no address of a PostgreSQL database",
                "expected: postgresql://USER@HOST:PORT/DATABASE",
            )
    return f"the store {where} failed ({type(error).__name__})", "run again; nothing is doubled"


def _gone(error: psycopg.OperationalError, where: str) -> tuple[str, str]:
    # The server's own refusal of a login reaches psycopg as text only, without a code.
    text = str(error).casefold()
    if "password authentication failed" in text or "no password supplied" in text:
        return _meaning(errors.InvalidPassword(), where)
    if "database" in text and "does not exist" in text:
        return _meaning(errors.InvalidCatalogName(), where)
    return (
        f"the store {where} does not answer",
        "see that PostgreSQL runs and can be reached from here, and run again: what was written is recognised, and "
        "nothing is doubled",
    )
