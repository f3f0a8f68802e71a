"""A run may die anywhere, and tools may fail anywhere: the next runs end where an undisturbed one would have."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

import pytest

from connectors.changes import Capabilities
from connectors.errors import ConnectorError
from sync.result import Mode
from sync.run import run
from sync.store.base import Store
from sync.store.sqlite import open_store
from tests.fakes.source import FakeSource
from tests.fakes.store import dying
from tests.fakes.target import FakeTarget
from tests.fakes.tool import FakeTool, Fault, Killed, no_fault
from tests.fakes.workspace import workspace

Shown = Mapping[str, tuple[str, str, list[str]]]


def begin() -> FakeTool:
    """A plan on which one run has been: flags, comments and clean rows."""
    tool = FakeTool()
    for record, gaps in {"a": "blocker:Kaya", "b": "warning:Ben", "c": "blocker:Cem", "d": ""}.items():
        tool.put(record, gaps)
    return tool


def edit(tool: FakeTool) -> None:
    """Every sort of change at once: a reply is due, a gap closed, one became worse, one is new, a comment deleted."""
    tool.put("a", "blocker:Kaya blocker:Dee")
    tool.put("b")
    tool.put("c", "blocker:Eve warning:Cem")
    tool.delete_comment("c")
    tool.put("d", "warning:Ana")
    tool.put("e", "blocker:Fay")


def settle(tool: FakeTool, store: Store, *, shows_comments: bool, able: Capabilities) -> None:
    """Run until nothing is left to write. A comment that cannot be seen is found deleted only by editing it."""
    for _ in range(2 if shows_comments else 3):
        if go(tool, store, shows_comments=shows_comments, able=able) == 0:
            return
    raise AssertionError("runs go on writing")


def go(tool: FakeTool, store: Store, *, shows_comments: bool, able: Capabilities) -> int:
    source, target = FakeSource(tool, shows_comments=shows_comments), FakeTarget(tool, capabilities=able)
    made = workspace(tool, store, source=source, target=target, is_gone=lambda _: True)
    return len(run(made, Mode.RUN).plan.steps)


ABLE = [
    pytest.param(True, Capabilities(), id="comments seen"),
    pytest.param(False, Capabilities(), id="comments unseen"),
    pytest.param(False, Capabilities(flags=False), id="no flags"),
    pytest.param(True, Capabilities(replies=False), id="no replies"),
    pytest.param(True, Capabilities(comments=False), id="no comments"),
]


def undisturbed(shows_comments: bool, able: Capabilities) -> tuple[Shown, int]:
    """Return what everybody sees in the end, and how many writes the last run took."""
    tool, store = begin(), open_store(":memory:", "label")
    go(tool, store, shows_comments=shows_comments, able=able)
    edit(tool)
    before = tool.writes
    go(tool, store, shows_comments=shows_comments, able=able)
    writes = tool.writes - before
    settle(tool, store, shows_comments=shows_comments, able=able)
    return tool.shown(), writes


def dies_at(moment: str, number: int) -> Fault:
    """Return what kills the process at one write."""

    def fault(now: str, write: int) -> None:
        if (now, write) == (moment, number):
            raise Killed

    return fault


@pytest.mark.parametrize(("shows_comments", "able"), ABLE)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_around_any_write_the_next_run_ends_as_undisturbed(
    shows_comments: bool, able: Capabilities, moment: str
) -> None:
    expected, writes = undisturbed(shows_comments, able)
    assert writes > 3
    for number in range(1, writes + 1):
        tool, store = begin(), open_store(":memory:", "label")
        go(tool, store, shows_comments=shows_comments, able=able)
        edit(tool)
        tool.fault = dies_at(moment, tool.writes + number)
        with pytest.raises(Killed):
            go(tool, store, shows_comments=shows_comments, able=able)
        tool.fault = no_fault
        settle(tool, store, shows_comments=shows_comments, able=able)
        assert tool.shown() == expected, f"killed {moment} write {number}"


@pytest.mark.parametrize(("shows_comments", "able"), ABLE)
@pytest.mark.parametrize("committed", [False, True])
def test_killed_around_any_write_of_the_store_the_next_run_ends_as_undisturbed(
    shows_comments: bool, able: Capabilities, committed: bool
) -> None:
    expected, _ = undisturbed(shows_comments, able)
    after = 0
    while True:
        tool, store = begin(), open_store(":memory:", "label")
        go(tool, store, shows_comments=shows_comments, able=able)
        edit(tool)
        try:
            go(tool, dying(store, after, committed=committed), shows_comments=shows_comments, able=able)
            break
        except Killed:
            settle(tool, store, shows_comments=shows_comments, able=able)
        assert tool.shown() == expected, f"killed at write {after + 1} of the store"
        after += 1
    assert after > 10


@pytest.mark.parametrize(("shows_comments", "able"), ABLE[:3])
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_gap_that_closed_after_a_lost_receipt_leaves_no_comment_behind(
    shows_comments: bool, able: Capabilities, number: int
) -> None:
    tool, store = begin(), open_store(":memory:", "label")
    tool.fault = dies_at("after", number)
    with pytest.raises(Killed):
        go(tool, store, shows_comments=shows_comments, able=able)
    tool.fault = no_fault
    for record in "abc":
        tool.put(record)
    go(tool, store, shows_comments=shows_comments, able=able)
    assert tool.comments == {}
    assert set(tool.flags.values()) <= {"Clear"}


def failing(seed: int, share: float) -> Fault:
    """Return a fault that refuses a share of the writes, or loses the answer to a write that was saved."""
    chance = random.Random(seed)

    def fault(moment: str, write: int) -> None:
        if chance.random() < share / 2:
            raise ConnectorError(f"no answer {moment} write {write}")

    return fault


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("lose_store", [False, True], ids=["store kept", "store lost each time"])
def test_with_one_in_five_writes_failing_the_runs_converge(seed: int, lose_store: bool) -> None:
    able = Capabilities(replies=False) if lose_store else Capabilities()
    expected, _ = undisturbed(False, able)
    tool, store = begin(), open_store(":memory:", "label")
    go(tool, store, shows_comments=False, able=able)
    edit(tool)
    tool.fault = failing(seed, 0.2)
    for _ in range(40):
        if go(tool, store, shows_comments=False, able=able) == 0:
            break
        store = open_store(":memory:", "label") if lose_store else store
    assert tool.shown() == expected
    tool.fault = no_fault
    assert go(tool, store, shows_comments=False, able=able) == 0


def test_a_target_that_fails_leaves_the_other_targets_alone() -> None:
    tool, other = begin(), FakeTool()
    other.put("o", "blocker:Zoe")
    refusing: Callable[[str, int], None] = failing(0, 2.0)
    tool.fault = refusing
    made = workspace(tool, more=[(FakeSource(other, "zother", "elsewhere"), FakeTarget(other, "zother"))])
    result = run(made, Mode.RUN)
    assert [(failure.source, failure.unwritten) for failure in result.failures] == [("plan", 6)]
    assert (tool.flags, other.flags, result.exit_code) == ({}, {"o": "Blocked"}, 3)
