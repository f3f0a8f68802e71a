"""The label behind the stand-in, and the command line on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from connectors.calls.pace import Pace
from tests.airtable_label.label import Label
from tests.cli.calling import Cli, Ended
from tests.label.command_line import command_line
from tests.label.command_line import now as now
from tests.standins.airtable import serve
from tests.standins.serving import Server


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str], label: Label) -> Cli:
    """Call the command line; a process takes time to start."""
    at_once = command_line(capfd)

    def call(*arguments: str | Path) -> Ended:
        label.airtable.clock.sleep(1)
        return at_once(*arguments)

    return call


@pytest.fixture
def label(monkeypatch: pytest.MonkeyPatch) -> Label:
    """Return the label; whoever calls it paces itself by its clock, which only waiting moves."""
    made = Label()
    clock = made.airtable.clock
    monkeypatch.setattr("connectors.calls.pace.Pace", partial(Pace, clock=clock.monotonic, sleep=clock.sleep))
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
