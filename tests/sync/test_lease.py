"""Two runs of one workspace never overlap; a dead one does not block the next."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest

from sync.lease import is_gone, this_process
from sync.result import Mode
from sync.run import run
from sync.store.base import StoreBusy
from sync.store.sqlite import open_store
from sync.undo import undo
from tests.fakes.target import FakeTarget
from tests.fakes.tool import WHEN, FakeTool
from tests.fakes.workspace import workspace


def test_a_run_is_refused_while_another_goes_on_and_looking_is_not() -> None:
    tool, store = FakeTool(), open_store(":memory:", "label")
    tool.put("r1", "blocker:Kaya")
    store.acquire("host/1", WHEN, WHEN + timedelta(hours=1))
    team = workspace(tool, store, holder="host/2")
    for refused in (lambda: run(team, Mode.RUN), lambda: undo(team, write=True)):
        with pytest.raises(StoreBusy):
            refused()
    assert run(team, Mode.PLAN).plan.steps
    assert (tool.writes, store.holder()) == (0, "host/1")


@pytest.mark.parametrize("gone", [True, False])
def test_the_lease_of_a_dead_process_is_taken_over_at_once(gone: bool) -> None:
    store = open_store(":memory:", "label")
    store.acquire("host/1", WHEN, WHEN + timedelta(hours=1))
    team = workspace(FakeTool(), store, holder="host/2", is_gone=lambda holder: gone and holder == "host/1")
    if gone:
        run(team, Mode.RUN)
        assert store.holder() == ""
    else:
        with pytest.raises(StoreBusy):
            run(team, Mode.RUN)


def test_a_run_whose_lease_was_taken_over_stops_before_its_next_receipt() -> None:
    tool, store = FakeTool(), open_store(":memory:", "label")
    for record in "abc":
        tool.put(record, "blocker:Kaya")

    def taken_over(moment: str, number: int) -> None:
        if (moment, number) == ("after", 2):
            store.acquire("host/2", WHEN + timedelta(days=1), WHEN + timedelta(days=2))

    tool.fault = taken_over
    with pytest.raises(StoreBusy):
        run(workspace(tool, store, holder="host/1", lease=timedelta(minutes=3)), Mode.RUN)
    assert (tool.writes, store.holder()) == (2, "host/2")


def test_the_lease_is_given_back_after_a_failure() -> None:
    class Broken(FakeTarget):
        def cost(self, changes: object) -> int:
            raise RuntimeError("a bug")

    tool, store = FakeTool(), open_store(":memory:", "label")
    tool.put("r1", "blocker:Kaya")
    with pytest.raises(RuntimeError):
        run(workspace(tool, store, target=Broken(tool)), Mode.RUN)
    assert store.holder() == ""


def test_only_a_process_of_this_machine_that_is_no_more_is_known_to_be_gone() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    host = this_process().rpartition("/")[0]
    assert is_gone(f"{host}/{ended.pid}")
    assert not is_gone(this_process())
    assert not is_gone(f"{host}/1")
    assert not is_gone(f"elsewhere/{ended.pid}")
    assert not is_gone("somebody")
