"""The label behind the stand-in, and the command line on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from connectors.calls.pace import Pace
from sync.cli.root import run
from tests.airtable_label.label import MONDAY, Label
from tests.cli.calling import Cli, Ended
from tests.standins.airtable import serve
from tests.standins.serving import Server


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the real clock stand on a Monday, one second later at every look; work in an empty folder."""
    looks = iter(range(10**9))
    monkeypatch.setattr("sync.bootstrap.real_now", lambda: MONDAY + timedelta(seconds=next(looks)))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str], label: Label) -> Cli:
    """Call the command line; `err` is all that it wrote there, the log included. A process takes time to start."""

    def call(*arguments: str | Path) -> Ended:
        capfd.readouterr()
        label.airtable.clock.sleep(1)
        code = run([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Ended(code, out, err)

    return call


@pytest.fixture
def label(monkeypatch: pytest.MonkeyPatch) -> Label:
    """Return the label; whoever calls it paces itself by its clock, which only waiting moves."""
    made = Label()
    clock = made.airtable.clock
    monkeypatch.setattr("sync.tools.parts.Pace", partial(Pace, clock=clock.monotonic, sleep=clock.sleep))
    return made


@pytest.fixture
def secret(label: Label, monkeypatch: pytest.MonkeyPatch) -> str:
    made = label.airtable.token(label.robot).secret
    monkeypatch.setenv("AIRTABLE_TOKEN", made)
    return made


@pytest.fixture
def server(label: Label, secret: str) -> Iterator[Server]:
    del secret
    with serve(label.airtable) as made:
        yield made
    assert not label.airtable.limits.provoked, "we ran into a limit"


SetUp = Callable[..., str]
"""Runs `init airtable` with more arguments, and returns what it said."""


@pytest.fixture
def set_up(cli: Cli, server: Server, label: Label) -> SetUp:
    def init(*more: str) -> str:
        ended = cli(
            "init", "airtable", label.base.id, "--address", server.url, "--yes", "--time-zone", "Europe/Berlin", *more
        )
        assert ended.code == 0, ended.err
        return ended.out

    return init
