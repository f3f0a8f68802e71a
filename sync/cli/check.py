"""`streetdate check`: find the gaps, write nothing."""

from __future__ import annotations

from pathlib import Path

import click

from sync.cli.log import Logging, log_options
from sync.cli.options import as_of_option, config_option, format_option, summary_option
from sync.cli.work import finish, work
from sync.result import Mode

NEVER = "never"


@click.command()
@config_option
@as_of_option
@format_option("text", "json")
@log_options
@summary_option
@click.option(
    "--fail-on",
    type=click.Choice(("blocker", "warning", "note", NEVER)),
    default="blocker",
    show_default=True,
    help="The mildest gap for which the exit code is 1.",
)
def command(
    config: Path,
    as_of: str | None,
    format_: str,
    verbose: bool,
    log_format: str | None,
    summary: Path | None,
    fail_on: str,
) -> int:
    """Read the plan and report every coordination gap. Writes nothing, neither in the tools nor in the store.

    Exit codes: 0 no gap at or above --fail-on; 1 there is one; 2 usage or settings; 3 a source could not be read.
    """
    result = work(config, Mode.CHECK, as_of, summary=summary, logs=Logging(verbose, log_format))
    if format_ == "json":
        from sync.report.document import check_document

        click.echo(check_document(result.report, result.sources, result.as_of).model_dump_json(by_alias=True, indent=2))
    else:
        from rich.console import Console

        from sync.report.terminal import print_report

        print_report(Console(), result.report, result.sources, result.as_of)
    failed = finish(result)
    if failed or fail_on == NEVER:
        return failed
    from rules.policy import Severity

    worst = Severity(fail_on).rank
    return int(any(violation.severity.rank <= worst for violation in result.report.violations))
