"""Where a column of ours was deleted, nothing is flagged, and the comments go on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectors.changes import Capabilities
from connectors.record import Column, ColumnType, Pull, Table
from sync.own_columns import lost_columns, without_flags_on
from sync.result import Mode
from sync.run import run
from sync.undo import undo
from tests.fakes.source import FakeSource
from tests.fakes.tool import COLUMNS, TABLE, WHEN, FakeTool
from tests.fakes.workspace import BINDING, workspace

FLAG, GAPS_TEXT = Column("f1", "Flag", ColumnType.SELECT, ours=True), Column("g1", "Gaps", ours=True)
AGREED = replace(BINDING, flag="f1", gaps="g1", called="Deliverables")


def pull_of(*columns: Column) -> Pull:
    return Pull((Table(TABLE, TABLE, columns),), (), WHEN)


@pytest.mark.parametrize(
    ("columns", "lost"),
    [
        ((FLAG, GAPS_TEXT), False),
        ((replace(FLAG, name="renamed"), GAPS_TEXT), False),
        ((FLAG,), True),
        ((GAPS_TEXT,), True),
        ((replace(FLAG, type=ColumnType.TEXT), GAPS_TEXT), True),
        ((FLAG, replace(GAPS_TEXT, type=ColumnType.SELECT)), True),
    ],
)
def test_columns_are_told_by_id_and_type(columns: tuple[Column, ...], lost: bool) -> None:
    assert lost_columns(pull_of(*columns), [AGREED]) == ((AGREED,) if lost else ())


def test_a_tool_without_column_ids_and_a_table_that_was_not_read_lose_nothing() -> None:
    assert lost_columns(pull_of(), [BINDING]) == ()
    assert lost_columns(Pull((), (), WHEN), [AGREED]) == ()


def test_what_a_target_says_itself_stays() -> None:
    able = without_flags_on(Capabilities(unflagged=frozenset({"other"})), [AGREED])
    assert able.unflagged == {"other", TABLE}


def test_only_comments_are_written_where_our_columns_are_gone_and_it_is_said() -> None:
    tool = FakeTool(columns=(*COLUMNS, FLAG, GAPS_TEXT))
    tool.put("r1", "blocker:Kaya")
    team = workspace(tool, source=FakeSource(tool, shows_comments=False), bindings={"plan": (AGREED,)})
    assert run(team, Mode.PLAN).notices == ()
    tool.columns = COLUMNS
    result = run(team, Mode.RUN)
    assert (tool.flags, len(tool.living("r1"))) == ({}, 1)
    assert [notice for notice in result.notices if "“Deliverables” has lost columns" in notice and "init" in notice]
    undo(replace(team, store=workspace(tool).store), write=True)
    assert tool.living("r1") == []
