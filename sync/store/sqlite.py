"""The store in one SQLite file: the default, and with ":memory:" a store for as long as the process lives."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from connectors.changes import Receipt
from rules.memory import NOTHING, Memory
from sync.ledger import Entry
from sync.life import Event, Life
from sync.store.base import Picture, RunRecord, StoreBusy, StoredReceipt
from sync.store.cells import records_from_text, records_to_text, tables_from_text, tables_to_text
from sync.store.queries import queries
from sync.store.remembered import memory_from_text, memory_to_text
from sync.store.rows import (
    Row,
    entry_of_row,
    event_of_row,
    instant,
    life_of_row,
    receipt_of_row,
    row_of_entry,
    row_of_event,
    row_of_life,
    row_of_receipt,
    row_of_run,
    run_of_row,
)
from sync.store.sqlite_file import connected, explained, migrated


class SqliteStore:
    """The memory of one workspace in a SQLite file that other workspaces may share."""

    def __init__(self, connection: sqlite3.Connection, workspace: str, where: str) -> None:
        """Take an open, migrated connection. `open_store` and `look_into` make one."""
        self._connection = connection
        self._workspace = workspace
        self._where = where

    def acquire(self, holder: str, now: datetime, until: datetime, over: str = "") -> None:
        lease: Row = {"holder": holder, "now": instant(now), "until": instant(until), "over": over}
        with self._writing():
            if self._rows("take_lease", lease):
                return
            held = self._rows("read_lease")[0]
        free_at = datetime.fromisoformat(held["expires_at"])
        raise StoreBusy(
            f'another run of workspace "{self._workspace}" is going on ({held["holder"]}, last heard of at '
            f"{datetime.fromisoformat(held['taken_at']):%H:%M:%S} UTC)",
            hint=f"wait for it; if it died, a new run may start after {free_at:%H:%M:%S} UTC",
        )

    def holder(self) -> str:
        rows = self._read("read_lease")
        return str(rows[0]["holder"]) if rows else ""

    def release(self, holder: str) -> None:
        with self._writing():
            self._rows("drop_lease", {"holder": holder})

    def picture(self, source: str) -> Picture | None:
        for row in self._read("read_picture", {"source": source}):
            read_at = datetime.fromisoformat(row["read_at"])
            return Picture(tables_from_text(row["tables"]), records_from_text(row["records"]), read_at, row["cursor"])
        return None

    def save_picture(self, source: str, picture: Picture) -> None:
        row: Row = {
            "source": source,
            "read_at": instant(picture.read_at),
            "cursor": picture.cursor,
            "tables": tables_to_text(picture.tables),
            "records": records_to_text(picture.records),
        }
        with self._writing():
            self._rows("put_picture", row)

    def ledger(self) -> Mapping[str, Entry]:
        return {entry.ref.key: entry for entry in map(entry_of_row, self._read("read_entries"))}

    def save_entries(self, entries: Iterable[Entry], forgotten: Iterable[str] = ()) -> None:
        with self._writing():
            self._each("put_entry", map(row_of_entry, entries))
            self._each("drop_entry", ({"key": key} for key in forgotten))

    def save_receipt(self, run: str, receipt: Receipt, entry: Entry) -> None:
        with self._writing():
            self._rows("put_receipt", row_of_receipt(receipt, run))
            self._rows("put_entry", row_of_entry(entry))

    def receipts(self, run: str) -> tuple[StoredReceipt, ...]:
        return tuple(map(receipt_of_row, self._read("read_receipts", {"run": run})))

    def memory(self) -> Memory:
        rows = self._read("read_memory")
        return memory_from_text(rows[0]["body"]) if rows else NOTHING

    def save_memory(self, memory: Memory) -> None:
        with self._writing():
            self._rows("put_memory", {"body": memory_to_text(memory)})

    def lives(self) -> Mapping[str, Life]:
        return {life.gap.fingerprint: life for life in map(life_of_row, self._read("read_lives"))}

    def save_lives(self, run: str, lives: Iterable[Life], events: Iterable[Event]) -> None:
        with self._writing():
            self._each("put_life", map(row_of_life, lives))
            self._each("put_event", (row_of_event(event, run) for event in events))

    def history(self, fingerprint: str) -> tuple[Event, ...]:
        return tuple(map(event_of_row, self._read("read_events", {"fingerprint": fingerprint})))

    def closed_since(self, since: datetime) -> tuple[Life, ...]:
        return tuple(map(life_of_row, self._read("read_closed", {"since": instant(since)})))

    def save_run(self, run: RunRecord) -> None:
        with self._writing():
            self._rows("put_run", row_of_run(run))

    def runs(self, most: int = 20) -> tuple[RunRecord, ...]:
        return tuple(map(run_of_row, self._read("read_runs", {"most": most})))

    def clear_ledger(self) -> None:
        with self._writing():
            self._rows("drop_entries")

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with explained(self._where):
            self._connection.execute("begin immediate")
            try:
                yield
            except BaseException:
                self._connection.execute("rollback")
                raise
            self._connection.execute("commit")

    def _read(self, name: str, row: Row | None = None) -> list[Any]:
        with explained(self._where):
            return self._rows(name, row)

    def _rows(self, name: str, row: Row | None = None) -> list[Any]:
        return self._connection.execute(queries()[name], {"workspace": self._workspace, **(row or {})}).fetchall()

    def _each(self, name: str, rows: Iterable[Row]) -> None:
        self._connection.executemany(queries()[name], ({"workspace": self._workspace, **row} for row in rows))


def open_store(path: Path | str, workspace: str) -> SqliteStore:
    """Open the store to write, creating it and bringing it up to date; ":memory:" for one that is not kept."""
    connection = connected(path, writing=True)
    migrated(connection, str(path))
    return SqliteStore(connection, workspace, str(path))


def look_into(path: Path | str, workspace: str) -> SqliteStore:
    """Open the store to read what is there, without creating or changing the file; an empty one if there is none."""
    if not Path(path).exists():
        return open_store(":memory:", workspace)
    connection = connected(path, writing=False)
    migrated(connection, str(path), writing=False)
    return SqliteStore(connection, workspace, str(path))
