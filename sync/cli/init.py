"""`streetdate init`: look at a plan, propose what its columns mean, ask where it doubts, write the settings."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sync.cli.options import format_option
from sync.settings.load import FILE_NAME

if TYPE_CHECKING:
    from connectors.mapping.proposal import Answer, ColumnProposal, TableProposal


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
    from sync.settings.start import begin

    start = begin(partial(read_workbook_at, file), file, config or file.parent / FILE_NAME, time_zone)
    ask = not yes and format_ == "text" and sys.stdin.isatty()
    if format_ == "json":
        from sync.report.mapping_document import mapping_document

        click.echo(mapping_document(start.proposal, file.name).model_dump_json(by_alias=True, indent=2))
    else:
        from rich.console import Console

        from sync.report.mapping_terminal import print_proposal

        print_proposal(Console(), start.proposal)
    written = start.settle(_asking() if ask else None)
    if format_ == "text":
        click.echo()
        click.echo(f"wrote {written.path.name}: {written.bound} columns bound, {written.undecided} undecided")
        if written.undecided:
            click.echo('  undecided columns stand under "undecided"; move one to "columns" to give it a meaning')
        click.echo(
            "next: streetdate check" + ("" if written.path.name == FILE_NAME else f" --config {written.path.name}")
        )


def _asking() -> Answer:
    def answer(table: TableProposal, column: ColumnProposal) -> str | None:
        names = [candidate.meaning for candidate in column.candidates]
        click.echo(
            f"\n“{column.column.name}” in “{table.table.title}”, e.g. {', '.join(column.samples) or 'no values'}"
        )
        for number, candidate in enumerate(column.candidates, 1):
            click.echo(f"  {number}  {candidate.meaning} ({candidate.score:.0%}): {candidate.reason}")
        click.echo("  0  none of these")
        chosen: str = click.prompt("what does it mean? (empty: leave it open)", default="", show_default=False)
        if not chosen.strip():
            return None
        if chosen.strip().isdigit() and 0 <= int(chosen) <= len(names):
            return names[int(chosen) - 1] if int(chosen) else ""
        return chosen.strip() if chosen.strip() in names else None

    return answer
