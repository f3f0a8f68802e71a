"""The command line as somebody at the label calls it, on a Monday in the weeks before the release."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sync.cli.root import run
from tests.cli.calling import Cli, Ended

MONDAY = datetime(2026, 8, 3, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the real clock stand on a Monday, one second later at every look; work in an empty folder."""
    looks = iter(range(10**9))
    monkeypatch.setattr("sync.bootstrap.real_now", lambda: MONDAY + timedelta(seconds=next(looks)))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TZ", "UTC")


def command_line(capfd: pytest.CaptureFixture[str]) -> Cli:
    """Return what calls the command line; `err` is all that it wrote there, the log included."""

    def call(*arguments: str | Path) -> Ended:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Ended(code, out, err)

    return call


def gaps(cli: Cli) -> list[tuple[str, str]]:
    """Return the code and the title of every blocker and warning."""
    found: Any = cli("check", "--format", "json").json["violations"]
    return sorted((gap["code"], gap["subject"]["title"]) for gap in found if gap["severity"] != "note")
