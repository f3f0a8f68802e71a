"""Runs on Notion, where they differ from those on any tool."""

from __future__ import annotations

import pytest

from tests.connectors.notion.plan import NotionPlan
from tests.notion_runs.team import NotionTeam


@pytest.mark.parametrize("rows", [40, 150])
def test_changed_pages_cost_two_writes_each_and_the_next_run_one_request(rows: int) -> None:
    changed = 30
    with NotionPlan() as plan:
        team = NotionTeam(plan, {f"Work {n}": "blocker:Kaya" if n < changed else "" for n in range(rows)})
        team.server.forget()
        first = team.run()
        assert (len(first.receipts), team.writes()) == (2 * changed, 2 * changed)
        assert first.requests == {"plan": len(team.server.journal)}
        team.server.forget()
        second = team.run()
        assert (second.plan.steps, team.writes(), len(team.server.journal)) == ((), 0, 1)
        assert second.requests == {"plan": 1}


def test_a_thread_that_a_person_resolved_stays_so_while_the_comment_follows_the_facts(team: NotionTeam) -> None:
    team.run()
    [comment] = team.plan.comments("Cover")
    team.plan.workspace.resolve_discussion(comment.discussion_id)
    assert team.run().plan.steps == ()
    team.put("Cover", "warning:Ben warning:Dee")
    team.settle()
    assert [c.id for c in team.plan.comments("Cover")] == [comment.id]
    assert "Dee" in team.shown()["Cover"][2][0]
    assert team.plan.workspace.discussions[comment.discussion_id].resolved


def test_somebody_new_who_must_act_is_told_beside_a_resolved_thread(team: NotionTeam) -> None:
    team.run()
    [comment] = team.plan.comments("Master")
    team.plan.workspace.resolve_discussion(comment.discussion_id)
    team.put("Master", "blocker:Kaya blocker:Dee")
    team.settle()
    told = [c for c in team.plan.comments("Master") if c.id != comment.id]
    assert len(told) == 1
    assert told[0].discussion_id != comment.discussion_id
    assert team.plan.workspace.discussions[comment.discussion_id].resolved


def test_a_database_that_is_unshared_between_reading_and_writing_is_one_sentence(team: NotionTeam) -> None:
    def unshare(doing: str) -> None:
        if doing.startswith("writing"):
            team.plan.workspace.unshare(team.plan.table)

    result = team.run(progress=unshare)
    assert (result.receipts, len(result.refused)) == ((), 6)
    assert [remark for remark in result.remarks if "“Deliverables”" in remark]


def test_where_our_columns_were_deleted_comments_go_on_and_it_is_said(team: NotionTeam) -> None:
    team.run()
    team.plan.workspace.delete_property(team.plan.table, "Streetdate flag")
    team.put("Bio", "blocker:Zoe")
    result = team.run()
    assert result.exit_code == 0
    assert [notice for notice in result.notices if "“Deliverables” has lost columns of ours" in notice]
    assert len(team.said("Bio")) == 1
    assert team.run().plan.steps == ()


def test_undo_leaves_columns_that_hold_what_people_wrote(team: NotionTeam) -> None:
    team.run()
    team.plan.workspace.edit(team.plan.pages["Bio"], {"Streetdate gaps": "ask Ana"})
    result = team.undo()
    assert result.retracted == ()
    assert [remark for remark in result.remarks if "stayed" in remark]
    assert (team.gaps("Bio"), team.flag("Master")) == ("ask Ana", None)


def test_under_another_connection_what_the_old_one_wrote_is_told_and_nothing_is_doubled(team: NotionTeam) -> None:
    team.run()
    before = {title: team.said(title) for title in ("Master", "Cover", "Teaser")}
    team.plan.token = team.plan.workspace.connect("Streetdate, made anew")
    assert team.run().plan.steps == ()
    team.put("Cover", "")
    team.put("Teaser", "blocker:Cem warning:Ben")
    told = team.run()
    assert [remark.partition(" (")[0] for remark in told.remarks] == ["“Cover”", "“Teaser”"]
    assert (team.flag("Cover"), team.run().plan.steps) == ("Clear", ())
    undone = team.undo()
    assert [remark.partition(" (")[0] for remark in undone.remarks] == ["“Master”", "“Teaser”"]
    assert {title: team.said(title) for title in before} == before
