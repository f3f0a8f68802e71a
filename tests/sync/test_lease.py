"""Two runs of one workspace never overlap; a dead one does not block the next."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest

from sync.presence import is_gone, present, this_run
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


def dying(program: str) -> str:
    """Run a program that shows that a run lives, and return the run's name after it died."""
    ended = subprocess.run([sys.executable, "-c", _SHOWS + program], capture_output=True, text=True, check=False)
    assert ended.returncode
    return ended.stdout.strip()


_SHOWS = "import os, sys\nfrom sync.presence import present, this_run\nname = this_run(); print(name, flush=True)\n"
KILLED = "with present(name): os.kill(os.getpid(), 9)"


def test_a_run_that_was_killed_on_this_machine_is_known_to_be_dead_and_leaves_no_trace_behind() -> None:
    killed = dying(KILLED)
    sign = Path(tempfile.gettempdir()) / f"streetdate-{killed.rpartition('/')[2]}.alive"
    assert sign.exists()
    assert is_gone(killed)
    assert not sign.exists()


def test_a_run_that_lives_is_not_dead_even_for_its_own_process() -> None:
    name = this_run()
    with present(name):
        assert not is_gone(name)
        seen = subprocess.run([sys.executable, "-c", f"from sync.presence import is_gone; print(is_gone({name!r}))"],
                              capture_output=True, text=True, check=True)  # fmt: skip
        assert seen.stdout == "False\n"
    assert not Path(tempfile.gettempdir(), f"streetdate-{name.rpartition('/')[2]}.alive").exists()


def test_containers_with_one_name_and_one_process_number_are_two_holders_and_never_take_each_other_for_dead(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "localhost")
    monkeypatch.setattr("os.getpid", lambda: 1)
    one, two = this_run(), this_run()
    assert one != two
    assert one.startswith("localhost/1/") and two.startswith("localhost/1/")
    with present(one):
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))  # another container sees another folder
        assert not is_gone(one)


@pytest.mark.parametrize(
    "holder", ["", "somebody", "localhost/1", "host/999999", "host/1/../../etc/passwd", "a/b/" + "0" * 32]
)
def test_of_a_holder_without_a_sign_here_nothing_is_known(holder: str) -> None:
    assert not is_gone(holder)


def test_where_nothing_can_be_written_a_run_goes_on_and_nobody_takes_it_for_dead(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    name = this_run()
    with present(name):
        assert not is_gone(name)


def test_where_files_cannot_be_locked_no_sign_is_left_that_would_look_like_a_death(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refused(*_: int) -> None:
        raise OSError

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("fcntl.flock", refused)
    name = this_run()
    with present(name):
        assert not list(tmp_path.iterdir())
    assert not is_gone(name)


def test_a_sign_that_somebody_else_put_there_proves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    name = this_run()
    sign = tmp_path / f"streetdate-{name.rpartition('/')[2]}.alive"
    (tmp_path / "other").touch()
    sign.symlink_to(tmp_path / "other")
    assert not is_gone(name)
    sign.unlink()
    sign.touch()
    monkeypatch.setattr("os.getuid", lambda: 12345)
    assert not is_gone(name)


def test_the_sign_stands_while_the_lease_is_held_and_a_killed_run_is_taken_over_at_once() -> None:
    store, killed = open_store(":memory:", "label"), dying(KILLED)
    store.acquire(killed, WHEN, WHEN + timedelta(hours=1))
    run(workspace(FakeTool(), store, holder=this_run(), present=present, is_gone=is_gone), Mode.RUN)
    assert store.holder() == ""
