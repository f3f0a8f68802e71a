"""One run after the other over the tool in memory: what is shown, what is written, what is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

import pytest

from connectors.changes import Capabilities
from connectors.errors import ConnectorError
from connectors.record import OwnComment
from rules.model import Ref
from sync.guard import Guard
from sync.result import Mode, RunResult
from sync.run import run
from sync.step import LeftAlone
from sync.store.base import Store
from sync.store.sqlite import open_store
from sync.undo import undo
from sync.workspace import Workspace
from tests.fakes.source import FakeSource
from tests.fakes.target import FakeTarget
from tests.fakes.tool import WHEN, FakeTool
from tests.fakes.workspace import workspace


@pytest.fixture
def tool() -> FakeTool:
    tool = FakeTool()
    tool.put("r1", "blocker:Kaya")
    tool.put("r2", "warning:Ben")
    tool.put("r3")
    tool.put("r4", "note:Ana")
    return tool


@pytest.fixture
def team(tool: FakeTool) -> Workspace:
    return workspace(tool)


def go(team: Workspace) -> RunResult:
    return run(team, Mode.RUN)


def test_each_record_shows_its_worst_gap_and_one_comment(tool: FakeTool, team: Workspace) -> None:
    go(team)
    assert tool.flags == {"r1": "Blocked", "r2": "Attention"}
    assert tool.gaps["r1"] == "Blocker TST001: Work r1 waits for Kaya; Kaya: do what is needed"
    assert [len(tool.living(record)) for record in ("r1", "r2", "r3", "r4")] == [1, 1, 0, 0]


def test_only_the_person_who_must_act_on_a_blocker_is_mentioned(tool: FakeTool, team: Workspace) -> None:
    go(team)
    assert [comment.mention for _, comment in (*tool.living("r1"), *tool.living("r2"))] == ["Kaya", ""]


def test_a_second_run_writes_nothing_and_asks_for_nothing_but_the_pull(tool: FakeTool, team: Workspace) -> None:
    go(team)
    writes, requests = tool.writes, tool.requests
    second = go(team)
    assert (second.plan.steps, tool.writes, tool.requests) == ((), writes, requests + 1)
    assert second.plan.left_alone == {LeftAlone.RIGHT: 2}


def test_a_closed_gap_leaves_clear_and_takes_the_comment_back(tool: FakeTool, team: Workspace) -> None:
    go(team)
    tool.put("r1")
    result = go(team)
    assert (tool.flags["r1"], tool.gaps.get("r1"), tool.living("r1")) == ("Clear", None, [])
    assert len(result.turns.closed) == 1
    assert go(team).plan.steps == ()


def test_changed_facts_edit_the_one_comment_in_place(tool: FakeTool, team: Workspace) -> None:
    go(team)
    before = tool.living("r2")[0][0]
    tool.put("r2", "warning:Ben warning:Cem")
    go(team)
    [(key, comment)] = tool.living("r2")
    assert key == before
    assert "Cem" in comment.body
    assert tool.replies("r2") == []


def test_somebody_new_who_must_act_on_a_blocker_gets_one_reply(tool: FakeTool, team: Workspace) -> None:
    go(team)
    tool.put("r1", "blocker:Kaya blocker:Dee")
    go(team)
    go(team)
    assert [reply.mention for reply in tool.replies("r1")] == ["Dee"]
    assert "Kaya" not in tool.replies("r1")[0].body


def test_somebody_who_was_told_already_is_not_told_again(tool: FakeTool, team: Workspace) -> None:
    tool.put("r1", "blocker:Kaya blocker:Dee")
    go(team)
    tool.put("r1", "blocker:Dee")
    go(team)
    assert tool.replies("r1") == []


def test_what_a_reply_said_once_is_not_said_again_when_the_same_blocker_comes_back(
    tool: FakeTool, team: Workspace
) -> None:
    go(team)
    for gaps in ("blocker:Kaya blocker:Dee", "blocker:Kaya", "blocker:Kaya blocker:Dee"):
        tool.put("r1", gaps)
        go(team)
    assert [reply.mention for reply in tool.replies("r1")] == ["Dee"]


def test_somebody_whose_turn_comes_again_is_told_again(tool: FakeTool, team: Workspace) -> None:
    tool.put("r1", "blocker:Kaya blocker:Dee")
    go(team)
    tool.put("r1", "blocker:Dee")
    go(team)
    tool.put("r1", "blocker:Kaya blocker:Dee")
    go(team)
    assert [reply.mention for reply in tool.replies("r1")] == ["Kaya"]


@pytest.mark.parametrize("able", [Capabilities(replies=False), Capabilities(replies=False, mentions=False)])
def test_without_replies_the_edit_alone_says_it(tool: FakeTool, able: Capabilities) -> None:
    team = workspace(tool, target=FakeTarget(tool, capabilities=able))
    go(team)
    tool.put("r1", "blocker:Kaya blocker:Dee")
    go(team)
    assert tool.replies("r1") == []
    assert "Dee" in tool.living("r1")[0][1].body
    assert go(team).plan.steps == ()


def test_without_comments_only_the_marks_are_written(tool: FakeTool) -> None:
    team = workspace(tool, target=FakeTarget(tool, capabilities=Capabilities(comments=False)))
    go(team)
    assert (len(tool.flags), tool.comments) == (2, {})
    assert go(team).plan.steps == ()


def test_without_flags_only_comments_are_written_and_taken_back(tool: FakeTool) -> None:
    team = workspace(tool, target=FakeTarget(tool, capabilities=Capabilities(flags=False)))
    go(team)
    assert (tool.flags, len(tool.comments)) == ({}, 2)
    tool.put("r1")
    go(team)
    assert tool.living("r1") == []
    assert go(team).plan.steps == ()


def test_a_comment_that_somebody_deleted_stays_deleted(tool: FakeTool, team: Workspace) -> None:
    go(team)
    tool.delete_comment("r1")
    tool.put("r1", "blocker:Kaya warning:Ben")
    result = go(team)
    assert tool.living("r1") == []
    assert result.plan.left_alone[LeftAlone.DELETED] == 1


def test_a_new_blocker_brings_a_deleted_comment_back(tool: FakeTool, team: Workspace) -> None:
    go(team)
    tool.delete_comment("r1")
    go(team)
    tool.put("r1", "blocker:Kaya blocker:Dee")
    go(team)
    assert len(tool.living("r1")) == 1
    assert go(team).plan.steps == ()


def test_a_flag_that_somebody_changed_is_put_back_once(tool: FakeTool, team: Workspace) -> None:
    go(team)
    tool.set_flag("r1", "Fine by me")
    [step] = go(team).plan.steps
    assert (tool.flags["r1"], step.why) == ("Blocked", "put back once: somebody changed it")
    tool.set_flag("r1", "Fine by me")
    again = go(team)
    assert (tool.flags["r1"], again.plan.left_alone[LeftAlone.OVERRULED]) == ("Fine by me", 1)


def test_a_flag_that_somebody_overruled_follows_new_facts_again(tool: FakeTool, team: Workspace) -> None:
    go(team)
    for _ in range(2):
        tool.set_flag("r1", "Fine by me")
        go(team)
    tool.put("r1", "warning:Kaya")
    go(team)
    assert tool.flags["r1"] == "Attention"


def test_words_that_somebody_wrote_into_our_column_of_a_healthy_record_are_theirs(
    tool: FakeTool, team: Workspace
) -> None:
    tool.set_flag("r3", "ask Ana")
    go(team)
    assert tool.flags["r3"] == "ask Ana"


@pytest.mark.parametrize("mode", [Mode.CHECK, Mode.PLAN])
def test_looking_writes_neither_store_nor_tool(tool: FakeTool, team: Workspace, mode: Mode) -> None:
    before = tool.shown()
    result = run(team, mode)
    assert tool.shown() == before
    assert (team.store.ledger(), team.store.lives(), team.store.runs()) == ({}, {}, ())
    assert len(result.report.violations) == 3
    assert bool(result.plan.steps) is (mode is Mode.PLAN)


def test_a_plan_is_what_the_run_then_writes(tool: FakeTool, team: Workspace) -> None:
    planned = run(team, Mode.PLAN).plan
    done = go(team)
    assert (done.plan.digest, done.plan.changes) == (planned.digest, planned.changes)
    assert [receipt.change for receipt in done.receipts] == list(planned.changes)


def test_a_run_that_expects_another_plan_writes_nothing(tool: FakeTool, team: Workspace) -> None:
    reviewed = run(team, Mode.PLAN).plan.digest
    tool.put("r3", "blocker:Eve")
    result = run(team, Mode.RUN, expected_digest=reviewed)
    assert [held.option for held in result.held] == [Guard.DIGEST]
    assert (tool.writes, result.exit_code) == (0, 4)


def test_a_run_that_is_held_remembers_nothing_and_is_held_again(tool: FakeTool) -> None:
    for number in range(20):
        tool.put(f"x{number}")
    team = workspace(tool)
    go(team)
    for number in range(20):
        tool.remove(f"x{number}")
    assert [held.option for held in go(team).held] == [Guard.SHRUNK]
    assert [held.option for held in go(team).held] == [Guard.SHRUNK]
    assert [record.outcome for record in team.store.runs()] == ["held", "held", "done"]


def test_a_source_that_is_down_leaves_its_records_and_the_others_go_on(tool: FakeTool) -> None:
    other = FakeTool()
    other.put("o1", "blocker:Zoe")
    source = FakeSource(tool)
    second = (FakeSource(other, "other", "elsewhere"), FakeTarget(other, "other"))
    team = workspace(tool, source=source, more=[second])
    go(team)
    shown = tool.shown()
    source.down = "the plan's tool does not answer"
    tool.put("r1")
    other.put("o1")
    result = go(team)
    assert (tool.flags["r1"], len(tool.living("r1")), tool.shown()["r2"]) == ("Blocked", 1, shown["r2"])
    assert (other.flags["o1"], result.exit_code) == ("Clear", 3)
    assert [unread.source for unread in result.unread] == ["plan"]
    source.down = ""
    assert go(team).exit_code == 0
    assert tool.flags["r1"] == "Clear"


def test_a_source_that_stopped_in_the_middle_opens_but_closes_nothing(tool: FakeTool) -> None:
    source = FakeSource(tool)
    team = workspace(tool, source=source)
    go(team)
    tool.put("r1")
    tool.put("r2", "blocker:Ben")
    source.only = 2
    result = go(team)
    assert (tool.flags, result.exit_code) == ({"r1": "Blocked", "r2": "Blocked"}, 3)
    assert len(result.turns.kept) == 3


def test_a_column_that_vanished_closes_nothing(tool: FakeTool) -> None:
    team = workspace(tool)
    go(team)
    shown = tool.shown()
    tool.columns = tool.columns[:2]
    tool.rows = {
        record: {name: cell for name, cell in row.items() if name != "Notes"} for record, row in tool.rows.items()
    }
    held = go(team)
    assert [reason.option for reason in held.held] == [Guard.COLUMNS]
    lifted = workspace(tool, team.store, lifted=frozenset({Guard.COLUMNS}), start=held.finished)
    assert go(lifted).turns.closed == ()
    assert tool.shown() == shown


def test_a_record_that_is_gone_is_forgotten(tool: FakeTool, team: Workspace) -> None:
    go(team)
    tool.remove("r1")
    result = go(team)
    assert (len(result.turns.closed), list(team.store.ledger())) == (1, ["fake/Plan/r2"])


@pytest.mark.parametrize("shows_comments", [True, False])
@pytest.mark.parametrize("flags", [True, False])
def test_a_lost_store_doubles_nothing_and_rewrites_nothing(tool: FakeTool, shows_comments: bool, flags: bool) -> None:
    def team(store: Store) -> Workspace:
        source = FakeSource(tool, shows_comments=shows_comments)
        return workspace(tool, store, source=source, target=FakeTarget(tool, capabilities=Capabilities(flags=flags)))

    go(team(open_store(":memory:", "label")))
    writes, shown = tool.writes, tool.shown()
    found = open_store(":memory:", "label")
    assert go(team(found)).plan.steps == ()
    assert (tool.writes, tool.shown()) == (writes, shown)
    assert all(entry.comment_id for entry in found.ledger().values())


@pytest.mark.parametrize("shows_comments", [True, False])
def test_a_gap_that_closed_while_the_store_was_lost_is_cleared(tool: FakeTool, shows_comments: bool) -> None:
    source = FakeSource(tool, shows_comments=shows_comments)
    go(workspace(tool, source=source))
    tool.put("r1")
    go(workspace(tool, source=source))
    assert (tool.flags["r1"], tool.living("r1")) == ("Clear", [])


def test_with_the_store_lost_a_record_that_was_read_in_part_keeps_what_it_shows(tool: FakeTool) -> None:
    go(workspace(tool))
    shown = tool.shown()
    tool.put("r1")
    result = go(workspace(tool, source=FakeSource(tool, only=2)))
    assert (tool.shown(), result.plan.left_alone[LeftAlone.UNJUDGED]) == (shown, 1)


def test_the_plan_does_not_depend_on_the_order_of_the_rows(tool: FakeTool) -> None:
    one = run(workspace(tool), Mode.PLAN).plan
    tool.rows = dict(reversed(tool.rows.items()))
    other = run(workspace(tool), Mode.PLAN).plan
    assert (other.changes, other.digest) == (one.changes, one.digest)


def test_comments_are_searched_for_only_where_one_may_have_been_lost(tool: FakeTool) -> None:
    target = FakeTarget(tool)
    team = workspace(tool, source=FakeSource(tool, shows_comments=False), target=target)
    go(team)
    go(team)
    assert target.asked == []
    go(workspace(tool, source=FakeSource(tool, shows_comments=False), target=target))
    assert sorted(target.asked) == ["r1", "r2"]


def test_what_changed_is_laid_over_the_last_picture(tool: FakeTool) -> None:
    team = workspace(tool, source=FakeSource(tool, deltas=True))
    go(team)
    assert go(team).plan.steps == ()
    tool.put("r1")
    result = go(team)
    assert (tool.flags, result.slate.sources[0].records) == ({"r1": "Clear", "r2": "Attention"}, 4)
    assert go(team).plan.steps == ()


@pytest.mark.parametrize("lost", [False, True])
@pytest.mark.parametrize("shows_comments", [True, False])
def test_undo_takes_every_trace_back(tool: FakeTool, lost: bool, shows_comments: bool) -> None:
    source = FakeSource(tool, shows_comments=shows_comments)
    team = workspace(tool, source=source)
    go(team)
    tool.put("r1", "blocker:Kaya blocker:Dee")
    go(team)
    tool.put("r2")
    go(team)
    tool.set_flag("r3", "ask Ana")
    team = workspace(tool, source=source) if lost else team
    assert undo(team, write=False).plan.steps
    assert tool.flags["r1"] == "Blocked"
    result = undo(team, write=True)
    assert (tool.flags, tool.gaps, tool.comments) == ({"r3": "ask Ana"}, {}, {})
    assert (result.theirs, team.store.ledger()) == (("fake/Plan/r3",), {})
    assert undo(team, write=True).plan.steps == ()


def test_undo_removes_our_columns_when_nothing_of_theirs_is_in_them(tool: FakeTool, team: Workspace) -> None:
    go(team)
    assert undo(team, write=True).retracted == ("removed our two columns",)


def test_two_workspaces_in_one_store_know_nothing_of_each_other(tool: FakeTool, tmp_path: object) -> None:
    other = FakeTool()
    other.put("r1", "warning:Zoe")
    path = f"{tmp_path}/store.db"
    first, second = open_store(path, "label"), open_store(path, "agency")
    go(workspace(tool, first))
    go(workspace(other, second, name="agency"))
    assert (len(first.ledger()), len(second.ledger())) == (2, 1)
    assert go(workspace(tool, first)).plan.steps == ()
    first.close()
    second.close()


class Mute(FakeTarget):
    """A target that cannot be searched."""

    def find_comments(self, refs: Iterable[Ref], mark_of: Mapping[str, str]) -> Mapping[str, OwnComment]:
        raise ConnectorError("the tool does not answer")


def test_nothing_is_written_where_a_lost_comment_could_not_be_searched_for(tool: FakeTool) -> None:
    source = FakeSource(tool, shows_comments=False)
    go(workspace(tool, source=source))
    shown = tool.shown()
    tool.put("r1", "blocker:Eve")
    result = go(workspace(tool, source=source, target=Mute(tool)))
    assert (result.plan.steps, [failure.source for failure in result.failures], result.exit_code) == ((), ["plan"], 3)
    assert tool.shown() == shown


def test_as_of_moves_the_rules_clock_and_not_what_is_remembered(tool: FakeTool, team: Workspace) -> None:
    friday = WHEN + timedelta(days=4)
    result = run(team, Mode.RUN, as_of=friday)
    assert (result.as_of, result.started) == (friday, WHEN)
    assert tool.flags["r1"] == "Blocked"
    assert {life.opened_at for life in team.store.lives().values()} == {WHEN}
    assert set(team.store.memory().opened.values()) == {WHEN}


def test_requests_are_counted_by_source(tool: FakeTool, team: Workspace) -> None:
    first = go(team)
    assert first.requests == {"plan": 1 + len(first.plan.steps)}
    assert sum(first.requests.values()) == tool.requests
    assert go(team).requests == {"plan": 1}
