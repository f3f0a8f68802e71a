"""A store of the first version, with something in every table, goes on working after an upgrade; on every database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from rules.memory import Memory
from sync.life import Event, Turn
from sync.store import sqlite
from sync.store.base import RunRecord, Store, StoreError
from sync.store.queries import migrations
from tests.contract.test_store import ENTRY, GAP, LATER, LIFE, NOON
from tests.postgres.server import Server

DUMP = (Path(__file__).parent / "stores" / "version_1.sql").read_text(encoding="utf-8")


def _old_file(request: pytest.FixtureRequest) -> tuple[Callable[[], Store], Callable[[], Store]]:
    path: Path = request.getfixturevalue("tmp_path") / "store.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(DUMP)
    return lambda: sqlite.open_store(path, "label"), lambda: sqlite.look_into(path, "label")


def _old_database(request: pytest.FixtureRequest) -> tuple[Callable[[], Store], Callable[[], Store]]:
    from sync.store import postgres

    server: Server = request.getfixturevalue("postgres")
    database = server.database()
    url = database.__enter__()
    request.addfinalizer(lambda: database.__exit__(None, None, None))
    name = url.split("?")[0].rpartition("/")[2]
    server.say(f"create schema streetdate; set search_path to streetdate; {DUMP}", name)
    return lambda: postgres.open_store(url, "label"), lambda: postgres.look_into(url, "label")


@pytest.fixture(params=[_old_file, _old_database], ids=["sqlite", "postgres"])
def old(request: pytest.FixtureRequest) -> Iterator[tuple[Callable[[], Store], Callable[[], Store]]]:
    """Return what opens an old store to write, and to read."""
    yield request.param(request)


def test_everything_in_it_is_still_there(old: tuple[Callable[[], Store], Callable[[], Store]]) -> None:
    with closing(old[0]()) as store:
        assert store.health().version == len(migrations())
        assert store.ledger() == {ENTRY.ref.key: ENTRY}
        assert store.lives() == {"f1": LIFE}
        assert store.closed_since(NOON) == (replace(LIFE, gap=replace(GAP, fingerprint="f3"), closed_at=LATER),)
        assert store.memory() == Memory(moments={"r1|done": NOON}, opened={"f1": NOON})
        assert store.runs() == (RunRecord("a", NOON, NOON, LATER, "done", {"blocker": 1}),)
        assert [receipt.remote_id for receipt in store.receipts("a")] == ["c1"]
        picture = store.picture("plan")
        assert picture is not None and (picture.counts, picture.cursor) == ({"The plan": 1}, "7")
        assert [h.event.turn for h in store.happenings(NOON)] == [Turn.OPENED, Turn.OPENED, Turn.CLOSED]


def test_what_happens_next_follows_what_happened_before(old: tuple[Callable[[], Store], Callable[[], Store]]) -> None:
    with closing(old[0]()) as store:
        store.save_lives("c", [], [Event("f3", LATER, Turn.OPENED, "blocker", "again")])
        assert [event.turn for event in store.history("f3")] == [Turn.OPENED, Turn.CLOSED, Turn.OPENED]
    with closing(old[1]()) as store:
        assert len(store.history("f3")) == 3


def test_reading_it_says_what_brings_it_up_to_date(old: tuple[Callable[[], Store], Callable[[], Store]]) -> None:
    with pytest.raises(StoreError, match=r"has version 1 and this Streetdate reads version") as refused:
        old[1]()
    assert "streetdate run" in refused.value.hint
