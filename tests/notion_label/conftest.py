"""The label behind the stand-in, and the command line on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from sync.cli.root import run
from tests.cli.calling import Cli, Ended
from tests.notion_label.label import MONDAY, Label
from tests.standins.notion import serve
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
def cli(capfd: pytest.CaptureFixture[str]) -> Cli:
    """Call the command line; `err` is all that it wrote there, the log included."""

    def call(*arguments: str | Path) -> Ended:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Ended(code, out, err)

    return call


@pytest.fixture
def label() -> Label:
    return Label()


@pytest.fixture
def secret(label: Label, monkeypatch: pytest.MonkeyPatch) -> str:
    made = label.workspace.connect("Streetdate").secret
    monkeypatch.setenv("NOTION_TOKEN", made)
    return made


@pytest.fixture
def server(label: Label, secret: str) -> Iterator[Server]:
    del secret
    with serve(label.workspace) as made:
        yield made


SetUp = Callable[..., str]
"""Runs `init notion` with more arguments, and returns what it said."""


@pytest.fixture
def set_up(cli: Cli, server: Server) -> SetUp:
    def init(*more: str) -> str:
        ended = cli("init", "notion", "--address", server.url, "--yes", "--time-zone", "Europe/Berlin", *more)
        assert ended.code == 0
        return ended.out

    return init
