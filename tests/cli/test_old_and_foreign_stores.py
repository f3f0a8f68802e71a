"""A store that an older version left, or that holds what this one cannot read: no verb stops without a sentence."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sync.store.queries import migrations
from tests.cli.calling import NOBODY, Cli, MakePlan

VERBS = (("check",), ("plan",), ("report", "--format", "text"), ("doctor",), ("undo",), ("run",))


def tell(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def older(path: Path) -> None:
    """Make an empty store of the first version."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in (
            *migrations()[0],
            "create table migration (number integer)",
            "insert into migration values (1)",
        ):
            connection.execute(statement)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: str(verb[0]))
def test_whoever_updates_streetdate_goes_on_with_any_verb(
    cli: Cli, plan: MakePlan, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    plan()
    older(tmp_path / "streetdate.db")
    before = (tmp_path / "streetdate.db").read_bytes()
    ended = cli(*verb)
    assert (ended.code, ended.err) == (0, "")
    assert ((tmp_path / "streetdate.db").read_bytes() == before) is (verb != ("run",))


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: str(verb[0]))
@pytest.mark.parametrize(
    "damage",
    [
        "update memory set body = '[]'",
        "update picture set records = '[[1]]'",
        "update ledger set body = '{}'",
        "update life set gap = '{}'",
        "update run set counts = 'none'",
        "drop table ledger",
    ],
)
def test_what_cannot_be_read_is_no_bug_and_moving_the_store_away_heals_it(
    cli: Cli, plan: MakePlan, tmp_path: Path, verb: tuple[str, ...], damage: str
) -> None:
    plan(NOBODY)
    assert cli("run").code == 0
    written = (tmp_path / "plan.xlsx").read_bytes()
    tell(tmp_path / "streetdate.db", damage)
    ended = cli(*verb)
    assert "this is a bug" not in ended.err
    said = " ".join((ended.err + ended.out).split())
    # A verb that does not need that part of the store may do without it; a run needs all of it.
    assert ended.code == 3 or (ended.code in (0, 1) and verb != ("run",))
    assert ended.code != 3 or "move the file away and run again" in said
    (tmp_path / "streetdate.db").rename(tmp_path / "away.db")
    assert cli("run").code == 0
    assert (tmp_path / "plan.xlsx").read_bytes() == written
