"""GitHub, systemd and cron: what their own checkers say, and what a schedule must not be given."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.infra.files import INFRA, complaints, tool, yaml_in

WORKFLOW = INFRA / "github" / "streetdate.yml"
UNITS = (INFRA / "systemd" / "streetdate.service", INFRA / "systemd" / "streetdate.timer")
CRONTAB = INFRA / "cron" / "streetdate"
MOST_EXPOSED = 15
"""Tenths of systemd's own measure of exposure, 0 to 100."""
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def test_zizmor_finds_nothing_in_the_workflow() -> None:
    assert not complaints(tool("zizmor"), "--offline", "--no-progress", "--persona", "auditor", WORKFLOW)


def test_the_workflow_is_one_that_github_takes() -> None:
    assert not complaints(tool("check-jsonschema"), "--builtin-schema", "vendor.github-workflows", WORKFLOW)


def test_every_action_is_pinned_by_its_commit() -> None:
    lines = [line.strip() for line in WORKFLOW.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert lines and not [line for line in lines if not PINNED.match(line)]


def test_the_workflow_may_read_its_own_repository_and_nothing_else() -> None:
    workflow = yaml_in(WORKFLOW)
    assert workflow["permissions"] == {}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read"}
    assert set(workflow[True]) == {"schedule", "workflow_dispatch"}  # YAML 1.1 takes "on" for a yes


def test_the_workflow_never_runs_twice_at_once_and_keeps_state_and_report_after_a_failure_too() -> None:
    workflow = yaml_in(WORKFLOW)
    assert workflow["concurrency"] == {"group": "streetdate", "cancel-in-progress": False}
    (job,) = workflow["jobs"].values()
    after = job["steps"][[step["name"] for step in job["steps"]].index("Run") + 1 :]
    assert len(after) == 2 and all(step["if"] == "${{ !cancelled() }}" for step in after)


def test_the_steps_of_the_workflow_are_sound_shell(tmp_path: Path) -> None:
    (job,) = yaml_in(WORKFLOW)["jobs"].values()
    for step in job["steps"]:
        if "run" in step:
            script = tmp_path / "step.sh"
            script.write_text(f"#!/bin/bash\n{step['run']}", encoding="utf-8")
            assert not complaints(tool("shellcheck"), "--severity", "style", script)


def test_the_commands_of_containers_are_sound_shell(tmp_path: Path) -> None:
    composed = yaml_in(INFRA / "container" / "compose.yaml")["services"]["schedule"]["command"][0].replace("$$", "$")
    script = tmp_path / "command.sh"
    script.write_text(f"#!/bin/sh\n{composed}\n", encoding="utf-8")
    assert not complaints(tool("shellcheck"), "--severity", "style", script)


@pytest.fixture
def units(tmp_path: Path) -> list[Path]:
    """Return the units, calling a program that is there."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not on this machine")
    copies = []
    for unit in UNITS:
        text = re.sub(r"(?m)^(ExecStart=)\S+", rf"\1{sys.executable}", unit.read_text(encoding="utf-8"))
        copies.append(tmp_path / unit.name)
        copies[-1].write_text(text, encoding="utf-8")
    return copies


def test_systemd_understands_the_units_to_the_last_word(units: list[Path]) -> None:
    # It passes over a key that it does not know with a warning and exit code 0.
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_service_is_given_little(units: list[Path]) -> None:
    assert not complaints(
        "systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={MOST_EXPOSED}", units[0]
    )


def test_the_service_gets_its_token_as_a_credential_and_its_settings_name_the_place() -> None:
    service = UNITS[0].read_text(encoding="utf-8")
    settings = (INFRA / "systemd" / "streetdate.toml").read_text(encoding="utf-8")
    credentials = re.findall(r"(?m)^LoadCredential=(\w+):", service)
    assert credentials == re.findall(r'token_file = "/run/credentials/streetdate\.service/(\w+)"', settings)
    assert "Environment" not in service
    assert "DynamicUser=yes" in service and "StateDirectory=streetdate" in service
    assert '"sqlite:////var/lib/streetdate/' in settings


def test_every_line_of_the_crontab_is_a_time_a_user_and_a_command(tmp_path: Path) -> None:
    lines = [line for line in CRONTAB.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    for line in lines:
        if re.fullmatch(r"[A-Z]+=\S*", line):
            continue
        minute, hour, day, month, weekday, user, command = line.split(maxsplit=6)
        assert all(re.fullmatch(r"[\d*/,-]+", field) for field in (minute, hour, day, month, weekday))
        assert user == "streetdate" and "%" not in command  # cron takes a % for the end of the line
        script = tmp_path / "line.sh"
        script.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
        assert not complaints(tool("shellcheck"), "--severity", "style", script)
    assert sum(" run " in line for line in lines) == sum(" health " in line for line in lines) == 1


def test_the_log_that_is_turned_over_is_the_one_that_is_written() -> None:
    (turned,) = re.findall(r"(?m)^(/\S+) \{", (INFRA / "cron" / "logrotate.conf").read_text(encoding="utf-8"))
    assert set(re.findall(r"2>>(\S+)", CRONTAB.read_text(encoding="utf-8"))) == {turned}
