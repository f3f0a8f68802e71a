"""What `check`, `plan` and `run` share: one pass over the workspace of a settings file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rules.errors import StreetdateError
from sync.cli.log import NO_LOG, Logging
from sync.result import Mode, RunResult, Unread

if TYPE_CHECKING:
    from sync.apply import Failure


def work(
    config: Path,
    mode: Mode,
    as_of: str | None,
    *,
    lifted: frozenset[str] = frozenset(),
    digest: str = "",
    summary: Path | None = None,
    logs: Logging = NO_LOG,
) -> RunResult:
    """Run one pass in `mode`. Raises what the settings, the store or another run's lease have against it."""
    from sync.cli.progress import progress
    from sync.job import Job, do
    from sync.stopping import stoppable

    job = Job(config, mode, _rules_clock(as_of), lifted, digest, summary)
    with progress() as tell, stoppable(), logs.log(config) as log:
        return do(job, log, tell, _warn)


def _rules_clock(as_of: str | None) -> Callable[[str], datetime] | None:
    if as_of is None:
        return None
    from sync import bootstrap
    from sync.cli.options import instant

    return lambda zone: instant(as_of, zone, bootstrap.real_now())


def _warn(error: StreetdateError) -> None:
    from sync.cli.root import say_warning

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
