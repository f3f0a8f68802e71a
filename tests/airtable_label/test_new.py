"""A new release in the label's own Airtable: planned, made, silent, and not made twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.airtable_label.conftest import SetUp
from tests.airtable_label.label import Label
from tests.cli.calling import Cli
from tests.label.command_line import gaps
from tests.standins import faults
from tests.standins.faults import Fault
from tests.standins.serving import Server
from tests.standins.wire import Request, Response

NEW = (
    "new", "Long Way Home", "--release-date", "2027-03-05", "--artist", "Kaya Moon", "--goal", "500 pre-saves",
    "--message", "home is far", "--folder", "https://drive.example/long-way-home", "--distributor", "LabelGrid",
    "--cast", "mixing engineer=Mara Lind", "--cast", "mastering engineer=Jo Park", "--cast", "producer=Jo Park",
)  # fmt: skip

NO = Response(
    422, b'{"error": {"type": "INVALID_REQUEST_UNKNOWN", "message": "No."}}', {"content-type": "application/json"}
)


def test_a_new_release_is_made_and_the_rules_have_nothing_to_say_of_it(cli: Cli, set_up: SetUp) -> None:
    set_up("--no-columns")
    made = cli(*NEW, "--yes")
    assert made.code == 0, made.err
    assert "made " in made.out
    assert gaps(cli) == []
    again = cli(*NEW, "--yes")
    assert "Nothing to make: the whole plan is there." in again.out, again.out


def test_nothing_is_made_before_somebody_agrees(cli: Cli, set_up: SetUp, server: Server) -> None:
    set_up("--no-columns")
    before = len(server.journal)
    shown = cli(*NEW)
    assert "Nothing was written. To go on without being asked: --yes" in shown.out
    assert "Distributor upload" in shown.out
    assert not [entry.kind for entry in list(server.journal)[before:] if creates(entry.method, entry.path)]


@pytest.mark.parametrize("passing", [0, 1, 5])
def test_a_call_that_failed_in_the_middle_is_finished_by_the_next(
    cli: Cli, set_up: SetUp, server: Server, passing: int
) -> None:
    set_up("--no-columns")
    server.faults.when(creating, faults.refused(NO), skip=passing, times=None)
    failed = cli(*NEW, "--yes")
    assert failed.code == 3
    server.faults.clear()
    assert cli(*NEW, "--yes").code == 0
    assert gaps(cli) == []
    assert "Nothing to make" in cli(*NEW, "--yes").out


@pytest.mark.parametrize(("passing", "saved"), [(4, True), (1, False)], ids=["saved", "lost"])
def test_a_call_that_was_killed_while_it_waited_for_an_answer_is_finished_by_the_next(
    cli: Cli, set_up: SetUp, server: Server, label: Label, passing: int, saved: bool
) -> None:
    set_up("--no-columns")
    before = _count(label)
    child: list[subprocess.Popen[bytes]] = []

    def killing(answer: Response) -> Response:
        child[0].kill()
        return answer

    def creating_in_time(request: Request) -> bool:
        label.airtable.clock.sleep(1)
        return creating(request)

    server.faults.when(creating_in_time, Fault(saved, killing), skip=passing)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    call = [sys.executable, "-m", "tests.label.child", *NEW, "--yes"]
    with subprocess.Popen(call, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as started:
        child.append(started)
        started.wait(60)
    assert started.returncode == -signal.SIGKILL
    assert cli(*NEW, "--yes").code == 0
    assert gaps(cli) == []
    again = cli(*NEW, "--yes").out
    assert "Nothing to make" in again
    assert f"{_count(label) - before} rows of it stand in the plan already" in again


def _count(label: Label) -> int:
    return sum(len(table.records) for table in label.base.tables.values())


def creates(method: str, path: str) -> bool:
    return method == "POST" and "/tbl" in path and not path.endswith("listRecords")


def creating(request: Request) -> bool:
    return creates(request.method, request.path)
