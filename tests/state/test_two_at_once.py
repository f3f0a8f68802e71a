"""Two real processes run one workspace at the same moment: one does the work, the other says who does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.cli.calling import write_plan

ROOT = Path(__file__).parents[2]
CLI = [sys.executable, "-c", "import sys; from sync.cli import main; sys.exit(main())"]
RUN = [*CLI, "run", "--as-of", "2026-08-03"]


def settings(folder: Path, store: str) -> dict[str, str]:
    """Write a plan with gaps and its settings; return the environment of whoever runs it."""
    write_plan(folder / "plan.xlsx", {("Final master", "Owner"): "", ("Cover artwork", "Owner"): ""})
    environment = {"PYTHONPATH": str(ROOT), "STORE": store, "TZ": "UTC", "PATH": "/usr/bin:/bin"}
    init = [*CLI, "init", "workbook", "plan.xlsx", "--yes", "--time-zone", "UTC"]
    subprocess.run(init, cwd=folder, env=environment, check=True, capture_output=True)
    config = folder / "streetdate.toml"
    config.write_text(f'{config.read_text()}\n[store]\nurl = "${{STORE}}"\n', encoding="utf-8")
    return environment


@pytest.mark.parametrize("where", ["sqlite", "postgres"])
def test_of_runs_at_the_same_moment_each_finishes_or_says_who_runs(
    where: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    store = "sqlite:store.db" if where == "sqlite" else request.getfixturevalue("postgres_url")
    environment = settings(tmp_path, store)
    pipe = subprocess.PIPE
    started = [subprocess.Popen(RUN, cwd=tmp_path, env=environment, stdout=pipe, stderr=pipe) for _ in range(3)]
    ended = [(process.communicate(timeout=120), process.returncode) for process in started]
    assert {code for _, code in ended} <= {0, 3}
    assert 0 in {code for _, code in ended}
    for (_, err), code in ended:
        assert b"Traceback" not in err
        assert code == 0 or b"another run of workspace" in err or b"changed while" in err, err
    again = subprocess.run(RUN, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert again.returncode == 0, again.stderr
    assert b"wrote nothing: every record shows what it should" in again.stdout
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx")["Deliverables"]
    assert [row[0].value for row in sheet.iter_rows() if any(cell.comment for cell in row)]
