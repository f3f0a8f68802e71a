"""One job: a pass over the workspace of a settings file, with everything that belongs around it.

Whoever starts it, a person's command or a fleet's worker, says where its log, its progress and its warnings go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rules.errors import StreetdateError
from sync.bootstrap import open_workspace
from sync.logs import Log
from sync.result import Mode, RunResult
from sync.run import run
from sync.settings.load import load
from sync.tools.parts import NewPace, own_pace

if TYPE_CHECKING:
    from sync.settings.schema import Settings
    from sync.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done."""

    config: Path
    mode: Mode
    as_of: Callable[[str], datetime] | None = None
    """Given the team's zone, returns the rules' clock."""
    lifted: frozenset[str] = frozenset()
    digest: str = ""
    summary: Path | None = None
    """A Markdown file to which a summary is appended."""
    new_pace: NewPace = own_pace


def do(job: Job, log: Log, tell: Callable[[str], None], warn: Callable[[StreetdateError], None]) -> RunResult:
    """Do the job. `warn` is told what went wrong beside it and does not make it fail.

    Raises what the settings, the store or another run's lease have against it.
    """
    settings = load(job.config)
    log.begin(settings.workspace, job.mode)
    try:
        return _done(job, settings, log, tell, warn)
    except BaseException as error:
        if job.mode is Mode.RUN:
            from sync.figures.leave import leave_failure

            for fault in leave_failure(settings, job.config.resolve().parent, error):
                warn(fault)
            from sync.notify.leave import tell_failure

            for fault in tell_failure(settings, job.config.resolve().parent, error):
                warn(fault)
        raise


def _done(
    job: Job,
    settings: Settings,
    log: Log,
    tell: Callable[[str], None],
    warn: Callable[[StreetdateError], None],
) -> RunResult:
    workspace = open_workspace(
        job.config,
        writing=job.mode is Mode.RUN,
        lifted=job.lifted,
        progress=tell,
        targets=job.mode is not Mode.CHECK,
        running=job.mode is Mode.RUN,
        new_pace=job.new_pace,
    )
    try:
        as_of = job.as_of(workspace.policy.zone) if job.as_of is not None else None
        workspace = replace(workspace, new_id=lambda: log.run, told=log.passed)
        result = run(workspace, job.mode, as_of, job.digest)
        for fault in _left(job, settings, workspace, result):
            warn(fault)
        log.ended(result)
        return result
    finally:
        workspace.close()


def _left(job: Job, settings: Settings, workspace: Workspace, result: RunResult) -> Iterator[StreetdateError]:
    """Leave what the settings and the call ask for; whatever happens here, the run itself is done."""
    if job.mode is Mode.RUN:
        from sync.figures.leave import leave_figures
        from sync.report.leave import leave_reports

        yield from leave_reports(job.config, workspace, result)
        yield from leave_figures(settings, job.config.resolve().parent, result)
        if workspace.notifications is not None:
            from sync.notify.leave import leave_heartbeat

            yield from leave_heartbeat(workspace.notifications, well=result.exit_code == 0)
    if job.summary is not None:
        from sync.report.leave import append_summary

        yield from append_summary(job.summary, workspace, result)
