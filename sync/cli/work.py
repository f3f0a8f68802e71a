"""What `check`, `plan` and `run` share: one pass over the workspace of a settings file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sync.apply import Failure
from sync.cli.log import NO_LOG, Logging
from sync.result import Mode, RunResult, Unread

if TYPE_CHECKING:
    from sync.workspace import Workspace


def work(
    config: Path,
    mode: Mode,
    as_of: str | None,
    *,
    lifted: frozenset[str] = frozenset(),
    digest: str = "",
    logs: Logging = NO_LOG,
) -> RunResult:
    """Run one pass in `mode`. Raises what the settings, the store or another run's lease have against it."""
    from sync.bootstrap import open_workspace, real_now
    from sync.cli.options import instant
    from sync.cli.progress import progress
    from sync.run import run

    with progress() as tell, logs.log(config) as log:
        workspace = open_workspace(
            config,
            writing=mode is Mode.RUN,
            lifted=lifted,
            progress=tell,
            targets=mode is not Mode.CHECK,
            running=mode is Mode.RUN,
        )
        workspace = replace(workspace, new_id=lambda: log.run, told=log.passed)
        log.begin(workspace.name, mode)
        try:
            clock = instant(as_of, workspace.policy.zone, real_now()) if as_of is not None else None
            result = run(workspace, mode, clock, digest)
            log.ended(result)
            if mode is Mode.RUN:
                _leave(config, workspace, result)
            return result
        finally:
            workspace.close()


def _leave(config: Path, workspace: Workspace, result: RunResult) -> None:
    from sync.cli.root import say_warning
    from sync.report.leave import leave_reports

    for error in leave_reports(config, workspace, result):
        say_warning(error.message, error.hint)


def finish(result: RunResult) -> int:
    """Say on standard error what failed, and return the exit code of the pass."""
    from sync.cli.root import say_error

    complain(result.unread, result.failures)
    unread = {missing.source for missing in result.unread}
    for read in result.sources:
        if not read.complete and read.name not in unread:
            say_error(
                f"{read.name} was not read completely: {read.error}",
                "what was not seen is neither flagged nor cleared; put it right and run again",
            )
    return result.exit_code


def complain(unread: Iterable[Unread], failures: Iterable[Failure]) -> None:
    """Say on standard error what could not be read or written."""
    from sync.cli.root import say_error

    for error in [*(missing.error for missing in unread), *(failure.error for failure in failures)]:
        say_error(error.message, error.hint)
