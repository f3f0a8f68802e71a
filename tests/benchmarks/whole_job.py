"""The whole job as a person waits for it: every call a process of its own, the best of five.

python -m tests.benchmarks.whole_job

Bytecode is cached, as it is after the first call of any installation; the cache is the benchmark's own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sync.demo.label import Sheet, Value, sheets
from sync.demo.workbook import write_plan, write_sheets

TODAY = date(2026, 8, 3)
ROUNDS = 5
TIMES = 40
"""How often the demonstration's three releases stand in the large plan: 25 deliverables each time."""


def large_plan(today: date) -> tuple[Sheet, ...]:
    """Return a label's plan of 1,000 deliverables, with releases, handoffs, gates and people."""
    return tuple(_many(sheet) for sheet in sheets(today) if sheet.name != "First Light")


def _many(sheet: Sheet) -> Sheet:
    if "Release" not in sheet.columns:
        return sheet
    at = sheet.columns.index("Release")
    rows = [row for row in sheet.rows if row[at]]
    return replace(sheet, rows=[_of_release(row, at, number) for number in range(TIMES) for row in rows])


def _of_release(row: tuple[Value, ...], at: int, number: int) -> tuple[Value, ...]:
    return (*row[:at], f"{row[at]} {number + 1}", *row[at + 1 :])


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        python = sys.executable
        command = [python, "-c", "from sync.cli import main; main()"]

        def call(*arguments: str) -> None:
            ended = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)
            if ended.returncode not in (0, 1):
                raise SystemExit(f"{' '.join(arguments)}: {ended.stderr}")

        def settle(file: Path) -> str:
            config = file.with_name("streetdate.toml")
            call(*command, "init", "workbook", str(file), "--yes", "--time-zone", "UTC", "--config", str(config))
            return str(config)

        for part in ("small", "large"):
            (folder / part).mkdir()
        write_plan(folder / "small" / "plan.xlsx", TODAY)
        write_sheets(folder / "large" / "plan.xlsx", large_plan(TODAY))
        small, large = settle(folder / "small" / "plan.xlsx"), settle(folder / "large" / "plan.xlsx")
        fresh = folder / "fresh"
        shutil.copytree(folder / "large", fresh)

        def anew() -> None:
            shutil.rmtree(folder / "large")
            shutil.copytree(fresh, folder / "large")

        as_of = ("--as-of", TODAY.isoformat())
        print(f"python {sys.version.split()[0]}, {os.cpu_count()} cores, seconds, best of {ROUNDS}")
        _print("python -c pass", [python, "-c", "pass"], call)
        _print("streetdate --help", [*command, "--help"], call, 0.2)
        _print("streetdate check, 30 deliverables", [*command, "check", "--config", small, *as_of], call, 0.6)
        _print("streetdate check, 1,000 deliverables", [*command, "check", "--config", large, *as_of], call)
        run = [*command, "run", "--config", large, *as_of]
        _print("streetdate run, with page and calendar", run, call, before=anew)
        with Path(large).open("a", encoding="utf-8") as settings:
            settings.write("\n[reports]\nformats = []\n\n[calendar]\nmilestones = []\n")
        shutil.copy(large, fresh)
        _print("streetdate run, read to written", run, call, 3, anew)
        _print("streetdate run, a second that writes nothing", run, call)


def _print(
    what: str,
    arguments: Sequence[str],
    call: Callable[..., None],
    target: float | None = None,
    before: Callable[[], None] = lambda: None,
) -> None:
    best = float("inf")
    for _ in range(ROUNDS + 1):  # the first round fills the cache of bytecode
        before()
        start = perf_counter()
        call(*arguments)
        best = min(best, perf_counter() - start)
    print(f"{what:<46} {best:>6.3f}" + (f"   target {target}" if target else ""))


if __name__ == "__main__":
    main()
