"""Runs that remember nothing at all: what is ours is recognised on the records each time, and nothing is doubled."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.runs.conftest import stage as stage
from tests.runs.stages import Stage
from tests.runs.team import Team

EDITS: tuple[Callable[[Team], None], ...] = (
    lambda team: None,
    lambda team: team.put("Master", "blocker:Kaya blocker:Dee"),
    lambda team: team.put("Cover", ""),
    lambda team: team.put("Bio", "warning:Ana"),
    lambda team: team.put("Teaser", "warning:Cem"),
    lambda team: None,
    lambda team: team.put("Master", ""),
    lambda team: team.delete("Teaser"),
    lambda team: team.put("Cover", "blocker:Eve"),
)


def lived(team: Team, *, remembers: bool) -> list[dict[str, tuple[str | None, bool]]]:
    """Return after each edit and its run the flags, and whether a comment stands there."""
    shown = []
    for edit in EDITS:
        edit(team)
        team.wait()
        if not remembers:
            team.lose_store()
        assert team.run().exit_code == 0
        shown.append({title: (flag, bool(said)) for title, (flag, _, said) in team.shown().items()})
        assert all(len(said) <= 2 for _, _, said in team.shown().values()), "a comment is doubled"
    return shown


def test_runs_without_a_store_show_what_runs_with_one_show(stage: Stage) -> None:
    with stage() as forgetful, stage() as remembering:
        assert lived(forgetful, remembers=False) == lived(remembering, remembers=True)


def test_a_quiet_run_without_a_store_writes_nothing_and_takes_a_few_requests_more(stage: Stage) -> None:
    with stage() as team:
        team.run()
        team.server.forget()
        team.run()
        with_store = len(team.server.journal)
        team.lose_store()
        team.server.forget()
        assert team.run().plan.steps == ()
        without = len(team.server.journal)
    # Everything is read instead of what changed, and the comments of the three flagged records are looked for.
    assert with_store < without <= with_store + 8


@pytest.mark.parametrize("moment", ["before", "after"])
def test_without_a_store_a_run_that_was_killed_is_finished_by_the_next(stage: Stage, moment: str) -> None:
    with stage() as quiet:
        quiet.settle()
        expected = quiet.shown()
    number, died = 0, True
    while died:
        number += 1
        with stage() as team:
            died = team.dies(team.run, moment, number)
            team.lose_store()
            team.run()
            team.lose_store()
            assert team.run().plan.steps == ()
            assert team.shown() == expected, f"killed {moment} write {number}"
    assert number > 4
