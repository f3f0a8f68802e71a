"""A store that an earlier version left is brought up to date, and nothing in it is lost; a look changes nothing.

`stores/version_N.sql` is what version N left, frozen: such a file is added when a migration follows, never changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from rules.memory import Memory
from rules.model import Ref
from sync.ledger import Entry
from sync.life import Event, Turn
from sync.store import sqlite
from sync.store.base import RunRecord, Store, StoreError
from sync.store.queries import migrations
from tests.contract.test_mirrored import BARE as MIRRORED_BARE
from tests.contract.test_mirrored import FULL
from tests.contract.test_published import ONE
from tests.contract.test_store import ENTRY, GAP, LATER, LIFE, NOON
from tests.contract.test_told import BARE as OTHER
from tests.contract.test_told import FULL as RECEIVER
from tests.postgres.server import Server

STORES = Path(__file__).parent / "stores"
HARD = replace(
    ENTRY,
    ref=Ref("fake", "Plan", "r2"),
    title='Cover "blue" \\ 😀 שלום',
    gaps="Blocker GAT005: it changed\nNote:\ttwo lines",
    body="it's; -- :workspace %s",
    told=('key "a"', "b\\n"),
    blockers=(),
    restored=False,
    comment_gone=True,
    generation=12,
)
BARE = Entry(Ref("fake", "Plan", "r3"), "plan", "Teaser")
_ALL = (ENTRY, HARD, BARE)
ENTRIES: Mapping[int, tuple[Entry, ...]] = {1: (ENTRY,), 3: _ALL, 4: _ALL, 5: _ALL, 6: _ALL}
"""What stands in the ledger of each version."""
PUBLISHED = replace(ONE, body=ONE.body.replace("\r\n", "\n"))


@dataclass(frozen=True)
class Old:
    """A store of an older version, and the ways to open it."""

    version: int
    to_write: Callable[[], Store]
    to_read: Callable[[], Store]
    dump: Callable[[], object]
    """Everything that is in it, to see whether something changed."""


def _file(request: pytest.FixtureRequest, version: int) -> Old:
    path: Path = request.getfixturevalue("tmp_path") / "store.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(_text(version))
    return Old(
        version, lambda: sqlite.open_store(path, "label"), lambda: sqlite.look_into(path, "label"), path.read_bytes
    )


def _database(request: pytest.FixtureRequest, version: int) -> Old:
    import psycopg

    from sync.store import postgres

    server: Server = request.getfixturevalue("postgres")
    database = server.database()
    url = database.__enter__()
    request.addfinalizer(lambda: database.__exit__(None, None, None))
    name = url.split("?")[0].rpartition("/")[2]
    server.say(f"create schema streetdate; set search_path to streetdate; {_text(version)}", name)

    def dump() -> object:
        with psycopg.connect(url) as connection:
            tables = connection.execute("select tablename from pg_tables where schemaname = 'streetdate'").fetchall()
            return {
                name: sorted(connection.execute(f"select {name}::text from streetdate.{name}".encode()).fetchall())
                for (name,) in tables
            }

    return Old(
        version, lambda: postgres.open_store(url, "label"), lambda: postgres.look_into(url, "label"), dump
    )  # fmt: skip


def _text(version: int) -> str:
    return (STORES / f"version_{version}.sql").read_text(encoding="utf-8")


@pytest.fixture(params=ENTRIES, ids=lambda version: f"version {version}")
def version(request: pytest.FixtureRequest) -> int:
    found: int = request.param
    return found


@pytest.fixture(params=[_file, _database], ids=["sqlite", "postgres"])
def old(request: pytest.FixtureRequest, version: int) -> Iterator[Old]:
    yield request.param(request, version)


def test_everything_in_it_is_still_there(old: Old) -> None:
    with closing(old.to_write()) as store:
        assert store.health().version == len(migrations())
        hold(store, old.version)


def test_a_look_finds_everything_and_changes_nothing(old: Old) -> None:
    before = old.dump()
    with closing(old.to_read()) as store:
        assert store.health().version == old.version
        hold(store, old.version)
        with pytest.raises(StoreError, match="cannot be written"):
            store.clear_ledger()
    assert old.dump() == before


def hold(store: Store, version: int) -> None:
    assert store.ledger() == {entry.ref.key: entry for entry in ENTRIES[version]}
    assert store.lives() == {"f1": LIFE}
    assert store.closed_since(NOON) == (replace(LIFE, gap=replace(GAP, fingerprint="f3"), closed_at=LATER),)
    assert store.memory() == Memory(moments={"r1|done": NOON}, opened={"f1": NOON})
    assert store.runs() == (RunRecord("a", NOON, NOON, LATER, "done", {"blocker": 1}),)
    assert [receipt.remote_id for receipt in store.receipts("a")] == ["c1"]
    picture = store.picture("plan")
    assert picture is not None and (picture.counts, picture.cursor) == ({"The plan": 1}, "7")
    assert [h.event.turn for h in store.happenings(NOON)] == [Turn.OPENED, Turn.OPENED, Turn.CLOSED]
    assert store.published() == ({ONE.uid: PUBLISHED} if version >= 3 else {})
    assert store.mirrors() == ({"c1": "token"} if version >= 5 else {})
    assert store.mirrored("c1") == ({"k1": FULL, "k2": MIRRORED_BARE} if version >= 5 else {})
    assert store.bulletin() is None
    assert store.told() == ({told.receiver: told for told in (RECEIVER, OTHER)} if version >= 6 else {})


def test_what_happens_next_follows_what_happened_before(old: Old) -> None:
    with closing(old.to_write()) as store:
        store.save_lives("c", [], [Event("f3", LATER, Turn.OPENED, "blocker", "again")])
        assert [event.turn for event in store.history("f3")] == [Turn.OPENED, Turn.CLOSED, Turn.OPENED]
    with closing(old.to_read()) as store:
        assert len(store.history("f3")) == 3


def test_a_look_at_an_old_store_sees_one_workspace_only(old: Old) -> None:
    with closing(old.to_read()) as store:
        assert "Another's" not in {entry.title for entry in store.ledger().values()}
