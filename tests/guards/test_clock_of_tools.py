"""A machine whose clock is not the tool's writes nothing; the tool tells its own with every answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sync.guard import Guard
from sync.result import Mode
from sync.run import run
from tests.runs.conftest import stage as stage
from tests.runs.conftest import team as team
from tests.runs.team import Team


@pytest.mark.parametrize(
    ("ahead", "held"),
    [
        (timedelta(days=3000), True),
        (timedelta(minutes=12), True),
        (timedelta(minutes=9), False),
        (timedelta(minutes=-9), False),
        (timedelta(minutes=-12), True),
    ],
)
def test_a_run_is_held_where_its_clock_is_far_from_the_tools(team: Team, ahead: timedelta, held: bool) -> None:
    result = team.run(clock=lambda: team.clock.now() + ahead)
    assert {reason.option for reason in result.held} == ({Guard.CLOCK} if held else set())
    if held:
        assert team.writes() == 0
        assert (team.store.lives(), team.store.ledger(), team.store.runs()) == ({}, {}, ())
        assert team.store.picture("plan") is None
        assert team.said("Master") == []
    assert team.run().exit_code == 0
    assert team.flag("Master") == "Blocked"


def test_a_long_wait_for_the_tool_is_no_jump_of_the_clock(team: Team) -> None:
    waited: list[str] = []

    def wait(doing: str) -> None:
        if doing.startswith("reading") and not waited:
            waited.append(doing)
            team.clock.sleep(3600)

    assert team.run(progress=wait).held == ()


def test_a_plan_says_that_a_run_would_be_held(team: Team) -> None:
    wrong = replace(team.workspace(), clock=lambda: team.clock.now() + timedelta(hours=5))
    result = run(wrong, Mode.PLAN)
    assert [held.option for held in result.held] == [Guard.CLOCK]
    assert "5 hours ahead of that of plan" in result.held[0].reason
