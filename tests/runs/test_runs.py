"""One run after the other: what is shown, what it costs, what people did meanwhile."""

from __future__ import annotations

import pytest

from sync.result import Mode
from sync.run import run
from sync.step import LeftAlone
from tests.runs.stages import NOTES, Stage
from tests.runs.team import Team


def test_each_record_shows_its_worst_gap_and_one_comment(team: Team) -> None:
    result = team.run()
    assert result.exit_code == 0
    assert {title: (flag, len(said)) for title, (flag, _, said) in team.shown().items()} == {
        "Master": ("Blocked", 1),
        "Cover": ("Attention", 1),
        "Teaser": ("Blocked", 1),
        "Bio": (None, 0),
    }
    assert team.gaps("Master") == "Blocker TST001: Master waits for Kaya; Kaya: do what is needed"


def test_every_request_of_a_run_is_counted(team: Team) -> None:
    for notes in ("blocker:Dee", ""):
        team.server.forget()
        result = team.run()
        assert result.requests == {"plan": len(team.server.journal)}
        team.put("Master", notes)


def test_what_plan_says_a_run_writes_and_costs_is_what_it_does(team: Team) -> None:
    team.run()
    team.put("Master", "blocker:Kaya blocker:Dee")
    team.put("Cover", "")
    planned = run(team.workspace(), Mode.PLAN)
    done = team.run()
    assert done.plan.digest == planned.plan.digest
    assert done.requests["plan"] == planned.requests["plan"] + planned.plan.requests["plan"]


def test_a_closed_gap_leaves_clear_and_takes_the_comment_back(team: Team) -> None:
    team.run()
    team.put("Master", "")
    team.run()
    assert team.shown()["Master"] == ("Clear", "", ())
    assert team.run().plan.steps == ()


def test_a_lost_store_is_adopted_and_rewrites_nothing(team: Team) -> None:
    team.run()
    everything, comments = team.everything(), {e.ref.key: e.comment_id for e in team.store.ledger().values()}
    team.lose_store()
    team.server.forget()
    assert team.run().plan.steps == ()
    assert team.writes() == 0
    assert team.everything() == everything
    assert {e.ref.key: e.comment_id for e in team.store.ledger().values()} == comments


def test_a_gap_that_closed_while_the_store_was_lost_is_cleared(team: Team) -> None:
    team.run()
    team.put("Master", "")
    team.lose_store()
    team.run()
    assert team.shown()["Master"] == ("Clear", "", ())


def test_a_comment_that_a_person_deleted_comes_back_only_for_a_new_blocker(team: Team) -> None:
    team.run()
    team.delete_comment("Master")
    team.put("Master", "blocker:Kaya warning:Ben")
    team.settle()
    assert team.said("Master") == []
    assert team.run().plan.left_alone[LeftAlone.DELETED] == 1
    team.put("Master", "blocker:Kaya blocker:Dee")
    team.settle()
    assert len(team.said("Master")) == 1


def test_a_record_that_is_deleted_between_reading_and_writing_harms_nothing(team: Team) -> None:
    result = team.run(progress=lambda doing: team.delete("Cover") if doing.startswith("writing") else None)
    shown = team.shown()
    assert (shown["Master"][0], shown["Teaser"][0], len(shown["Master"][2])) == ("Blocked", "Blocked", 1)
    assert len([remark for remark in result.remarks if "“Cover”" in remark]) == 1
    team.settle()


def test_while_we_may_not_comment_flags_go_on_and_no_comment_is_taken_for_deleted(team: Team) -> None:
    team.run()
    team.let_comment(False)
    team.put("Master", "blocker:Kaya warning:Ben")
    assert team.run().exit_code == 3
    assert "Ben" in (team.gaps("Master") or "")
    team.let_comment(True)
    team.put("Master", "blocker:Kaya blocker:Dee")
    team.settle()
    ours, answer = team.said("Master")
    assert "Kaya" in ours
    assert "Kaya" not in answer


def test_without_our_columns_there_are_comments_only_and_undo_takes_them_back(stage: Stage) -> None:
    with stage(agreed=False) as team:
        before = team.everything()
        result = team.run()
        assert [notice for notice in result.notices if "comments only" in notice]
        assert len(team.said("Master")) == 1
        assert team.run().plan.steps == ()
        team.undo()
        assert team.everything() == before


@pytest.mark.parametrize("lost", [False, True], ids=["store kept", "store lost"])
def test_undo_leaves_everything_as_it_was(stage: Stage, lost: bool) -> None:
    with stage(dict.fromkeys(NOTES, ""), agreed=False) as team:
        team.comment("Master", "theirs")
        bare = team.everything()
        team.agree()
        before = team.everything() if team.keeps_columns else bare
        for notes in ("blocker:Kaya", "blocker:Kaya blocker:Dee", "warning:Ben"):
            for title in NOTES:
                team.put(title, notes)
            team.settle()
        for title in NOTES:
            team.put(title, "blocker:Kaya" if title == "Cover" else "")
        team.run()
        for title in NOTES:
            team.put(title, "")
        if lost:
            team.lose_store()
        result = team.undo()
        assert result.exit_code == 0
        assert bool(result.remarks) == team.keeps_columns
        assert team.everything() == before
        assert team.store.ledger() == {}


def test_a_team_that_agreed_to_no_columns_is_not_asked_for_flags(team: Team) -> None:
    team.disagree()
    team.run()
    assert (team.flag("Master"), team.gaps("Master") or "") == (None, "")
