"""`streetdate plan`: every write that a run would make, and why."""

from __future__ import annotations

from pathlib import Path

import click

from sync.cli.log import Logging, log_options
from sync.cli.options import as_of_option, config_option, format_option
from sync.cli.work import finish, work
from sync.result import Mode


@click.command()
@config_option
@as_of_option
@format_option("text", "json")
@log_options
def command(config: Path, as_of: str | None, format_: str, verbose: bool, log_format: str | None) -> int:
    """Show every write that a run would make now, with its reason and the requests it takes. Writes nothing.

    To write exactly this and nothing else: streetdate run --digest DIGEST.
    """
    result = work(config, Mode.PLAN, as_of, logs=Logging(verbose, log_format))
    if format_ == "json":
        from sync.report.plan_document import plan_document

        click.echo(plan_document(result).model_dump_json(by_alias=True, indent=2))
    else:
        from rich.console import Console

        from sync.report.plan_terminal import print_plan

        print_plan(Console(), result)
    return finish(result)
