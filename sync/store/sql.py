"""The store in a SQL database: one text of statements, whichever database runs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rules.memory import NOTHING, Memory
from sync.store.base import Health, Picture, RunRecord, StoreBusy, StoredReceipt
from sync.store.bulletin_rows import posted_from_text, posted_to_text
from sync.store.cells import records_from_text, records_to_text, tables_from_text, tables_to_text
from sync.store.database import Database
from sync.store.entries import entries_from_texts, entries_to_text
from sync.store.mirrored_rows import mirrored_from_texts, mirrored_to_text
from sync.store.published_rows import published_of_row, published_to_text
from sync.store.remembered import memory_from_text, memory_to_text
from sync.store.rows import (
    Row,
    event_of_row,
    events_to_text,
    happening_of_row,
    instant,
    life_of_row,
    lives_to_text,
    receipt_of_row,
    row_of_receipt,
    row_of_run,
    rows_to_text,
    run_of_row,
)
from sync.store.texts import storable
from sync.store.told_rows import told_from_text, told_to_text

if TYPE_CHECKING:
    from connectors.bulletin import Posted
    from connectors.changes import Receipt
    from sync.calendar_file.published import Published
    from sync.ledger import Entry
    from sync.life import Event, Happening, Life
    from sync.mirror.mirrored import Mirrored
    from sync.notify.told import Told

_FOREIGN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What reading raises where a row holds something else than this version writes."""
_FOR_EVER = "9999"
"""Sorts after every instant."""


class SqlStore:
    """The memory of one workspace in a database that other workspaces may share."""

    def __init__(self, database: Database, workspace: str) -> None:
        """Take an open, migrated database."""
        self._database = database
        self._workspace = workspace

    def acquire(self, holder: str, now: datetime, until: datetime, over: str = "") -> None:
        # By the clock that everybody shares: a machine that is ahead must not think a living run's lease over.
        ahead = self._database.ahead()
        lease: Row = {"holder": holder, "now": instant(now + ahead), "until": instant(until + ahead), "over": over}
        with self._database.writing():
            if self._rows("take_lease", lease):
                return
        with self._read("read_lease", "who runs the workspace") as rows:
            taken_at, expires_at = _time(rows[0]["taken_at"]), _time(rows[0]["expires_at"])
        raise StoreBusy(
            f'another run of workspace "{self._workspace}" is going on ({rows[0]["holder"]}, last heard of at '
            f"{taken_at} UTC)",
            hint=f"wait for it; if it died, a new run may start after {expires_at} UTC",
        )

    def holder(self) -> str:
        rows = self._rows("read_lease")
        return str(rows[0]["holder"]) if rows else ""

    def release(self, holder: str) -> None:
        self._write("drop_lease", {"holder": holder})

    def picture(self, source: str) -> Picture | None:
        with self._read("read_picture", f'the picture of "{source}"', {"source": source}) as rows:
            for row in rows:
                at = datetime.fromisoformat(row["read_at"])
                return Picture(tables_from_text(row["tables"]), records_from_text(row["records"]), at, row["cursor"])
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
        with self._read("read_entries", "what it knows of ours on the records") as rows:
            return {entry.ref.key: entry for entry in entries_from_texts(row["body"] for row in rows)}

    def save_entries(self, entries: Iterable[Entry], forgotten: Iterable[str] = ()) -> None:
        with self._database.writing():
            self._rows("put_entries", {"entries": entries_to_text(entries)})
            self._rows("drop_entries", {"forgotten": rows_to_text({key: {} for key in forgotten})})

    def save_receipt(self, run: str, receipt: Receipt, entry: Entry) -> None:
        with self._database.writing():
            self._rows("put_receipt", row_of_receipt(receipt, run))
            self._rows("put_entries", {"entries": entries_to_text([entry])})

    def receipts(self, run: str) -> tuple[StoredReceipt, ...]:
        with self._read("read_receipts", "a receipt", {"run": run}) as rows:
            return tuple(map(receipt_of_row, rows))

    def memory(self) -> Memory:
        with self._read("read_memory", "the memory of earlier runs") as rows:
            return memory_from_text(rows[0]["body"]) if rows else NOTHING

    def save_memory(self, memory: Memory) -> None:
        self._write("put_memory", {"body": memory_to_text(memory)})

    def lives(self) -> Mapping[str, Life]:
        with self._read("read_lives", "the life of a gap") as rows:
            return {life.gap.fingerprint: life for life in map(life_of_row, rows)}

    def save_lives(self, run: str, lives: Iterable[Life], events: Iterable[Event]) -> None:
        with self._database.writing():
            self._rows("put_lives", {"lives": lives_to_text(lives)})
            self._rows("put_events", {"events": events_to_text(events), "run": run})

    def history(self, fingerprint: str) -> tuple[Event, ...]:
        with self._read("read_events", "the history of a gap", {"fingerprint": fingerprint}) as rows:
            return tuple(map(event_of_row, rows))

    def happenings(self, since: datetime, until: datetime | None = None) -> tuple[Happening, ...]:
        period: Row = {"since": instant(since), "until": instant(until) if until else _FOR_EVER}
        with self._read("read_happenings", "the history of a gap", period) as rows:
            return tuple(map(happening_of_row, rows))

    def closed_since(self, since: datetime) -> tuple[Life, ...]:
        with self._read("read_closed", "the life of a gap", {"since": instant(since)}) as rows:
            return tuple(map(life_of_row, rows))

    def published(self) -> Mapping[str, Published]:
        with self._read("read_published", "what was published of a milestone") as rows:
            return {known.uid: known for known in map(published_of_row, rows)}

    def save_published(self, events: Iterable[Published]) -> None:
        self._write("put_published", {"events": published_to_text(events)})

    def mirrors(self) -> Mapping[str, str]:
        return {row["calendar"]: row["cursor"] for row in self._rows("read_mirrors")}

    def mirrored(self, calendar: str) -> Mapping[str, Mirrored]:
        with self._read("read_mirrored", "what stands in a calendar", {"calendar": calendar}) as rows:
            return {event.standing.key: event for event in mirrored_from_texts(row["body"] for row in rows)}

    def save_mirrored(self, calendar: str, events: Iterable[Mirrored], cursor: str | None = None) -> None:
        with self._database.writing():
            if cursor is not None:
                self._rows("put_mirror", {"calendar": calendar, "cursor": cursor})
            self._rows("put_mirrored", {"calendar": calendar, "events": mirrored_to_text(events)})

    def forget_mirror(self, calendar: str) -> None:
        with self._database.writing():
            self._rows("drop_mirrored", {"calendar": calendar})
            self._rows("drop_mirror", {"calendar": calendar})

    def told(self) -> Mapping[str, Told]:
        with self._read("read_told", "what a receiver was told") as rows:
            return {told.receiver: told for told in (told_from_text(row["body"]) for row in rows)}

    def save_told(self, told: Told) -> None:
        self._write("put_told", {"receiver": told.receiver, "body": told_to_text(told)})

    def bulletin(self) -> Posted | None:
        with self._read("read_bulletin", "where the report stands in a tool") as rows:
            return posted_from_text(rows[0]["body"]) if rows else None

    def save_bulletin(self, posted: Posted | None) -> None:
        if posted is None:
            self._write("drop_bulletin", {})
        else:
            self._write("put_bulletin", {"body": posted_to_text(posted)})

    def save_run(self, run: RunRecord) -> None:
        self._write("put_run", row_of_run(run))

    def runs(self, most: int = 20) -> tuple[RunRecord, ...]:
        with self._read("read_runs", "a run", {"most": most}) as rows:
            return tuple(map(run_of_row, rows))

    def clear_ledger(self) -> None:
        self._write("drop_ledger", {})

    def health(self) -> Health:
        return self._database.health()

    def close(self) -> None:
        self._database.close()

    def _write(self, name: str, row: Row) -> None:
        with self._database.writing():
            self._rows(name, row)

    @contextmanager
    def _read(self, name: str, what: str, row: Row | None = None) -> Iterator[Sequence[Mapping[str, Any]]]:
        """Yield the rows of a statement to read `what` from; what is not as this version writes it is said so."""
        rows = self._rows(name, row)
        try:
            yield rows
        except _FOREIGN as error:
            raise self._database.foreign(what) from error

    def _rows(self, name: str, row: Row | None = None) -> Sequence[Mapping[str, Any]]:
        bound = {key: storable(value) if isinstance(value, str) else value for key, value in (row or {}).items()}
        return self._database.rows(name, {"workspace": self._workspace, **bound})


def _time(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%H:%M:%S}"
