"""One run after the other: what is shown, what it costs, what people did meanwhile."""

from __future__ import annotations

import pytest

from connectors.notion.explorer import NotionExplorer
from sync.result import Mode
from sync.run import run
from sync.step import LeftAlone
from tests.connectors.notion.plan import NotionPlan, without_columns
from tests.notion_runs.conftest import NOTES
from tests.notion_runs.team import Team, everything


def test_each_page_shows_its_worst_gap_and_one_comment(team: Team) -> None:
    result = team.run()
    assert result.exit_code == 0
    assert {title: (flag, len(said)) for title, (flag, _, said) in team.shown().items()} == {
        "Master": ("Blocked", 1),
        "Cover": ("Attention", 1),
        "Teaser": ("Blocked", 1),
        "Bio": (None, 0),
    }
    assert team.shown()["Master"][1] == "Blocker TST001: Master waits for Kaya; Kaya: do what is needed"


@pytest.mark.parametrize("rows", [40, 150])
def test_changed_pages_cost_two_writes_each_and_the_next_run_one_request(plan: NotionPlan, rows: int) -> None:
    changed = 30
    team = Team(plan, {f"Work {n}": "blocker:Kaya" if n < changed else "" for n in range(rows)})
    team.plan.server.forget()
    first = team.run()
    assert (len(first.receipts), team.writes()) == (2 * changed, 2 * changed)
    assert first.requests == {"plan": len(team.plan.server.journal)}
    team.plan.server.forget()
    second = team.run()
    assert (second.plan.steps, team.writes(), len(team.plan.server.journal)) == ((), 0, 1)
    assert second.requests == {"plan": 1}


def test_what_plan_says_a_run_costs_is_what_it_costs(team: Team) -> None:
    planned = run(team.workspace(), Mode.PLAN)
    before = len(team.plan.server.journal)
    done = team.run()
    reading = done.requests["plan"] - planned.plan.requests["plan"]
    assert len(team.plan.server.journal) - before == planned.plan.requests["plan"] + reading
    assert reading == planned.requests["plan"]


def test_a_closed_gap_leaves_clear_and_takes_the_comment_back(team: Team) -> None:
    team.run()
    team.put("Master", "")
    team.run()
    assert team.shown()["Master"] == ("Clear", "", ())
    assert team.run().plan.steps == ()


def test_a_lost_store_is_adopted_and_rewrites_nothing(team: Team) -> None:
    team.run()
    shown, comments = team.shown(), [c.id for title in NOTES for c in team.plan.comments(title)]
    team.lose_store()
    team.plan.server.forget()
    assert team.run().plan.steps == ()
    assert team.writes() == 0
    assert (team.shown(), [c.id for title in NOTES for c in team.plan.comments(title)]) == (shown, comments)
    assert sorted(entry.comment_id for entry in team.store.ledger().values()) == sorted(comments)


def test_a_gap_that_closed_while_the_store_was_lost_is_cleared(team: Team) -> None:
    team.run()
    team.put("Master", "")
    team.lose_store()
    team.run()
    assert team.shown()["Master"] == ("Clear", "", ())


def test_a_thread_that_a_person_resolved_stays_so_while_the_comment_follows_the_facts(team: Team) -> None:
    team.run()
    [comment] = team.plan.comments("Cover")
    team.plan.workspace.resolve_discussion(comment.discussion_id)
    assert team.run().plan.steps == ()
    team.put("Cover", "warning:Ben warning:Dee")
    team.settle()
    assert [c.id for c in team.plan.comments("Cover")] == [comment.id]
    assert "Dee" in team.shown()["Cover"][2][0]
    assert team.plan.workspace.discussions[comment.discussion_id].resolved


def test_somebody_new_who_must_act_is_told_beside_a_resolved_thread(team: Team) -> None:
    team.run()
    [comment] = team.plan.comments("Master")
    team.plan.workspace.resolve_discussion(comment.discussion_id)
    team.put("Master", "blocker:Kaya blocker:Dee")
    team.settle()
    told = [c for c in team.plan.comments("Master") if c.id != comment.id]
    assert len(told) == 1
    assert told[0].discussion_id != comment.discussion_id
    assert team.plan.workspace.discussions[comment.discussion_id].resolved


def test_a_comment_that_a_person_deleted_comes_back_only_for_a_new_blocker(team: Team) -> None:
    team.run()
    team.delete_comment("Master")
    team.put("Master", "blocker:Kaya warning:Ben")
    team.settle()
    assert team.plan.said("Master") == []
    assert team.run().plan.left_alone[LeftAlone.DELETED] == 1
    team.put("Master", "blocker:Kaya blocker:Dee")
    team.settle()
    assert len(team.plan.said("Master")) == 1


def test_a_page_that_goes_into_the_trash_between_reading_and_writing_harms_nothing(team: Team) -> None:
    team.run(progress=lambda doing: team.plan.remove("Cover") if doing.startswith("writing") else None)
    shown = team.shown()
    assert (shown["Cover"], shown["Master"][0], shown["Teaser"][0]) == ((None, "", ()), "Blocked", "Blocked")
    team.settle()


def test_a_database_that_is_unshared_between_reading_and_writing_is_one_sentence(team: Team) -> None:
    def unshare(doing: str) -> None:
        if doing.startswith("writing"):
            team.plan.workspace.unshare(team.plan.table)

    result = team.run(progress=unshare)
    assert (result.receipts, len(result.refused)) == ((), 6)
    assert [remark for remark in result.remarks if "“Deliverables”" in remark]


def test_where_our_columns_were_deleted_comments_go_on_and_it_is_said(team: Team) -> None:
    team.run()
    team.plan.workspace.delete_property(team.plan.table, "Streetdate flag")
    team.put("Bio", "blocker:Zoe")
    result = team.run()
    assert result.exit_code == 0
    assert [notice for notice in result.notices if "“Deliverables” has lost columns of ours" in notice]
    assert len(team.plan.said("Bio")) == 1
    assert team.run().plan.steps == ()


def test_without_our_columns_there_are_comments_only_and_undo_takes_them_back() -> None:
    with NotionPlan(agreed=False) as plan:
        team = Team(plan, NOTES)
        before = everything(plan)
        result = team.run()
        assert [notice for notice in result.notices if "comments only" in notice]
        assert len(plan.said("Master")) == 1
        assert team.run().plan.steps == ()
        team.undo()
        assert everything(plan) == before


@pytest.mark.parametrize("lost", [False, True])
def test_undo_leaves_the_workspace_as_it_was(lost: bool) -> None:
    with NotionPlan(agreed=False) as plan:
        team = Team(plan, dict.fromkeys(NOTES, ""))
        plan.workspace.comment(plan.workspace.add_page(plan.table, {"Deliverable": "Elsewhere"}), "theirs")
        plan.workspace.comment(plan.pages["Master"], "theirs too")
        before = everything(plan)
        looking = NotionExplorer(plan.notion())
        looking.make_columns(looking.survey()[0])
        plan.binding = plan.bound(plan.table)
        for notes in ("blocker:Kaya", "blocker:Kaya blocker:Dee", "warning:Ben"):
            for title in NOTES:
                team.put(title, notes)
            team.settle()
        for title in NOTES:
            team.put(title, "")
            plan.workspace.edit(plan.pages[title], {"Notes": None})
        team.put("Cover", "blocker:Kaya")
        team.run()
        plan.workspace.edit(plan.pages["Cover"], {"Notes": ""})
        if lost:
            team.lose_store()
        result = team.undo()
        assert (result.exit_code, result.remarks) == (0, ())
        assert len(result.retracted) == 1
        assert everything(plan) == before
        assert team.store.ledger() == {}


def test_undo_leaves_columns_that_hold_what_people_wrote(team: Team) -> None:
    team.run()
    team.plan.workspace.edit(team.plan.pages["Bio"], {"Streetdate gaps": "ask Ana"})
    result = team.undo()
    assert result.retracted == ()
    assert team.plan.value("Bio", "Streetdate gaps") == "ask Ana"
    assert team.plan.value("Master", "Streetdate flag") is None


def test_a_team_that_agreed_to_no_columns_is_not_asked_for_flags(team: Team) -> None:
    team.plan.binding = without_columns(team.plan.binding)
    team.run()
    assert team.shown()["Master"][:2] == (None, "")
