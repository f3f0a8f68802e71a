"""The whole command, as a schedule calls it: a process over a folder, workbooks and workspaces of Notion's stand-in."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from sync.cli.root import run
from tests.cli.calling import NOBODY, write_plan
from tests.cli.test_notion import Team
from tests.standins.clock import WallClock
from tests.standins.notion import serve
from tests.standins.serving import Server

PROGRAM = [sys.executable, "-c", "from sync.cli import main; main()"]


def called(folder: Path, *more: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [*PROGRAM, "fleet", str(folder), *more]
    whole = {**os.environ, "COLUMNS": "120", **(environment or {})}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=whole, cwd=folder, timeout=120)


def lines(ended: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.stderr.splitlines() if line.startswith("{")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three workbooks with one blocker each, one settings file that is broken and one plan that is missing."""
    for name in ("a", "b", "c", "missing"):
        made = tmp_path / name
        made.mkdir()
        monkeypatch.chdir(made)
        plan = write_plan(made / "plan.xlsx", NOBODY)
        assert run(["init", "workbook", str(plan), "--yes", "--time-zone", "UTC"]) == 0
        settings = made / "streetdate.toml"
        settings.write_text(settings.read_text().replace('workspace = "plan"', f'workspace = "label {name}"'))
    (tmp_path / "missing" / "plan.xlsx").unlink()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "streetdate.toml").write_text("workspace = 3\n")
    return tmp_path


def test_what_fails_in_one_workspace_is_a_row_and_the_others_are_run_to_their_end(folder: Path) -> None:
    ended = called(folder, "--format", "json", "--summary", "summary.md")
    document = json.loads(ended.stdout)
    outcomes = {row["settings"].split("/")[0]: row["outcome"] for row in document["workspaces"]}
    assert outcomes == {"a": "done", "b": "done", "c": "done", "broken": "failed", "missing": "incomplete"}
    assert (ended.returncode, document["exit_code"]) == (2, 2)
    assert all((folder / name / "report.html").exists() for name in "abc")
    assert "label a" not in (folder / "b" / "report.html").read_text()
    assert (folder / "summary.md").read_text().startswith("### 5 workspaces: 3 well, 1 incomplete, 1 failed")
    assert "error: not well: 2 of 5 workspaces\nhint: see to broken/streetdate.toml, missing" in ended.stderr
    again = json.loads(called(folder, "--format", "json").stdout)
    assert [row["new"] for row in again["workspaces"]] == [0, 0, None, 0, 0]


def test_the_log_has_whole_lines_of_every_run_and_the_fleets_own_at_the_end(folder: Path) -> None:
    said = lines(called(folder))
    *of_runs, last = said
    for workspace in ("label a", "label b", "label c"):
        own = [line for line in of_runs if line.get("workspace") == workspace]
        assert len({line["run"] for line in own}) == 1
        assert [own[0]["event"], own[-1]["event"], own[-1]["outcome"]] == ["run began", "run ended", "done"]
    assert len({line["run"] for line in said}) == 5
    missing = [line for line in of_runs if line.get("workspace") == "label missing"][-1]
    assert (missing["event"], missing["exit"]) == ("run ended", 3)
    assert "doctor" in missing["todo"]
    (lost,) = [line for line in of_runs if line["event"] == "run lost"]
    assert lost["exit"] == 2 and "settings" in lost["todo"]
    assert (last["event"], last["workspaces"], last["well"], last["exit"]) == ("fleet ended", 5, 3, 2)
    assert "todo" in last
    assert not any("left_out" in line for line in said)


def test_a_check_writes_nothing_and_says_where_blockers_are(folder: Path) -> None:
    for name in ("broken", "missing"):
        (folder / name / "streetdate.toml").unlink()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    ended = called(folder, "--check")
    assert ended.returncode == 1
    assert ended.stdout.count("blockers open") == 3
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_share_runs_its_part_only(folder: Path) -> None:
    ran = [
        json.loads(called(folder, "--check", "--share", f"{number}/2", "--format", "json").stdout) for number in (1, 2)
    ]
    names = [row["settings"] for document in ran for row in document["workspaces"]]
    assert sorted(names) == sorted(set(names))
    assert len(names) == 5


def test_a_workspace_that_another_run_holds_waits_for_the_next_time(folder: Path) -> None:
    from datetime import UTC, datetime, timedelta

    from sync.store.sqlite import open_store

    store = open_store(folder / "a" / "streetdate.db", "label a")
    store.acquire("elsewhere/1/x", datetime.now(UTC), datetime.now(UTC) + timedelta(hours=1))
    store.close()
    ended = called(folder)
    (line,) = [line for line in lines(ended) if line["event"] == "run failed"]
    assert (line["workspace"], line["error"], line["exit"]) == ("label a", "StoreBusy", 3)
    assert "takes its turn" in line["todo"]
    assert ended.stdout.count("done") == 2


def test_a_folder_without_settings_files_is_one_sentence(tmp_path: Path) -> None:
    ended = called(tmp_path)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("error: there is no settings file in ")
    assert "Traceback" not in ended.stderr


@pytest.fixture
def notion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mapping[str, Server]]:
    """Two teams on servers of their own; returns each server by the name of its team's token variable."""
    with ExitStack() as stack:
        servers = {}
        for number, name in enumerate(("one", "two")):
            team = Team()
            team.workspace.clock = (
                WallClock()
            )  # The fleet's processes go by the real clock, and a run doubts any other.
            *_, token = [team.connect() for _ in range(number + 1)]  # the first of every stand-in is the same
            monkeypatch.setenv("NOTION_TOKEN", token.secret)
            server = stack.enter_context(serve(team.workspace))
            (tmp_path / name).mkdir()
            monkeypatch.chdir(tmp_path / name)
            address = ("--address", server.url, "--yes", "--make-columns", "--time-zone", "UTC")
            assert run(["init", "notion", *address]) == 0
            settings = tmp_path / name / "streetdate.toml"
            text = settings.read_text().replace("${NOTION_TOKEN}", f"${{TOKEN_{name.upper()}}}")
            settings.write_text(text)
            monkeypatch.setenv(f"TOKEN_{name.upper()}", os.environ["NOTION_TOKEN"])
            servers[name] = server
        monkeypatch.delenv("NOTION_TOKEN")
        yield servers


def test_workspaces_in_a_tool_are_each_written_with_their_own_token(
    tmp_path: Path, notion: Mapping[str, Server]
) -> None:
    for server in notion.values():
        server.forget()
    ended = called(tmp_path, "--format", "json")
    rows = json.loads(ended.stdout)["workspaces"]
    assert [(row["outcome"], row["blockers"] > 0) for row in rows] == [("done", True)] * 2
    assert all(
        not [entry for entry in server.journal if entry.status and entry.status >= 400] for server in notion.values()
    )
    secrets = [os.environ[f"TOKEN_{name.upper()}"] for name in notion]
    assert len(set(secrets)) == 2
    assert not [secret for secret in secrets if secret in ended.stdout + ended.stderr]


def test_a_token_that_is_missing_costs_its_own_workspace_only(tmp_path: Path, notion: Mapping[str, Server]) -> None:
    ended = called(tmp_path, "--format", "json", environment={"TOKEN_TWO": ""})
    one, two = json.loads(ended.stdout)["workspaces"]
    assert (one["outcome"], two["outcome"], ended.returncode) == ("done", "failed", 2)
    assert "TOKEN_TWO" in two["said"]


def test_a_fleet_that_is_told_to_stop_says_so_and_gives_every_lease_back(
    tmp_path: Path, notion: Mapping[str, Server]
) -> None:
    from sync.store.sqlite import look_into
    from tests.standins.faults import anything, refused
    from tests.standins.wire import Response

    for server in notion.values():
        server.forget()
        server.faults.when(anything, refused(Response(429, b"{}", {"retry-after": "600"})), times=None)
    started = subprocess.Popen(
        [*PROGRAM, "fleet", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert started.stderr is not None
    first = started.stderr.readline()
    while not all(server.journal for server in notion.values()):
        assert started.poll() is None
    started.send_signal(signal.SIGTERM)
    out, err = started.communicate(timeout=60)
    assert started.returncode == 130
    assert "fleet ended" in err.splitlines()[-1] and "Traceback" not in first + out + err
    for name, workspace in (("one", "notion"), ("two", "notion")):
        store = look_into(tmp_path / name / "streetdate.db", workspace)
        assert store.holder() == ""
        store.close()
