"""What a SQLite file can be besides a healthy store, and what is said then."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sync.store import sqlite_file, sqlite_look
from sync.store.base import RunRecord, StoreError
from sync.store.queries import migrations, queries, with_parameters
from sync.store.sqlite import look_into, open_store

NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    with closing(open_store(path, "label")) as store:
        store.save_run(RunRecord("a", NOON, NOON))
    return path


def test_opening_again_finds_what_was_stored(path: Path) -> None:
    with closing(open_store(path, "label")) as store:
        assert [run.id for run in store.runs()] == ["a"]


def test_looking_where_no_store_is_creates_none(tmp_path: Path) -> None:
    with closing(look_into(tmp_path / "none.db", "label")) as store:
        assert store.runs() == ()
    assert list(tmp_path.iterdir()) == []


def test_looking_reads_and_cannot_write(path: Path) -> None:
    before = path.read_bytes()
    with closing(look_into(path, "label")) as store:
        assert [run.id for run in store.runs()] == ["a"]
        with pytest.raises(StoreError, match="cannot be written"):
            store.save_run(RunRecord("b", NOON, NOON))
    assert path.read_bytes() == before


def test_looking_leaves_nothing_beside_the_store(path: Path) -> None:
    with closing(look_into(path, "label")) as store:
        store.runs()
        assert [file.name for file in path.parent.iterdir()] == ["store.db"]
    assert [file.name for file in path.parent.iterdir()] == ["store.db"]


def test_looking_sees_what_another_process_has_not_checkpointed_yet(path: Path) -> None:
    with closing(open_store(path, "label")) as writer:
        writer.save_run(RunRecord("b", NOON, NOON))
        with closing(look_into(path, "label")) as reader:
            assert {run.id for run in reader.runs()} == {"a", "b"}


def test_what_is_looked_at_does_not_change_while_another_process_writes_and_does_not_hold_it_up(path: Path) -> None:
    with closing(look_into(path, "label")) as reader, closing(open_store(path, "label")) as writer:
        writer.save_run(RunRecord("b", NOON, NOON))
        assert {run.id for run in reader.runs()} == {"a"}
        assert reader.health().fault == ""
    assert [file.name for file in path.parent.iterdir()] == ["store.db"]


def test_a_writer_that_comes_while_the_file_is_copied_is_noticed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The quick way to copy takes no lock, so what it gave is thrown away when the file changed meanwhile."""
    copy = sqlite_look._copy
    asked: list[str] = []

    def disturbed(file: Path, how: str) -> sqlite3.Connection:
        asked.append(how)
        made = copy(file, how)
        if how == "immutable=1":
            with closing(open_store(path, "label")) as writer:
                writer.save_run(RunRecord("b", NOON, NOON))
        return made

    monkeypatch.setattr(sqlite_look, "_copy", disturbed)
    with closing(look_into(path, "label")) as store:
        assert {run.id for run in store.runs()} == {"a", "b"}
    assert asked == ["immutable=1", "mode=ro"]


def test_what_a_killed_process_left_beside_the_store_is_read(path: Path, tmp_path: Path) -> None:
    died = tmp_path / "died"
    died.mkdir()
    with closing(open_store(path, "label")) as store:
        store.save_run(RunRecord("b", NOON, NOON))
        for file in path.parent.glob("store.db*"):
            (died / file.name).write_bytes(file.read_bytes())
    with closing(look_into(died / "store.db", "label")) as store:
        assert {run.id for run in store.runs()} == {"a", "b"}


def test_an_empty_file_is_a_store_in_which_nothing_was_stored(tmp_path: Path) -> None:
    (tmp_path / "store.db").touch()
    with closing(look_into(tmp_path / "store.db", "label")) as store:
        assert store.runs() == ()
    assert (tmp_path / "store.db").read_bytes() == b""


def test_a_store_of_a_newer_version_is_refused_untouched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("insert into migration values (?)", (len(migrations()) + 1,))
    for opening in (open_store, look_into):
        with pytest.raises(StoreError, match="written by a newer Streetdate") as refused:
            opening(path, "label")
        assert "newer" in refused.value.hint


def test_a_store_of_an_older_version_is_brought_up_to_date_only_by_writing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = (*migrations(), ("create table another (workspace text not null)",))
    monkeypatch.setattr(sqlite_file, "migrations", lambda: newer)
    before = path.read_bytes()
    with closing(look_into(path, "label")) as store:
        assert ([run.id for run in store.runs()], store.health().version) == (["a"], len(newer) - 1)
    assert path.read_bytes() == before
    with closing(open_store(path, "label")) as store:
        assert [run.id for run in store.runs()] == ["a"]
    with closing(look_into(path, "label")) as store:
        assert ([run.id for run in store.runs()], store.health().version) == (["a"], len(newer))


def test_a_migration_that_fails_leaves_the_store_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = (*migrations(), ("create table another (a text)", "no such statement"))
    with monkeypatch.context() as patch:
        patch.setattr(sqlite_file, "migrations", lambda: broken)
        with pytest.raises(StoreError):
            open_store(path, "label")
    with closing(open_store(path, "label")) as store:
        assert [run.id for run in store.runs()] == ["a"]


@pytest.mark.parametrize("opening", [open_store, look_into])
def test_a_file_that_is_no_store_is_named_and_left_alone(tmp_path: Path, opening: object) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"not a database at all, but long enough to look like one" * 40)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="damaged, or is no store") as refused:
        opening(path, "label")  # type: ignore[operator]
    assert "nothing is doubled" in refused.value.hint
    assert path.read_bytes() == before


def test_a_store_that_another_program_holds_is_said_to_be_locked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_file, "PATIENCE", 0.0)
    with closing(open_store(path, "label")) as store, closing(sqlite3.connect(path)) as other:
        other.execute("begin immediate")
        with pytest.raises(StoreError, match="locked by another program"):
            store.save_run(RunRecord("b", NOON, NOON))


def test_a_store_that_another_program_has_for_itself_is_said_to_be_locked(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "PATIENCE", 0.0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("pragma locking_mode = exclusive")
        other.execute("begin immediate")
        other.execute("insert into migration values (99)")
        with pytest.raises(StoreError, match="locked by another program"):
            look_into(path, "label")


def test_a_store_of_which_a_part_is_gone_is_said_to_be_damaged(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("drop table ledger")
    with closing(look_into(path, "label")) as store, pytest.raises(StoreError, match="damaged, or is no store"):
        store.ledger()


def test_a_folder_in_the_place_of_the_store_is_said_to_be_unusable(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path, "label")


def test_every_table_and_every_statement_keeps_workspaces_apart() -> None:
    for statement in (s for script in migrations() for s in script if s.startswith("create table")):
        assert "workspace text not null" in statement
        assert "primary key (workspace" in statement or "workspace text not null primary key" in statement
    for name, statement in queries().items():
        assert ":workspace" in statement, name


def test_only_the_sign_before_a_parameter_differs_between_databases() -> None:
    assert with_parameters("select ':'||a::text where b = :b", lambda name: f"%({name})s") == (
        "select ':'||a::text where b = %(b)s"
    )
