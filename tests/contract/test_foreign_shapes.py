"""What is stored in a shape that this version does not write is said in a sentence, in whichever part of the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from connectors.bulletin import Posted
from connectors.changes import PostComment, Receipt
from rules.memory import Memory
from sync.life import Event, Turn
from sync.store import sqlite
from sync.store.base import Picture, RunRecord, Store, StoreError
from tests.contract.test_mirrored import FULL
from tests.contract.test_published import ONE
from tests.contract.test_store import ENTRY, LATER, LIFE, NOON, REF

Tell = Callable[[str, str, str], None]
"""Puts a text into a column of a table, in every row."""

WRONG = ("no JSON", "null", "5", '"a text"', '{"elsewhere": [1]}', '[["a", "list"]]', "[" * 100_000)
READ: dict[tuple[str, str], Callable[[Store], object]] = {
    ("ledger", "body"): lambda store: store.ledger(),
    ("picture", "tables"): lambda store: store.picture("plan"),
    ("picture", "records"): lambda store: store.picture("plan"),
    ("memory", "body"): lambda store: store.memory(),
    ("life", "gap"): lambda store: store.lives(),
    ("life", "lacked"): lambda store: store.lives(),
    ("mirrored", "body"): lambda store: store.mirrored("c1"),
    ("run", "counts"): lambda store: store.runs(),
    ("bulletin", "body"): lambda store: store.bulletin(),
}
"""What reads each column that holds JSON."""
WORDS: dict[tuple[str, str], Callable[[Store], object]] = {
    ("picture", "read_at"): lambda store: store.picture("plan"),
    ("life", "opened_at"): lambda store: store.lives(),
    ("life", "closed_at"): lambda store: store.closed_since(NOON),
    ("event", "turn"): lambda store: store.history("f1"),
    ("event", "at"): lambda store: store.history("f1"),
    ("receipt", "at"): lambda store: store.receipts("a"),
    ("run", "started"): lambda store: store.runs(),
    ("published", "changed_at"): lambda store: store.published(),
    ("lease", "taken_at"): lambda store: store.acquire("another", NOON, LATER),
}
"""What reads each column that holds an instant, or a word of a few."""


def _fill(store: Store) -> None:
    store.save_entries([ENTRY])
    store.save_picture("plan", Picture((), (), NOON))
    store.save_memory(Memory(moments={"a": NOON}))
    store.save_lives("a", [LIFE], [Event("f1", NOON, Turn.OPENED, "blocker", "x")])
    store.save_run(RunRecord("a", NOON, NOON))
    store.save_receipt("a", Receipt(PostComment(REF, "", "", ""), NOON), ENTRY)
    store.save_published([ONE])
    store.save_mirrored("c1", [FULL], "token")
    store.save_bulletin(Posted("plan", "notion", ("p1", "b1"), "the page", "", "d"))
    store.acquire("me", NOON, LATER)


def _file(request: pytest.FixtureRequest) -> tuple[Store, Tell]:
    path: Path = request.getfixturevalue("tmp_path") / "store.db"

    def tell(table: str, column: str, text: str) -> None:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(f"update {table} set {column} = ?", (text,))

    return sqlite.open_store(path, "label"), tell


def _database(request: pytest.FixtureRequest) -> tuple[Store, Tell]:
    import psycopg

    from sync.store import postgres

    url: str = request.getfixturevalue("postgres_url")

    def tell(table: str, column: str, text: str) -> None:
        with psycopg.connect(url) as connection:
            connection.execute(f"update streetdate.{table} set {column} = %s".encode(), (text,))

    return postgres.open_store(url, "label"), tell


@pytest.fixture(params=[_file, _database], ids=["sqlite", "postgres"])
def filled(request: pytest.FixtureRequest) -> Iterator[tuple[Store, Tell]]:
    """Return a store with something in every table, and what changes it behind its back."""
    store, tell = request.param(request)
    with closing(store):
        _fill(store)
        yield store, tell


def refused(store: Store, read: Callable[[Store], object]) -> StoreError:
    with pytest.raises(StoreError, match=r"holds .* in a shape that this Streetdate cannot read") as error:
        read(store)
    return error.value


@pytest.mark.parametrize("place", READ, ids=".".join)
def test_json_of_another_shape_is_no_bug_and_the_way_on_is_said(
    filled: tuple[Store, Tell], place: tuple[str, str]
) -> None:
    store, tell = filled
    READ[place](store)
    for text in WRONG:
        tell(*place, text)
        error = refused(store, READ[place])
        assert "run again" in error.hint and "nothing is doubled" in error.hint
        assert "elsewhere" not in error.message


@pytest.mark.parametrize("place", WORDS, ids=".".join)
def test_a_word_or_an_instant_that_is_none_is_no_bug_either(filled: tuple[Store, Tell], place: tuple[str, str]) -> None:
    store, tell = filled
    tell(*place, "later: when it rains")
    assert refused(store, WORDS[place]).hint
