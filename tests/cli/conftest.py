"""The command line with a clock of its own, in a folder of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sync.cli.root import run
from tests.cli.calling import Cli, Ended, MakePlan, write_plan

MONDAY = datetime(2026, 8, 3, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the real clock stand on a Monday, one second later at every look; work in an empty folder."""
    looks = iter(range(10**9))
    monkeypatch.setattr("sync.bootstrap.real_now", lambda: MONDAY + timedelta(seconds=next(looks)))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Cli:
    def call(*arguments: str | Path) -> Ended:
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        said = [line for line in err.splitlines(keepends=True) if not line.startswith('{"at":')]
        return Ended(code, out, "".join(said))

    return call


@pytest.fixture
def plan(tmp_path: Path, cli: Cli) -> MakePlan:
    """Write plan.xlsx and streetdate.toml into the folder."""

    def make(cells: Mapping[tuple[str, str], Any] | None = None) -> Path:
        file = write_plan(tmp_path / "plan.xlsx", cells)
        assert cli("init", "workbook", file, "--yes", "--time-zone", "UTC").code == 0
        return tmp_path / "streetdate.toml"

    return make
