"""`streetdate init`: look at a plan, propose what its columns mean, ask where it doubts, write the settings."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from sync.cli.options import format_option
from sync.report.harmless import harmless
from sync.settings import FILE_NAME


@click.group()
def command() -> None:
    """Look at a plan, propose what its columns mean, and write the settings file beside it."""


@command.command("workbook")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Take the sure meanings without asking, and list the rest.")
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the settings.  "
              f"[default: {FILE_NAME} beside FILE]")  # fmt: skip
@click.option("--time-zone", default="", help="The team's time zone, e.g. Europe/Berlin.  [default: this computer's]")
@format_option("text", "json")
def workbook(file: Path, yes: bool, config: Path | None, time_zone: str, format_: str) -> None:
    """Propose what the columns of FILE (.xlsx or .csv) mean, with scores and examples, and write streetdate.toml.

    It asks only where it doubts; a wrong guess is worse than an open one. Nothing is written into FILE.
    """
    from sync.bootstrap import read_workbook_at
    from sync.cli.asking import ask, ask_subjects
    from sync.settings.start import begin

    start = begin(partial(read_workbook_at, file), file, config or file.parent / FILE_NAME, time_zone)
    asks = not yes and format_ == "text" and sys.stdin.isatty()
    if format_ == "json":
        from sync.report.mapping_document import mapping_document

        click.echo(mapping_document(start.proposal, file.name).model_dump_json(by_alias=True, indent=2))
    else:
        from rich.console import Console

        from sync.report.mapping_terminal import print_proposal

        print_proposal(Console(), start.proposal)
        if asks and (subjects := ask_subjects(start.proposal)):
            start = start.told(subjects)
    written = start.settle(ask if asks else None)
    if format_ == "text":
        click.echo()
        click.echo(f"wrote {written.path.name}: {written.bound} columns bound, {len(written.undecided)} undecided")
        for column in written.undecided:
            click.echo(harmless(f"  undecided: {column}"))
        if written.undecided:
            click.echo('  give such a column its meaning in the file, under its table\'s columns: meaning = "Column"')
        here = written.path.resolve() == Path.cwd() / FILE_NAME
        click.echo("next: streetdate check" + ("" if here else f" --config {written.path}"))
