"""Runs on Airtable, where they differ from those on any tool."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

import pytest

from connectors.explore import FLAG_NAME, GAPS_NAME
from sync.step import LeftAlone
from tests.airtable_runs.team import AirtableTeam
from tests.connectors.airtable.plan import AirtablePlan
from tests.runs.stages import NOTES
from tests.standins.airtable import SCOPES, Role


@pytest.mark.parametrize("changed", [1, 10, 11, 34])
def test_ten_flags_cost_one_request_each_comment_one_and_a_run_without_changes_one_in_all(changed: int) -> None:
    with AirtablePlan() as plan:
        team = AirtableTeam(plan, {f"Work {n}": "blocker:Kaya" if n < changed else "" for n in range(120)})
        first = team.run()
        assert (len(first.receipts), team.writes()) == (2 * changed, ceil(changed / 10) + changed)
        team.server.forget()
        second = team.run()
        assert (second.plan.steps, team.sent()) == ((), {"list_payloads": 1})
        team.put("Work 0", "blocker:Kaya warning:Ben")
        team.server.forget()
        team.run()
        assert team.sent() == {"list_payloads": 1, "update_records": 1, "edit_comment": 1}


def test_records_without_comments_cost_nothing_when_the_store_is_lost(team: AirtableTeam) -> None:
    team.run()
    team.lose_store()
    team.server.forget()
    assert team.run().plan.steps == ()
    # Bio has no comment, and its list of comments is not asked for.
    assert team.sent()["list_comments"] == 3


def test_a_run_is_never_the_one_that_provokes_a_penalty_and_waits_out_those_of_others(team: AirtableTeam) -> None:
    team.run(progress=lambda doing: team.plan.service.limits.penalize(team.plan.base.id))
    assert not team.plan.service.limits.provoked
    assert team.flag("Master") == "Blocked"
    team.settle()


def test_a_flag_that_somebody_changed_is_put_back_once(team: AirtableTeam) -> None:
    team.run()
    for expected in ("Blocked", "Clear"):
        team.plan.table.edit(team.plan.records["Master"], {FLAG_NAME: "Clear"}, by=team.plan.ana)
        result = team.run()
        assert team.flag("Master") == expected
    assert result.plan.left_alone[LeftAlone.OVERRULED] == 1


@pytest.mark.parametrize("how", ["deleted", "renamed"])
def test_an_option_that_somebody_took_away_is_put_back_with_the_next_flag(team: AirtableTeam, how: str) -> None:
    team.run()
    if how == "deleted":
        team.plan.table.delete_option(FLAG_NAME, "Blocked")
    else:
        team.plan.table.rename_option(FLAG_NAME, "Blocked", "Blockiert")
    team.put("Bio", "blocker:Zoe")
    assert team.run().exit_code == 0
    assert team.flag("Bio") == "Blocked"
    team.settle()


def test_comments_of_an_earlier_account_stay_are_said_once_and_then_cost_nothing(team: AirtableTeam) -> None:
    team.run()
    other = team.plan.service.service_account("New robot")
    team.plan.base.share(other, Role.CREATE)
    team.plan.token = team.plan.service.token(other)
    team.put("Master", "")
    team.put("Cover", "warning:Ben warning:Eve")
    result = team.run()
    assert [title for title in ("Master", "Cover") if any(f"“{title}”" in said for said in result.remarks)] == [
        "Master",
        "Cover",
    ]
    assert (team.flag("Master"), team.flag("Cover")) == ("Clear", "Attention")
    team.server.forget()
    assert (team.run().remarks, team.sent()) == ((), {"list_payloads": 1})
    assert [len(team.said(title)) for title in ("Master", "Cover")] == [1, 1]


@pytest.mark.parametrize("name", [FLAG_NAME, GAPS_NAME])
def test_where_our_fields_were_deleted_comments_go_on_and_it_is_said(team: AirtableTeam, name: str) -> None:
    team.run()
    team.plan.table.delete_field(name)
    team.put("Bio", "blocker:Zoe")
    result = team.run()
    assert result.exit_code == 0
    assert [notice for notice in result.notices if "“Deliverables” has lost columns of ours" in notice]
    assert len(team.said("Bio")) == 1
    assert team.run().plan.steps == ()


def test_a_table_that_is_deleted_between_reading_and_writing_is_one_sentence(team: AirtableTeam) -> None:
    result = team.run(
        progress=lambda doing: team.plan.base.delete_table("Deliverables") if doing.startswith("writing") else None
    )
    assert result.receipts == ()
    assert [remark for remark in result.remarks if "“Deliverables” was deleted" in remark]


READ_ONLY: Mapping[str, Mapping[str, Any]] = {
    "role": {"role": Role.READ},
    "scopes": {"scopes": [scope for scope in SCOPES if not scope.endswith(("write", "manage"))]},
}


@pytest.mark.parametrize("how", READ_ONLY)
def test_a_token_that_only_reads_finds_the_gaps_and_says_what_it_lacks(how: str) -> None:
    with AirtablePlan(**READ_ONLY[how]) as plan:
        team = AirtableTeam(plan, NOTES)
        result = team.run()
        assert (result.exit_code, result.receipts, len(result.report.violations)) == (3, (), 3)
        [failure] = result.failures
        assert failure.error.hint
        assert plan.token.secret not in f"{failure.error!r}{failure.error.hint}"


def test_a_comment_that_airtable_does_not_take_is_said_and_everything_else_written(team: AirtableTeam) -> None:
    team.plan.service.settings.comment_limit = 150
    team.put("Master", " ".join(f"blocker:Kaya{number}" for number in range(9)))
    result = team.run()
    assert result.exit_code == 3
    assert [failure for failure in result.failures if "“Master”" in failure.error.message]
    assert (team.flag("Master"), len(team.said("Cover")), len(team.said("Teaser"))) == ("Blocked", 1, 1)


def test_our_webhook_goes_with_an_undo_and_nobody_elses(team: AirtableTeam) -> None:
    theirs = team.plan.airtable().create(
        f"bases/{team.plan.base.id}/webhooks",
        {"specification": {"options": {"filters": {"dataTypes": ["tableData"]}}}},
    )
    team.run()
    assert len(team.plan.base.webhooks) == 2
    result = team.undo()
    assert list(team.plan.base.webhooks) == [theirs["id"]]
    assert result.retracted == (f"removed our webhook from https://airtable.com/{team.plan.base.id}",)
    [remark] = result.remarks
    assert "stayed" in remark


def test_what_people_wrote_into_our_fields_stays(team: AirtableTeam) -> None:
    team.run()
    team.plan.table.edit(team.plan.records["Bio"], {GAPS_NAME: "ask Ana"}, by=team.plan.ana)
    result = team.undo()
    assert (team.gaps("Bio"), team.flag("Master"), len(result.theirs)) == ("ask Ana", None, 1)
