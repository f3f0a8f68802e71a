"""What a store remembers between runs, for one workspace. Every implementation is held by the same contract tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from rules.errors import StreetdateError

if TYPE_CHECKING:
    from connectors.bulletin import Posted
    from connectors.changes import Receipt
    from connectors.record import Record, Table
    from rules.memory import Memory
    from rules.model import Ref
    from sync.calendar_file.published import Published
    from sync.ledger import Entry
    from sync.life import Event, Happening, Life
    from sync.mirror.mirrored import Mirrored
    from sync.notify.told import Told


class StoreError(StreetdateError):
    """The store could not be read or written."""

    exit_code = 3


class StoreBusy(StoreError):
    """Another run of this workspace is going on."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One source as it was last read completely, and the cursor from which a delta may continue."""

    tables: tuple[Table, ...]
    records: tuple[Record, ...]
    read_at: datetime
    cursor: str = ""

    @property
    def counts(self) -> Mapping[str, int]:
        """Records per table title; tables without records count 0."""
        titles = {table.id: table.title for table in self.tables}
        counts = dict.fromkeys(titles.values(), 0)
        for record in self.records:
            title = titles.get(record.ref.container, record.ref.container)
            counts[title] = counts.get(title, 0) + 1
        return counts


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run in the history. `finished` stays empty for a run that was killed."""

    id: str
    started: datetime
    as_of: datetime
    finished: datetime | None = None
    outcome: str = ""
    """"done", "held", "incomplete" (a tool failed) or "undone"."""
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredReceipt:
    """Proof of one write, as the history keeps it."""

    run: str
    at: datetime
    ref: Ref
    kind: str
    """The change's class name."""
    remote_id: str


@dataclass(frozen=True, slots=True)
class Health:
    """How the store itself is."""

    version: int
    """How many migrations it has seen."""
    size: int
    """Bytes; in a database that is shared, those of the store's own tables."""
    fault: str = ""
    """What a look at its insides found wrong; empty when it is sound."""


class Store(Protocol):
    """The memory of one workspace. Every method may raise `StoreError`, which says what to do.

    A method that writes either writes everything it was given or nothing. Instants are aware and come back in UTC.
    """

    def acquire(self, holder: str, now: datetime, until: datetime, over: str = "") -> None:
        """Take or renew the lease of the workspace until an instant, so that two runs never overlap.

        Must raise `StoreBusy` while another holder's lease runs; a lease that ran out, or is held by `over` (a run
        known to be dead), is taken over.
        """
        ...

    def holder(self) -> str:
        """Return who holds the lease, or ""."""
        ...

    def release(self, holder: str) -> None:
        """Give the lease back; does nothing when somebody else holds it by now."""
        ...

    def picture(self, source: str) -> Picture | None: ...

    def save_picture(self, source: str, picture: Picture) -> None: ...

    def ledger(self) -> Mapping[str, Entry]:
        """Return what of ours stands where, by `Ref.key`."""
        ...

    def save_entries(self, entries: Iterable[Entry], forgotten: Iterable[str] = ()) -> None:
        """Store entries without a write behind them, and drop those of records that are gone."""
        ...

    def save_receipt(self, run: str, receipt: Receipt, entry: Entry) -> None:
        """Store the proof of one write together with the entry as it stands now, at once and durably."""
        ...

    def receipts(self, run: str) -> tuple[StoredReceipt, ...]:
        """Return the receipts of one run in the order in which they were stored."""
        ...

    def memory(self) -> Memory: ...

    def save_memory(self, memory: Memory) -> None: ...

    def lives(self) -> Mapping[str, Life]:
        """Return every gap that is not closed, waived ones included, by fingerprint."""
        ...

    def save_lives(self, run: str, lives: Iterable[Life], events: Iterable[Event]) -> None: ...

    def history(self, fingerprint: str) -> tuple[Event, ...]:
        """Return everything that happened to one gap, oldest first."""
        ...

    def happenings(self, since: datetime, until: datetime | None = None) -> tuple[Happening, ...]:
        """Return what happened to all gaps from an instant on and before another, oldest first, for the review."""
        ...

    def closed_since(self, since: datetime) -> tuple[Life, ...]:
        """Return the gaps that were closed at or after an instant, for the review."""
        ...

    def published(self) -> Mapping[str, Published]:
        """Return what the calendar file says of every milestone that was ever in it, by uid."""
        ...

    def save_published(self, events: Iterable[Published]) -> None: ...

    def mirrors(self) -> Mapping[str, str]:
        """Return the cursor of every calendar that was listed, by the calendar's id."""
        ...

    def mirrored(self, calendar: str) -> Mapping[str, Mirrored]:
        """Return our events in one calendar as it showed them last, by key."""
        ...

    def save_mirrored(self, calendar: str, events: Iterable[Mirrored], cursor: str | None = None) -> None:
        """Store events, and with them the cursor that they were listed up to; `None` leaves that as it is."""
        ...

    def forget_mirror(self, calendar: str) -> None:
        """Forget one calendar with all its events."""
        ...

    def told(self) -> Mapping[str, Told]:
        """Return what each receiver of messages was told, by its name."""
        ...

    def save_told(self, told: Told) -> None: ...

    def bulletin(self) -> Posted | None:
        """Return where the report stands in a tool, as far as is known."""
        ...

    def save_bulletin(self, posted: Posted | None) -> None:
        """Store where it stands; `None` forgets it."""
        ...

    def save_run(self, run: RunRecord) -> None:
        """Store a run when it begins, and again when it ends."""
        ...

    def runs(self, most: int = 20) -> tuple[RunRecord, ...]:
        """Return the latest runs, newest first."""
        ...

    def clear_ledger(self) -> None:
        """Forget what is ours after everything was taken back; history and memory stay."""
        ...

    def health(self) -> Health:
        """Look at the store itself; may read all of it."""
        ...

    def close(self) -> None: ...
