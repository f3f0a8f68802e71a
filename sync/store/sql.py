"""The store in a SQL database: one text of statements, whichever database runs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from connectors.changes import Receipt
from rules.memory import NOTHING, Memory
from sync.calendar_file.published import Published
from sync.ledger import Entry
from sync.life import Event, Happening, Life
from sync.store.base import Health, Picture, RunRecord, StoreBusy, StoredReceipt
from sync.store.cells import records_from_text, records_to_text, tables_from_text, tables_to_text
from sync.store.database import Database
from sync.store.published_rows import published_of_row, row_of_published
from sync.store.remembered import memory_from_text, memory_to_text
from sync.store.rows import (
    Row,
    entry_of_row,
    event_of_row,
    happening_of_row,
    instant,
    life_of_row,
    receipt_of_row,
    row_of_entry,
    row_of_event,
    row_of_life,
    row_of_receipt,
    row_of_run,
    run_of_row,
    storable,
)

_FOR_EVER = "9999"
"""Sorts after every instant."""


class SqlStore:
    """The memory of one workspace in a database that other workspaces may share."""

    def __init__(self, database: Database, workspace: str) -> None:
        """Take an open, migrated database."""
        self._database = database
        self._workspace = workspace

    def acquire(self, holder: str, now: datetime, until: datetime, over: str = "") -> None:
        lease: Row = {"holder": holder, "now": instant(now), "until": instant(until), "over": over}
        with self._database.writing():
            if self._rows("take_lease", lease):
                return
            held = self._rows("read_lease")[0]
        raise StoreBusy(
            f'another run of workspace "{self._workspace}" is going on ({held["holder"]}, last heard of at '
            f"{_time(held['taken_at'])} UTC)",
            hint=f"wait for it; if it died, a new run may start after {_time(held['expires_at'])} UTC",
        )

    def holder(self) -> str:
        rows = self._rows("read_lease")
        return str(rows[0]["holder"]) if rows else ""

    def release(self, holder: str) -> None:
        self._write("drop_lease", {"holder": holder})

    def picture(self, source: str) -> Picture | None:
        for row in self._rows("read_picture", {"source": source}):
            read_at = datetime.fromisoformat(row["read_at"])
            return Picture(tables_from_text(row["tables"]), records_from_text(row["records"]), read_at, row["cursor"])
        return None

    def save_picture(self, source: str, picture: Picture) -> None:
        self._write(
            "put_picture",
            {
                "source": source,
                "read_at": instant(picture.read_at),
                "cursor": picture.cursor,
                "tables": tables_to_text(picture.tables),
                "records": records_to_text(picture.records),
            },
        )

    def ledger(self) -> Mapping[str, Entry]:
        return {entry.ref.key: entry for entry in map(entry_of_row, self._rows("read_entries"))}

    def save_entries(self, entries: Iterable[Entry], forgotten: Iterable[str] = ()) -> None:
        with self._database.writing():
            self._each("put_entry", map(row_of_entry, entries))
            self._each("drop_entry", ({"key": key} for key in forgotten))

    def save_receipt(self, run: str, receipt: Receipt, entry: Entry) -> None:
        with self._database.writing():
            self._rows("put_receipt", row_of_receipt(receipt, run))
            self._rows("put_entry", row_of_entry(entry))

    def receipts(self, run: str) -> tuple[StoredReceipt, ...]:
        return tuple(map(receipt_of_row, self._rows("read_receipts", {"run": run})))

    def memory(self) -> Memory:
        rows = self._rows("read_memory")
        return memory_from_text(rows[0]["body"]) if rows else NOTHING

    def save_memory(self, memory: Memory) -> None:
        self._write("put_memory", {"body": memory_to_text(memory)})

    def lives(self) -> Mapping[str, Life]:
        return {life.gap.fingerprint: life for life in map(life_of_row, self._rows("read_lives"))}

    def save_lives(self, run: str, lives: Iterable[Life], events: Iterable[Event]) -> None:
        with self._database.writing():
            self._each("put_life", map(row_of_life, lives))
            self._each("put_event", (row_of_event(event, run) for event in events))

    def history(self, fingerprint: str) -> tuple[Event, ...]:
        return tuple(map(event_of_row, self._rows("read_events", {"fingerprint": fingerprint})))

    def happenings(self, since: datetime, until: datetime | None = None) -> tuple[Happening, ...]:
        period: Row = {"since": instant(since), "until": instant(until) if until else _FOR_EVER}
        return tuple(map(happening_of_row, self._rows("read_happenings", period)))

    def closed_since(self, since: datetime) -> tuple[Life, ...]:
        return tuple(map(life_of_row, self._rows("read_closed", {"since": instant(since)})))

    def published(self) -> Mapping[str, Published]:
        return {known.uid: known for known in map(published_of_row, self._rows("read_published"))}

    def save_published(self, events: Iterable[Published]) -> None:
        with self._database.writing():
            self._each("put_published", map(row_of_published, events))

    def save_run(self, run: RunRecord) -> None:
        self._write("put_run", row_of_run(run))

    def runs(self, most: int = 20) -> tuple[RunRecord, ...]:
        return tuple(map(run_of_row, self._rows("read_runs", {"most": most})))

    def clear_ledger(self) -> None:
        self._write("drop_entries", {})

    def health(self) -> Health:
        return self._database.health()

    def close(self) -> None:
        self._database.close()

    def _write(self, name: str, row: Row) -> None:
        with self._database.writing():
            self._rows(name, row)

    def _rows(self, name: str, row: Row | None = None) -> Sequence[Mapping[str, Any]]:
        return self._database.rows(name, self._bound(row or {}))

    def _each(self, name: str, rows: Iterable[Row]) -> None:
        self._database.each(name, map(self._bound, rows))

    def _bound(self, row: Row) -> Row:
        return {"workspace": self._workspace, **storable(row)}


def _time(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%H:%M:%S}"
