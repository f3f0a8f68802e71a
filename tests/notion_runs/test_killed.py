"""A run may die around any write, and any request may fail either way: the next runs end as undisturbed ones would."""

from __future__ import annotations

import pytest

from tests.connectors.notion.plan import NotionPlan
from tests.notion_runs.conftest import NOTES
from tests.notion_runs.team import Shown, Team
from tests.standins import faults
from tests.standins.notion import troubles

FAILURES = (
    troubles.unavailable(),
    troubles.saved_but_unavailable(),
    troubles.conflict(),
    troubles.overloaded(7),
    troubles.limited(90),
    faults.dropped(),
    faults.saved_and_dropped(),
    faults.not_json(502),
    faults.not_json(502, saved=True),
)


def begun(plan: NotionPlan) -> Team:
    """A plan on which one run has been."""
    team = Team(plan, NOTES)
    team.run()
    return team


def edit(team: Team) -> None:
    """Every sort of change: a reply is due, a gap closed, one became worse, one is new, a comment was deleted."""
    team.put("Master", "blocker:Kaya blocker:Dee")
    team.put("Cover", "")
    team.put("Teaser", "blocker:Eve warning:Cem")
    team.delete_comment("Teaser")
    team.put("Bio", "warning:Ana")
    team.put("Video", "blocker:Fay")


@pytest.fixture(scope="module")
def undisturbed() -> Shown:
    with NotionPlan() as plan:
        team = begun(plan)
        edit(team)
        team.settle()
        return team.shown()


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_around_any_write_the_next_runs_end_as_undisturbed(undisturbed: Shown, moment: str) -> None:
    number, died = 0, True
    while died:
        number += 1
        with NotionPlan() as plan:
            team = begun(plan)
            edit(team)
            died = team.dies(team.run, moment, number)
            team.settle()
            assert team.shown() == undisturbed, f"killed {moment} write {number}"
    assert number > 10


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_around_any_write_of_an_undo_the_next_undo_takes_everything_back(moment: str) -> None:
    number, died = 0, True
    while died:
        number += 1
        with NotionPlan() as plan:
            team = begun(plan)
            died = team.dies(team.undo, moment, number)
            team.undo()
            assert not any(plan.said(title) for title in NOTES)
            assert not plan.binding.ours & plan.table.properties.keys(), f"killed {moment} write {number}"
    assert number > 7


@pytest.mark.parametrize("seed", range(30))
def test_with_one_request_in_five_failing_the_runs_converge(undisturbed: Shown, seed: int) -> None:
    with NotionPlan() as plan:
        team = begun(plan)
        edit(team)
        plan.server.faults.sometimes(0.2, FAILURES, seed)
        team.settle(runs=20)
        plan.server.faults.clear()
        team.settle()
        assert team.shown() == undisturbed


@pytest.mark.parametrize("seed", range(15))
def test_with_requests_failing_and_the_store_lost_each_time_the_runs_converge(seed: int) -> None:
    with NotionPlan() as plan, NotionPlan() as quiet:
        expected = begun(quiet).shown()
        team = Team(plan, NOTES)
        plan.server.faults.sometimes(0.2, FAILURES, seed)
        for _ in range(3):
            team.run()
            team.lose_store()
        plan.server.faults.clear()
        team.settle()
        assert team.shown() == expected
