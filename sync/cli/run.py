"""`streetdate run`: find the gaps and write them back."""

from __future__ import annotations

from pathlib import Path

import click

from sync.cli.log import Logging, log_options
from sync.cli.options import as_of_option, config_option, format_option, summary_option
from sync.cli.work import finish, work
from sync.guard import Guard
from sync.living.asked import Asked as AskedOfReport
from sync.mirror.asked import Asked
from sync.result import Mode


@click.command()
@config_option
@as_of_option
@format_option("text", "json")
@log_options
@summary_option
@click.option("--digest", default="", help="Write the plan with this digest, or nothing.")
@click.option(Guard.CHANGES.value, "many_changes", is_flag=True, help="Let this run write on unusually many records.")
@click.option(Guard.CLOSINGS.value, "many_closings", is_flag=True, help="Let this run clear unusually many records.")
@click.option(Guard.SHRUNK.value, "fewer_records", is_flag=True, help="Go on though records are missing.")
@click.option(Guard.COLUMNS.value, "missing_columns", is_flag=True, help="Go on though columns are missing.")
@click.option(
    Asked.REMOVE_MANY.value,
    "many_removals",
    is_flag=True,
    help="Let this run take unusually many events out of a calendar.",
)
@click.option(
    Asked.RESTORE.value, "restore", is_flag=True, help="Put back the events that somebody deleted in a calendar."
)
@click.option(
    AskedOfReport.RESTORE.value, "restore_report", is_flag=True, help="Put back the report that somebody deleted."
)
@click.option(Guard.CLOCK.value, "clock_jump", is_flag=True, help="Go on though the clock jumped, and trust it.")
@click.option(Guard.BUDGET.value, "over_budget", is_flag=True, help="Write more than the month's requests carry.")
def command(
    config: Path,
    as_of: str | None,
    format_: str,
    verbose: bool,
    log_format: str | None,
    summary: Path | None,
    digest: str,
    many_changes: bool,
    many_closings: bool,
    fewer_records: bool,
    missing_columns: bool,
    clock_jump: bool,
    over_budget: bool,
    many_removals: bool,
    restore: bool,
    restore_report: bool,
) -> int:
    """Find the gaps and write them back: a flag, the gaps in words and one comment on each record that has any.

    What is right already is not written again. A run that would do something unusual is held back (exit code 4) and
    says which option lets it pass.
    """
    chosen = {
        Guard.CHANGES: many_changes,
        Guard.CLOSINGS: many_closings,
        Guard.SHRUNK: fewer_records,
        Guard.COLUMNS: missing_columns,
        Guard.CLOCK: clock_jump,
        Guard.BUDGET: over_budget,
        Asked.REMOVE_MANY: many_removals,
        Asked.RESTORE: restore,
        AskedOfReport.RESTORE: restore_report,
    }
    lifted = frozenset(option.value for option, lift in chosen.items() if lift)
    result = work(
        config,
        Mode.RUN,
        as_of,
        lifted=lifted,
        digest=digest,
        summary=summary,
        logs=Logging(verbose, log_format, unwatched=True),
    )
    if format_ == "json":
        from sync.report.plan_document import run_document

        click.echo(run_document(result).model_dump_json(by_alias=True, indent=2))
    else:
        from rich.console import Console

        from sync.report.plan_terminal import print_run

        print_run(Console(), result)
    return finish(result)
