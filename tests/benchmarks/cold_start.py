"""`streetdate run` with nothing to do, as a container starts it: a new process, its own time, the best of five.

Its own time is the wall clock without what the stand-in takes to answer; bytecode is cached, as an image has it.

python -m tests.benchmarks.cold_start
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.benchmarks.fleet_of_200 import PROGRAM, settings_for
from tests.cli.calling import NOBODY, write_plan
from tests.cli.test_notion import Team
from tests.postgres.server import any_server
from tests.standins.clock import WallClock
from tests.standins.notion import serve

ROUNDS = 5


def timed(folder: Path, environment: Mapping[str, str]) -> tuple[float, float]:
    """Run once to write and several times with nothing to do; return the best wall clock and processor time."""
    whole = {**os.environ, **environment}
    best: list[tuple[float, float]] = []
    for _ in range(ROUNDS + 2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = perf_counter()
        ended = subprocess.run([*PROGRAM, "run"], cwd=folder, env=whole, capture_output=True, text=True, check=False)
        if ended.returncode:
            raise SystemExit(ended.stderr)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best.append((perf_counter() - began, used))
    return min(wall for wall, _ in best[2:]), min(used for _, used in best[2:])


def main() -> None:
    """Measure and print."""
    print("nothing to do                       | wall clock | processor")
    with TemporaryDirectory() as name, ExitStack() as stack:
        root, postgres = Path(name), stack.enter_context(any_server())
        team = Team()
        team.workspace.clock = WallClock()
        notion = stack.enter_context(serve(team.workspace))
        os.environ["NOTION_TOKEN"] = team.connect().secret
        for tool in ("workbook", "notion"):
            for store in ("SQLite", "PostgreSQL"):
                folder = root / f"{tool} {store}"
                folder.mkdir()
                if tool == "workbook":
                    write_plan(folder / "plan.xlsx", NOBODY)
                    settings_for(folder, "label", "workbook", "plan.xlsx")
                else:
                    settings_for(folder, f"label {store}", "notion", "--address", notion.url, "--make-columns")
                if store == "PostgreSQL":
                    settings = folder / "streetdate.toml"
                    text = re.sub(r"(?m)^\[store\]\n(?:.+\n)*", "", settings.read_text())
                    settings.write_text(text + '\n[store]\nurl = "${DATABASE}"\n')
                wall, used = timed(folder, {"DATABASE": postgres.url})
                print(f"{tool:8} with the store in {store:10} | {wall:8.2f} s | {used:6.2f} s", flush=True)


if __name__ == "__main__":
    main()
