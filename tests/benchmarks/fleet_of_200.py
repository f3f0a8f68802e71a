"""A fleet of many workspaces in one go: how long it takes, and how much memory all its processes have at most.

Workbooks cost the processor alone; the workspaces of Notion's stand-in add requests, each answered after 0.3 seconds,
as Notion takes them. The memory is the sum of the proportional shares (PSS) of all processes of the fleet.

python -m tests.benchmarks.fleet_of_200 [SIZE…]
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, chdir, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from sync.cli.root import run
from tests.cli.calling import NOBODY, write_plan
from tests.cli.test_notion import Team
from tests.standins.clock import WallClock
from tests.standins.faults import anything, delayed
from tests.standins.notion import serve

SIZES = (50, 100, 200)
NOTION = 20
LATENCY = 0.3
PROGRAM = (sys.executable, "-c", "from sync.cli import main; main()")


def settings_for(folder: Path, workspace: str, *asked: str) -> None:
    """Set up one workspace."""
    with chdir(folder), redirect_stdout(StringIO()):
        if run(["init", *asked, "--yes", "--time-zone", "UTC"]):
            raise SystemExit(f"{workspace} could not be set up")
    settings = folder / "streetdate.toml"
    settings.write_text(re.sub(r'(?m)^workspace = ".*"$', f'workspace = "{workspace}"', settings.read_text()))


def workbooks(folder: Path, size: int) -> None:
    """Fill a folder with workspaces on workbooks."""
    template = folder / "label-000"
    template.mkdir(parents=True)
    write_plan(template / "plan.xlsx", NOBODY)
    settings_for(template, "label-000", "workbook", "plan.xlsx")
    for number in range(1, size):
        made = folder / f"label-{number:03}"
        shutil.copytree(template, made)
        settings = made / "streetdate.toml"
        settings.write_text(settings.read_text().replace("label-000", made.name))


def measured(folder: Path, environment: Mapping[str, str], *more: str) -> tuple[float, float, int]:
    """Run the fleet; return seconds, the most memory in MB, and requests."""
    began = perf_counter()
    with (folder / "out.json").open("w") as out:
        fleet = subprocess.Popen(
            [*PROGRAM, "fleet", str(folder), "--format", "json", *more], stdout=out, stderr=subprocess.DEVNULL,
            env={**os.environ, **environment}, start_new_session=True,
        )  # fmt: skip
        most = 0.0
        while fleet.poll() is None:
            most = max(most, memory(fleet.pid))
            sleep(0.2)
    seconds = perf_counter() - began
    document = json.loads((folder / "out.json").read_text())
    if document["exit_code"]:
        raise SystemExit(f"the fleet ended with {document['exit_code']}: {document['totals']}")
    return seconds, most, document["totals"]["requests"]


def memory(session: int) -> float:
    """Return the proportional share of all processes of a session, in MB."""
    total = 0
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            with suppress(OSError, ValueError, IndexError):
                fields = (place / "stat").read_text().rpartition(")")[2].split()
                if int(fields[3]) == session:
                    found = re.search(r"^Pss:\s+(\d+)", (place / "smaps_rollup").read_text(), re.MULTILINE)
                    total += int(found[1]) if found else 0
    return total / 1024


def main(sizes: Sequence[int]) -> None:
    """Measure, and print a row for each."""
    print("workspaces                | first run | idle run | most memory | requests when idle")
    for size in sizes:
        with TemporaryDirectory() as name:
            folder = Path(name)
            workbooks(folder, size)
            first, _, _ = measured(folder, {})
            idle, most, requests = measured(folder, {})
            print(f"{size:4} workbooks            | {first:7.1f} s | {idle:6.1f} s | {most:8.0f} MB | {requests}")
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder, environment = Path(name), dict[str, str]()
        for number in range(NOTION):
            team = Team()
            team.workspace.clock = WallClock()
            server = stack.enter_context(serve(team.workspace))
            *_, token = [team.connect() for _ in range(number + 1)]  # the first of every stand-in is the same
            os.environ["NOTION_TOKEN"] = environment[f"TOKEN_{number}"] = token.secret
            made = folder / f"label-{number:03}"
            made.mkdir()
            settings_for(made, made.name, "notion", "--address", server.url, "--make-columns")
            settings = made / "streetdate.toml"
            settings.write_text(settings.read_text().replace("NOTION_TOKEN", f"TOKEN_{number}"))
            server.faults.when(anything, delayed(LATENCY), times=None)
        first, _, _ = measured(folder, environment)
        idle, most, requests = measured(folder, environment)
        print(f"{NOTION:4} on Notion's stand-in | {first:7.1f} s | {idle:6.1f} s | {most:8.0f} MB | {requests}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
