"""50,000 rows into the store on both databases, next to the same rows handed to the bare driver one by one.

python -m tests.benchmarks.store_rows

The store is handed entries and lives, and makes their texts within the time; the bare driver's rows are ready-made.
Each round changes every row, for SQLite writes no page that stays as it is. A life is an entry three times over.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import TypeAlias, TypeVar

from rules.model import Ref
from rules.policy import Severity
from sync.gap import Gap
from sync.ledger import Entry
from sync.life import Life
from sync.store import sqlite
from sync.store.base import Store
from sync.store.entries import entries_to_text
from tests.postgres.server import any_server

ROWS = 50_000
ROUNDS = 6
NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)
UPSERT = (
    "insert into bare (workspace, key, body) values (?, ?, ?) "
    "on conflict (workspace, key) do update set body = excluded.body"
)
TABLE = "create table bare (workspace text, key text, body text, primary key (workspace, key))"

Bare: TypeAlias = Sequence[tuple[str, str, str]]
Rows = TypeVar("Rows")


def main() -> None:
    entries = [[_entry(number, flag) for number in range(ROWS)] for flag in ("Blocked", "Attention")]
    lives = [[_life(number, fix) for number in range(ROWS)] for fix in ("ask again", "ask once more")]
    bare = [[("label", e.ref.key, _body(e)) for e in some] for some in entries]
    print(f"{ROWS:,} upserts in one transaction, seconds; the first round inserts, of the others the best")
    print(f"{'':<12}{'the store: entries':>22}{'the store: lives':>22}{'bare driver: entries':>24}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        with closing(sqlite.open_store(path, "label")) as store:
            ours = _ours(store, entries, lives)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("pragma synchronous = normal")
            connection.execute(TABLE)

            def put(rows: Bare) -> None:
                with connection:
                    connection.executemany(UPSERT, rows)

            _print("sqlite", *ours, _measured(put, bare))
    try:
        _on_postgres(entries, lives, bare)
    except BaseException as error:  # pytest's skip is no Exception
        print(f"postgresql  not measured: {error}")


def _on_postgres(entries: list[list[Entry]], lives: list[list[Life]], bare: Sequence[Bare]) -> None:
    with any_server() as server, server.database() as url:
        import psycopg

        from sync.store import postgres

        with closing(postgres.open_store(url, "label")) as store:
            ours = _ours(store, entries, lives)
        with psycopg.connect(url) as connection:
            connection.execute(TABLE.encode())
            connection.commit()

            def put(rows: Bare) -> None:
                with connection.transaction(), connection.cursor() as cursor:
                    cursor.executemany(UPSERT.replace("?", "%s").encode(), rows)

            _print("postgresql", *ours, _measured(put, bare))


def _entry(number: int, flag: str) -> Entry:
    ref = Ref("tool", "Plan", f"r{number}")
    return Entry(ref, "plan", f"Cover artwork – Lied {number}", flag, "Blocker GAT005: it changed")


def _body(entry: Entry) -> str:
    """Return what the ledger's row holds: the text of one entry, without its key."""
    return entries_to_text([entry]).removeprefix(f'{{"{entry.ref.key}":')[:-1]


def _life(number: int, fix: str) -> Life:
    said = f"Lied {number} changed after the yes"
    ref = Ref("tool", "Plan", f"r{number}")
    gap = Gap(
        f"{number:016x}", "GAT005", "stale-approval", Severity.BLOCKER, said, fix, "Kaya", "name:kaya", ref,
        "deliverable", f"k{number}", f"Lied {number}", "Night Bus", "rel",
    )  # fmt: skip
    return Life(gap, "plan", NOON, NOON)


def _ours(
    store: Store, entries: list[list[Entry]], lives: list[list[Life]]
) -> tuple[tuple[float, float], tuple[float, float]]:
    return _measured(store.save_entries, entries), _measured(lambda some: store.save_lives("run", some, ()), lives)


def _measured(work: Callable[[Rows], None], turns: Sequence[Rows]) -> tuple[float, float]:
    times = []
    for rows in [some for some, _ in zip(cycle(turns), range(ROUNDS), strict=False)]:
        start = perf_counter()
        work(rows)
        times.append(perf_counter() - start)
    return times[0], min(times[1:])


def _print(name: str, *seconds: tuple[float, float]) -> None:
    shown = [f"{first:.2f} / {best:.2f}" for first, best in seconds]
    print(f"{name:<12}{shown[0]:>22}{shown[1]:>22}{shown[2]:>24}")


if __name__ == "__main__":
    main()
