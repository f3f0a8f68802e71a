"""However a run fails, the last line of its log says of whom it is, what it was and what to do."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync.cli.root import run
from sync.logs import TODO, TODO_BUSY, TODO_STORE
from sync.store.sqlite import open_store
from tests.cli.calling import NOBODY, write_plan


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_plan(tmp_path / "plan.xlsx", NOBODY)
    assert run(["init", "workbook", "plan.xlsx", "--yes", "--time-zone", "UTC"]) == 0
    return tmp_path


def _settings_broken(folder: Path) -> None:
    (folder / "streetdate.toml").write_text("workspace = 3\n")


def _store_unset(folder: Path) -> None:
    settings = folder / "streetdate.toml"
    settings.write_text(settings.read_text() + '\n[store]\nurl = "${STREETDATE_NO_SUCH_VARIABLE}"\n')


def _store_damaged(folder: Path) -> None:
    (folder / "streetdate.db").write_bytes(b"no database" * 1000)


def _busy(folder: Path) -> None:
    store = open_store(folder / "streetdate.db", "plan")
    store.acquire("elsewhere/1/x", datetime.now(UTC), datetime.now(UTC) + timedelta(hours=1))
    store.close()


def _plan_missing(folder: Path) -> None:
    (folder / "plan.xlsx").unlink()


@pytest.mark.parametrize(
    ("breaks", "code", "todo", "known"),
    [
        (_settings_broken, 2, TODO[2], False),
        (_store_unset, 2, TODO[2], True),
        (_store_damaged, 3, TODO_STORE, True),
        (_busy, 3, TODO_BUSY, True),
        (_plan_missing, 3, TODO[3], True),
    ],
    ids=["settings broken", "store not named", "store damaged", "another run", "plan missing"],
)
def test_the_last_line_says_what_to_do(
    folder: Path,
    capfd: pytest.CaptureFixture[str],
    breaks: Callable[[Path], None],
    code: int,
    todo: str,
    known: bool,
) -> None:
    breaks(folder)
    capfd.readouterr()
    assert run(["run"]) == code
    said = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith("{")]
    last = said[-1]
    assert (last["exit"], last["todo"]) == (code, todo)
    assert isinstance(last["seconds"], float) and last["run"]
    assert last.get("workspace") == ("plan" if known else None)


PROGRAM = """
import os, signal, sys
from connectors.workbook.reader import WorkbookSource
from sync.cli import main
WorkbookSource.pull = lambda self, since=None: os.kill(os.getpid(), signal.SIGTERM) or signal.pause()
sys.argv = ["streetdate", "run"]
main()
"""


def test_a_run_that_a_scheduler_ends_gives_its_lease_back_and_says_so(folder: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 130 != -signal.SIGTERM
    last = [json.loads(line) for line in ended.stderr.splitlines() if line.startswith("{")][-1]
    assert (last["event"], last["workspace"], last["todo"]) == ("run failed", "plan", TODO[130])
    store = open_store(folder / "streetdate.db", "plan")
    assert store.holder() == ""
    store.close()
