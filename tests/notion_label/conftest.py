"""The label behind the stand-in, and the command line on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.cli.calling import Cli
from tests.label.command_line import command_line
from tests.label.command_line import now as now
from tests.notion_label.label import Label
from tests.standins.notion import serve
from tests.standins.serving import Server


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Cli:
    return command_line(capfd)


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
