"""50,000 rows into the store on both databases, next to the same statement handed to the bare driver.

python -m tests.benchmarks.store_rows
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from time import perf_counter

from rules.model import Ref
from sync.ledger import Entry
from sync.store import sqlite
from sync.store.base import Store
from sync.store.queries import queries, with_parameters
from sync.store.rows import row_of_entry
from tests.postgres.server import any_server

ROWS = 50_000
ROUNDS = 5


def main() -> None:
    entries = [
        Entry(
            Ref("tool", "Plan", f"r{n}"), "plan", f"Cover artwork – Lied {n}", "Blocked", "Blocker GAT005: it changed"
        )
        for n in range(ROWS)
    ]
    rows = [{"workspace": "label", **row_of_entry(entry)} for entry in entries]
    narrow = [(n, f"Cover artwork {n}", "Blocked") for n in range(ROWS)]
    print(f"{ROWS:,} upserts in one transaction, best of {ROUNDS}: the first inserts, the others update")
    print(f"{'':<12}{'the store':>12}{'bare, same 19 columns':>24}{'bare, 3 columns':>18}   seconds")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        with closing(sqlite.open_store(path, "label")) as store:
            ours = _ours(store, entries)
        with closing(sqlite3.connect(path)) as connection:
            _print("sqlite", ours, *_bare_sqlite(connection, rows, narrow))
    try:
        _on_postgres(entries, rows, narrow)
    except BaseException as error:  # pytest's skip is no Exception
        print(f"postgresql  not measured: {error}")


def _on_postgres(
    entries: list[Entry], rows: list[dict[str, str | int | None]], narrow: list[tuple[int, str, str]]
) -> None:
    with any_server() as server, server.database() as url:
        import psycopg

        from sync.store import postgres

        with closing(postgres.open_store(url, "label")) as store:
            ours = _ours(store, entries)
        with psycopg.connect(url) as connection:
            put = with_parameters(queries()["put_entry"], lambda name: f"%({name})s").encode()
            connection.execute("set search_path to streetdate")
            connection.execute("create temporary table narrow (id integer primary key, title text, flag text)")
            connection.commit()

            def many(statement: bytes, values: Iterable[object]) -> None:
                with connection.cursor() as cursor:
                    cursor.executemany(statement, values)  # type: ignore[arg-type]
                connection.commit()

            upsert = b"insert into narrow values (%s, %s, %s) on conflict (id) do update set title = excluded.title"
            _print("postgresql", ours, _best(lambda: many(put, rows)), _best(lambda: many(upsert, narrow)))


def _ours(store: Store, entries: list[Entry]) -> float:
    return _best(lambda: store.save_entries(entries))


def _bare_sqlite(
    connection: sqlite3.Connection, rows: list[dict[str, str | int | None]], narrow: list[tuple[int, str, str]]
) -> tuple[float, float]:
    connection.execute("pragma synchronous = normal")
    connection.execute("create table narrow (id integer primary key, title text, flag text)")

    def many(statement: str, values: Iterable[object]) -> None:
        with connection:
            connection.executemany(statement, values)  # type: ignore[arg-type]

    upsert = "insert into narrow values (?, ?, ?) on conflict (id) do update set title = excluded.title"
    return _best(lambda: many(queries()["put_entry"], rows)), _best(lambda: many(upsert, narrow))


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def _print(name: str, *seconds: float) -> None:
    print(f"{name:<12}{seconds[0]:>12.2f}{seconds[1]:>24.2f}{seconds[2]:>18.2f}")


if __name__ == "__main__":
    main()
