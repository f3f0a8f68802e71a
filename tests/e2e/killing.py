"""Runs the job in forked processes that kill themselves at a chosen moment, then lets an undisturbed one finish.

`python -m tests.e2e.killing FOLDER` takes FOLDER/template (a plan with its settings and store, on which something
changed), leaves FOLDER/undisturbed, and FOLDER/<moment> for every moment tried. A moment is the number of a call that
changes a disk or the store; it is counted from outside, by the interpreter's own profiling hook.

With an address in ROOMS, each folder's file `room` names a room of its own there, and only the moments around the
message are tried.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import FrameType
from typing import Any

from sync.cli.root import run
from sync.notify.post import ApprisePost

CALLS = frozenset(
    {
        "execute",
        "executemany",
        "executescript",
        "commit",
        "fsync",
        "rename",
        "replace",
        "open",
        "write",
        "unlink",
        "chmod",
    }
)
RUN = ["run", "--as-of", "2026-08-10", "--allow-clock-jump"]
MOST = 14
"""Moments that are tried, spread over the whole run."""
AROUND = 6
"""Moments before and after the sending of a message that are tried."""


def main(folder: Path) -> None:
    """Try the moments of one run."""
    _load(folder)
    count, sent = _job(folder, "undisturbed", 0)
    spread = range(1, count + 1, max(1, count // MOST))
    for moment in range(sent - AROUND, sent + AROUND + 1) if "ROOMS" in os.environ else spread:
        _job(folder, str(moment), moment)
        _job(folder, str(moment), 0, anew=False)


def _load(folder: Path) -> None:
    """Do the job once here, so that no forked process has to load anything.

    Nobody is told of it: the threads in which Apprise sends would not be there in what is forked from this process.
    """
    shutil.copytree(folder / "template", folder / "loaded")
    os.chdir(folder / "loaded")
    settings = Path("streetdate.toml").read_text(encoding="utf-8")
    Path("streetdate.toml").write_text(settings.partition("[notify")[0], encoding="utf-8")
    if "ROOMS" in os.environ:
        import sync.fleet.loaded  # noqa: F401  its import loads everything that a process of the fleet needs

        ApprisePost().service("json://127.0.0.1/")
    with Path(os.devnull).open("w") as silent, redirect_stdout(silent), redirect_stderr(silent):
        run(RUN)


def _job(folder: Path, name: str, moment: int, *, anew: bool = True) -> tuple[int, int]:
    """Run the job on a copy of the template; with a moment, be killed there.

    Returns how many calls it made, and how many of them before it last sent something.
    """
    if anew:
        shutil.copytree(folder / "template", folder / name)
        if "ROOMS" in os.environ:
            (folder / name / "room").write_text(f"{os.environ['ROOMS']}/{name}/", encoding="utf-8")
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.close(read)
        _child(folder / name, moment, write, anew=anew)
    os.close(write)
    with os.fdopen(read, "rb") as answer:
        calls = answer.read()
    _, status = os.waitpid(child, 0)
    died = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    if died is not bool(moment) or (not moment and os.waitstatus_to_exitcode(status)):
        raise SystemExit(f"{name}: expected {'a death' if moment else 'a finished run'}, got status {status}")
    made, sent = map(int, calls.split() or (0, 0))
    return made, sent


def _child(folder: Path, moment: int, answer: int, *, anew: bool) -> None:
    os.chdir(folder)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    calls = sent = 0

    def count(frame: FrameType, event: str, called: Any) -> None:
        nonlocal calls, sent
        if event == "call" and frame.f_code is ApprisePost.send.__code__:
            sent = calls
        if event == "c_call" and called.__name__ in CALLS:
            calls += 1
            if calls == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    if anew:
        sys.setprofile(count)
    code = run(RUN)
    sys.setprofile(None)
    os.write(answer, f"{calls} {sent}".encode())
    os._exit(code)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
