"""What `check`, `plan` and `run` share: one pass over the workspace of a settings file."""

from __future__ import annotations

from pathlib import Path

from sync.result import Mode, RunResult


def work(
    config: Path, mode: Mode, as_of: str | None, *, lifted: frozenset[str] = frozenset(), digest: str = ""
) -> RunResult:
    """Run one pass in `mode`. Raises what the settings, the store or another run's lease have against it."""
    from sync.bootstrap import open_workspace, real_now
    from sync.cli.options import instant
    from sync.cli.progress import progress
    from sync.run import run

    with progress() as tell:
        workspace = open_workspace(config, writing=mode is Mode.RUN, lifted=lifted, progress=tell)
        try:
            clock = instant(as_of, workspace.policy.zone, real_now()) if as_of else None
            return run(workspace, mode, clock, digest)
        finally:
            workspace.store.close()


def finish(result: RunResult) -> int:
    """Say on standard error what failed, and return the exit code of the pass."""
    from sync.cli.root import say_error

    for unread in result.unread:
        say_error(unread.error.message, unread.error.hint)
    for failure in result.failures:
        say_error(failure.error.message, failure.error.hint)
    return result.exit_code
