"""The figures of a run for Prometheus: right, whole, and no reason for a run to fail."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from rules.errors import SettingsError
from sync.figures.leave import leave_failure, leave_figures
from sync.result import Mode, RunResult
from sync.run import run
from sync.settings.metrics import MetricsSettings, gateway_address
from sync.settings.schema import Settings
from tests.fakes.source import FakeSource
from tests.fakes.tool import FakeTool
from tests.fakes.workspace import workspace
from tests.standins.serving import Server
from tests.standins.wire import Request, Response

WORKBOOK = {"plan": {"tool": "workbook", "file": "plan.xlsx"}}
SECRETS = ("Zebra", "zebra@mail.example")


def result(down: str = "") -> RunResult:
    tool = FakeTool()
    tool.put("a", "blocker:Zebra", owner="Zebra", name="Master zebra@mail.example")
    tool.put("b", "warning:Ben")
    return run(workspace(tool, source=FakeSource(tool, down=down) if down else None), Mode.RUN)


def settings(**metrics: str) -> Settings:
    return Settings.model_validate({"workspace": "label", "sources": WORKBOOK, "metrics": metrics})


def read(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def gateway() -> Iterator[tuple[Server, list[Request]]]:
    came: list[Request] = []

    def answer(request: Request) -> Response:
        came.append(request)
        return Response(200)

    with Server(answer) as server:
        yield server, came


def test_the_file_holds_the_run_in_figures_and_no_word_of_the_plan(tmp_path: Path) -> None:
    found = result()
    assert list(leave_figures(settings(file="figures/streetdate.prom"), tmp_path, found)) == []
    text = (tmp_path / "figures" / "streetdate.prom").read_text()
    figures, here = read(text), ("workspace", "label")
    assert figures["streetdate_run_exit_code", (here,)] == 0
    assert figures["streetdate_run_finished_timestamp_seconds", (here,)] == found.finished.timestamp()
    gaps = {severity: figures["streetdate_gaps", (("severity", severity), here)] for severity in ("blocker", "warning")}
    assert gaps == {"blocker": 1, "warning": 1}
    assert figures["streetdate_records", (("source", "plan"), here)] == 2
    assert figures["streetdate_requests", (("source", "plan"), here)] == found.requests["plan"]
    assert figures["streetdate_turns", (("turn", "new"), here)] == 2
    assert {dict(labels)["stage"] for name, labels in figures if name == "streetdate_stage_seconds"} >= {
        "pull",
        "apply",
    }
    assert all(here in labels for _, labels in figures)
    assert not [word for word in SECRETS if word in text]


def test_a_source_that_is_down_shows_in_the_exit_code(tmp_path: Path) -> None:
    list(leave_figures(settings(file="a.prom"), tmp_path, result(down="Zebra refuses")))
    assert read((tmp_path / "a.prom").read_text())["streetdate_run_exit_code", (("workspace", "label"),)] == 3
    assert "Zebra" not in (tmp_path / "a.prom").read_text()


def test_of_a_run_that_ended_by_an_error_only_that_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.bootstrap.real_now", lambda: datetime(2026, 8, 3, tzinfo=UTC))
    list(leave_failure(settings(file="a.prom"), tmp_path, SettingsError("Zebra")))
    figures = read((tmp_path / "a.prom").read_text())
    assert {name for name, _ in figures} == {"streetdate_run_exit_code", "streetdate_run_ended_timestamp_seconds"}
    assert figures["streetdate_run_exit_code", (("workspace", "label"),)] == 2


def test_they_are_pushed_to_the_workspaces_own_group_beside_what_stands_there(
    gateway: tuple[Server, list[Request]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server, came = gateway
    monkeypatch.setenv("GATEWAY", server.url.replace("http://", "http://me:s3cret%2F@") + "/")
    assert list(leave_figures(settings(push="${GATEWAY}"), tmp_path, result())) == []
    (request,) = came
    assert (request.method, request.path) == ("POST", "/metrics/job/streetdate/workspace/label")
    assert request.headers["authorization"] == "Basic " + base64.b64encode(b"me:s3cret/").decode()
    assert read(request.body.decode())["streetdate_run_exit_code", (("workspace", "label"),)] == 0


@pytest.mark.parametrize("status", [400, 401, 500, 503])
def test_a_gateway_that_refuses_is_a_warning_without_its_address(
    status: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with Server(lambda _: Response(status, b"s3cret")) as server:
        monkeypatch.setenv("GATEWAY", server.url.replace("http://", "http://me:s3cret@"))
        (fault,) = leave_figures(settings(push="${GATEWAY}"), tmp_path, result())
    assert "could not be pushed" in fault.message and "[metrics]" in fault.hint
    assert "s3cret" not in fault.message + fault.hint and "127.0.0.1" not in fault.message


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "http://[half", "nonsense", "${UNSET}"])
def test_a_gateway_that_is_not_there_is_a_warning(address: str, tmp_path: Path) -> None:
    (fault,) = leave_figures(settings(push=address), tmp_path, result())
    assert fault.message and fault.hint


def test_a_file_that_cannot_be_written_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, no folder")
    (fault,) = leave_figures(settings(file="taken/a.prom"), tmp_path, result())
    assert "a.prom" in fault.message


def test_a_password_in_the_settings_is_refused_and_not_repeated() -> None:
    with pytest.raises(SettingsError) as refused:
        gateway_address(MetricsSettings(push="https://me:s3cret@gateway.example"), Path(), {})
    assert "s3cret" not in refused.value.message + refused.value.hint


def test_nothing_is_loaded_and_nothing_left_where_nothing_is_configured(tmp_path: Path) -> None:
    import subprocess
    import sys

    program = "import sys, sync.job, sync.figures.leave; print('prometheus_client' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout == "False\n"
    assert list(leave_figures(settings(), tmp_path, result())) == []
    assert not list(tmp_path.iterdir())
