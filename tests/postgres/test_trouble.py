"""What PostgreSQL can be besides healthy, and what is said then; no sentence names a user, a password or a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta

import pytest

from sync.result import Mode
from sync.run import run
from sync.store.base import RunRecord, Store, StoreBusy, StoreError
from sync.store.queries import migrations
from tests.fakes.source import FakeSource
from tests.fakes.tool import FakeTool
from tests.fakes.workspace import workspace
from tests.postgres.server import TEMPLATE, Server, own_server

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")

from sync.store import postgres_server  # noqa: E402
from sync.store.postgres import look_into, open_store  # noqa: E402

NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)
RUN = RunRecord("a", NOON, NOON)


def tell(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


def name_of(url: str) -> str:
    return url.split("?")[0].rpartition("/")[2]


@pytest.fixture
def empty_url(postgres: Server) -> Iterator[str]:
    """Return the address of a database without a store."""
    with postgres.database() as url:
        yield url


def test_looking_where_no_store_is_creates_none(empty_url: str) -> None:
    with closing(look_into(empty_url, "label")) as store:
        assert store.runs() == ()
    with psycopg.connect(empty_url) as connection:
        assert connection.execute("select to_regnamespace('streetdate')").fetchone() == (None,)


def test_looking_reads_and_cannot_write(postgres_url: str) -> None:
    with closing(open_store(postgres_url, "label")) as store:
        store.save_run(RUN)
    with closing(look_into(postgres_url, "label")) as store:
        assert store.runs() == (RUN,)
        with pytest.raises(StoreError, match=r"cannot be written: .* read-only"):
            store.save_run(RUN)


def test_everything_of_ours_is_in_a_schema_of_its_own(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        found = connection.execute(
            "select distinct schemaname from pg_tables where schemaname not in ('pg_catalog', 'information_schema')"
        ).fetchall()
    assert found == [("streetdate",)]


def test_a_store_of_a_newer_version_is_refused_untouched(postgres_url: str) -> None:
    tell(postgres_url, f"insert into streetdate.migration values ({len(migrations()) + 1})")
    for opening in (open_store, look_into):
        with pytest.raises(StoreError, match="written by a newer Streetdate"):
            opening(postgres_url, "label")


def test_a_migration_that_fails_leaves_the_store_as_it_was(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (*migrations(), ("create table another (a text)", "no such statement"))
    with monkeypatch.context() as patch:
        patch.setattr(postgres_server, "migrations", lambda: broken)
        with pytest.raises(StoreError):
            open_store(postgres_url, "label")
    with closing(open_store(postgres_url, "label")) as store:
        assert store.health().version == len(migrations())


def test_first_runs_at_the_same_moment_make_the_store_once(empty_url: str) -> None:
    def begin(number: int) -> int:
        with closing(open_store(empty_url, f"label {number}")) as store:
            return store.health().version

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(begin, range(12))) == {len(migrations())}


def test_of_runs_that_begin_at_the_same_moment_one_gets_the_lease(postgres_url: str) -> None:
    with ExitStack() as stack:
        stores = [stack.enter_context(closing(open_store(postgres_url, "label"))) for _ in range(8)]

        def take(number: int) -> bool:
            try:
                stores[number].acquire(f"host/{number}", NOON, NOON + timedelta(minutes=5))
            except StoreBusy:
                return False
            return True

        for _ in range(5):
            with ThreadPoolExecutor(8) as pool:
                won = [number for number, got in enumerate(pool.map(take, range(8))) if got]
            assert len(won) == 1
            stores[won[0]].release(f"host/{won[0]}")


@pytest.mark.parametrize("wrong", [timedelta(hours=-3), timedelta(minutes=20)], ids=["behind", "ahead"])
def test_a_machine_whose_clock_is_wrong_neither_breaks_a_lease_nor_holds_one_for_longer(
    postgres_url: str, wrong: timedelta
) -> None:
    def right() -> datetime:
        return datetime.now(UTC)

    def off() -> datetime:
        return right() + wrong

    five = timedelta(minutes=5)
    with (
        closing(open_store(postgres_url, "label")) as store,
        closing(open_store(postgres_url, "label", off)) as elsewhere,
    ):
        for one, clock, other, others in ((store, right, elsewhere, off), (elsewhere, off, store, right)):
            one.acquire("one", clock(), clock() + five)
            with pytest.raises(StoreBusy):
                other.acquire("other", others(), others() + five)
            later = others() + five
            other.acquire("other", later, later + five)
            other.release("other")


def _newly(url: str) -> Store:
    return open_store(url, "label")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(lambda url: url.replace(name_of(url), "nowhere"), "there is no such database", id="no database"),
        pytest.param(
            lambda _: "postgresql://kaya:s3cret@127.0.0.1:1/x?connect_timeout=2", "does not answer", id="down"
        ),
        pytest.param(lambda _: "postgresql://h:not-a-port/x", "does not answer", id="port"),
        pytest.param(lambda _: "postgresql://[half/x", "no address of a PostgreSQL database", id="no address"),
    ],
)
def test_what_cannot_be_connected_to_is_said_without_user_or_password(
    postgres_url: str, change: Callable[[str], str], said: str
) -> None:
    with pytest.raises(StoreError, match=said) as refused:
        _newly(change(postgres_url))
    text = refused.value.message + refused.value.hint
    assert refused.value.hint
    assert not any(word in text for word in ("kaya", "s3cret"))
    assert "\n" not in text


def test_a_store_of_which_a_part_is_gone_is_said_to_be_damaged(postgres_url: str) -> None:
    with closing(open_store(postgres_url, "label")) as store:
        tell(postgres_url, "drop table streetdate.ledger")
        with pytest.raises(StoreError, match="damaged, or is no store") as refused:
            store.ledger()
    assert "nothing is doubled" in refused.value.hint


def test_a_store_that_another_program_holds_is_said_to_be_locked(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_server, "_PATIENCE", "20ms")
    with closing(open_store(postgres_url, "label")) as store, psycopg.connect(postgres_url) as other:
        other.execute("lock table streetdate.run")
        with pytest.raises(StoreError, match="locked by another program"):
            store.save_run(RUN)
        other.rollback()
        store.save_run(RUN)
        assert store.runs() == (RUN,)


def test_a_user_who_may_not_make_the_store_is_told_what_is_needed(postgres: Server, empty_url: str) -> None:
    user = f"{TEMPLATE}_guest"
    postgres.say(f"create role {user} login")
    try:
        tell(empty_url, "revoke create on schema public from public")
        with pytest.raises(StoreError, match="may not use the store") as refused:
            open_store(f"{empty_url}{'&' if '?' in empty_url else '?'}user={user}", "label")
        assert "streetdate" in refused.value.hint
    finally:
        postgres.say(f"drop role {user}")


def plan() -> FakeTool:
    tool = FakeTool()
    for record, gaps in {"a": "blocker:Kaya", "b": "warning:Ben", "c": "blocker:Cem", "d": ""}.items():
        tool.put(record, gaps)
    return tool


def go(tool: FakeTool, store: Store) -> int:
    made = workspace(tool, store, source=FakeSource(tool), is_gone=lambda _: True)
    return len(run(made, Mode.RUN).plan.steps)


def undisturbed() -> FakeTool:
    from sync.store.sqlite import open_store as open_file

    tool = plan()
    go(tool, open_file(":memory:", "label"))
    return tool


def test_a_session_that_is_ended_between_any_two_receipts_is_healed_by_the_next_run(postgres: Server) -> None:
    expected = undisturbed()
    for number in range(1, expected.writes + 1):
        with postgres.database(like=TEMPLATE) as url:
            tool = plan()

            def ended(moment: str, write: int, url: str = url, at: int = number) -> None:
                if (moment, write) == ("after", at):
                    postgres.say(
                        "select pg_terminate_backend(pid) from pg_stat_activity "
                        f"where datname = '{name_of(url)}' and pid <> pg_backend_pid()"
                    )

            tool.fault = ended
            with closing(open_store(url, "label")) as store, pytest.raises(StoreError, match="does not answer") as gone:
                go(tool, store)
            assert "run again" in gone.value.hint
            tool.fault = lambda _, __: None
            with closing(open_store(url, "label")) as store:
                go(tool, store)
                assert tool.shown() == expected.shown(), f"ended after write {number}"
                assert go(tool, store) == 0


def test_a_server_that_is_killed_in_the_middle_of_a_run_and_started_again_is_healed_by_the_next_run() -> None:
    expected = undisturbed()
    with own_server() as server:
        tool = plan()

        def killed(moment: str, write: int) -> None:
            if (moment, write) == ("after", 2):
                server.kill()

        tool.fault = killed
        with closing(open_store(server.url, "label")) as store, pytest.raises(StoreError, match="does not answer"):
            go(tool, store)
        with pytest.raises(StoreError, match="does not answer"):
            open_store(server.url, "label")
        server.restart()
        tool.fault = lambda _, __: None
        with closing(open_store(server.url, "label")) as store:
            go(tool, store)
            assert tool.shown() == expected.shown()
            assert go(tool, store) == 0
