"""`streetdate fleet`: run many workspaces, each by itself."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from rules.wording import counted
from sync.cli.log import Logging, log_options
from sync.cli.options import format_option, summary_option
from sync.result import Mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sync.fleet.outcome import Row


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--check", "only_check", is_flag=True, help="Find the gaps everywhere and write nothing.")
@click.option(
    "--workers", type=click.IntRange(1, 256), help="How many run at a time.  [default: five per core, at most 16]"
)
@click.option(
    "--share",
    "share_",
    metavar="K/N",
    help="Run only share K of N, from 1/N to N/N: one for each task of an array job.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=1),
    default=900.0,
    show_default=True,
    help="Seconds that one workspace may take.",
)
@format_option("text", "json")
@log_options
@summary_option
def command(
    folder: Path,
    only_check: bool,
    workers: int | None,
    share_: str | None,
    timeout: float,
    format_: str,
    verbose: bool,
    log_format: str | None,
    summary: Path | None,
) -> int:
    """Run the workspace of every settings file in FOLDER: FOLDER/*.toml and FOLDER/*/streetdate.toml.

    Each runs in a process of its own, which is given only those environment variables that its settings refer to.
    What fails in one is a line in the summary and touches no other. Tokens and bases that several share keep one
    common pace.

    Exit codes: the worst of all, in this order: 130 stopped; 70 a bug, or a process that died; 2 settings; 3 a tool
    could not be read or written, or it took too long; 4 held back by a guard; 1 blockers found (--check); 0 fine.
    """
    from sync.bootstrap import real_now
    from sync.cli.progress import progress
    from sync.exit_codes import worst
    from sync.fleet.fleet import run_fleet
    from sync.fleet.log import FleetLog
    from sync.fleet.pool import Customs, usual_workers
    from sync.fleet.share import share_in
    from sync.stopping import stoppable

    share = share_in(share_) if share_ is not None else None
    logs = Logging(verbose, log_format, unwatched=True).chosen()
    customs = Customs(Mode.CHECK if only_check else Mode.RUN, workers or usual_workers(), timeout, logs)
    log = FleetLog(sys.stderr, logs, uuid4().hex, real_now)
    began = time.monotonic()
    with progress() as tell, stoppable():
        rows = run_fleet(folder, customs, share, log, tell, dict(os.environ))
    seconds = time.monotonic() - began
    code = worst(row.exit_code for row in rows)
    _show(rows, code, seconds, format_, summary)
    log.ended(rows, code, seconds)
    return code


def _show(rows: Sequence[Row], code: int, seconds: float, format_: str, summary: Path | None) -> None:
    from sync.cli.root import say_error, say_warning
    from sync.errors import UsageError
    from sync.fleet.summary import print_summary, render_markdown, what_to_do
    from sync.report.file import append_text

    if format_ == "json":
        from sync.fleet.document import fleet_document

        click.echo(fleet_document(rows, code, seconds).model_dump_json(by_alias=True, indent=2))
    else:
        from rich.console import Console

        print_summary(Console(), rows, seconds)
    if summary is not None:
        try:
            append_text(summary, render_markdown(rows, seconds))
        except UsageError as error:
            say_warning(error.message, error.hint)
    if todo := what_to_do(rows):
        say_error(f"not well: {sum(not row.well for row in rows)} of {counted(len(rows), 'workspace')}", todo)
