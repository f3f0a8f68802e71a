"""A run may die around any write, and any request may fail either way: the next runs end as undisturbed ones would."""

from __future__ import annotations

import pytest

from tests.runs.stages import NOTES, Stage
from tests.runs.team import Shown, Team


def edit(team: Team) -> None:
    """Every sort of change: a reply is due, a gap closed, one became worse, one is new, a comment was deleted."""
    team.put("Master", "blocker:Kaya blocker:Dee")
    team.put("Cover", "")
    team.put("Teaser", "blocker:Eve warning:Cem")
    team.delete_comment("Teaser")
    team.put("Bio", "warning:Ana")
    team.put("Video", "blocker:Fay")


@pytest.fixture(scope="module")
def undisturbed(stage: Stage) -> Shown:
    with stage() as team:
        team.run()
        edit(team)
        team.settle()
        return team.shown()


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_around_any_write_the_next_runs_end_as_undisturbed(
    stage: Stage, undisturbed: Shown, moment: str
) -> None:
    number, died = 0, True
    while died:
        number += 1
        with stage() as team:
            team.run()
            edit(team)
            died = team.dies(team.run, moment, number)
            team.settle()
            assert team.shown() == undisturbed, f"killed {moment} write {number}"
    assert number > 6


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_around_any_write_of_the_first_run_the_next_runs_end_as_undisturbed(stage: Stage, moment: str) -> None:
    with stage() as quiet:
        quiet.settle()
        expected = quiet.shown()
    number, died = 0, True
    while died:
        number += 1
        with stage() as team:
            died = team.dies(team.run, moment, number)
            team.settle()
            assert team.shown() == expected, f"killed {moment} write {number}"
    assert number > 4


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("lost", [False, True], ids=["store kept", "store lost"])
def test_killed_around_any_write_of_an_undo_the_next_undo_takes_everything_back(
    stage: Stage, moment: str, lost: bool
) -> None:
    number, died = 0, True
    while died:
        number += 1
        with stage() as team:
            before = team.everything()
            team.run()
            died = team.dies(team.undo, moment, number)
            if lost:
                team.lose_store()
            team.undo()
            assert not any(team.said(title) for title in NOTES), f"killed {moment} write {number}"
            assert not any(team.flag(title) or team.gaps(title) for title in NOTES)
            assert bool(team.own_columns()) == team.keeps_columns
            assert team.everything() == before or not team.keeps_columns
    assert number > 4


@pytest.mark.parametrize("seed", range(30))
def test_with_one_request_in_five_failing_the_runs_converge(stage: Stage, undisturbed: Shown, seed: int) -> None:
    with stage() as team:
        team.run()
        edit(team)
        team.server.faults.sometimes(0.2, team.failures, seed)
        team.settle(runs=20)
        team.server.faults.clear()
        team.settle()
        assert team.shown() == undisturbed


@pytest.mark.parametrize("seed", range(15))
def test_with_requests_failing_and_the_store_lost_each_time_the_runs_converge(stage: Stage, seed: int) -> None:
    with stage() as team, stage() as quiet:
        quiet.run()
        team.server.faults.sometimes(0.2, team.failures, seed)
        for _ in range(3):
            team.run()
            team.lose_store()
        team.server.faults.clear()
        team.settle()
        assert team.shown() == quiet.shown()
