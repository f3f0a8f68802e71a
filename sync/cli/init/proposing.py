"""What every `init` shares: showing what was proposed, asking where it doubts, writing what is settled."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from sync.cli.options import format_option
from sync.report.harmless import harmless
from sync.settings import FILE_NAME

if TYPE_CHECKING:
    from sync.settings.start import Start, Written

F = TypeVar("F", bound=Callable[..., object])


def mapping_options(function: F) -> F:
    """Add the options of every command that proposes meanings."""
    for option in (
        click.option("--time-zone", default="", help="The team's time zone, e.g. Europe/Berlin.  [default: this "
                     "computer's]"),
        click.option("--yes", is_flag=True, help="Take the sure meanings without asking, and list the rest."),
        format_option("text", "json"),
    ):  # fmt: skip
        function = option(function)
    return function


def settled(start: Start, yes: bool, format_: str) -> Written:
    """Show a proposal, ask where it doubts and somebody can answer, and write the settings."""
    from sync.cli.asking import ask, ask_subjects

    asks = not yes and format_ == "text" and sys.stdin.isatty()
    if format_ == "json":
        from sync.report.mapping_document import mapping_document

        document = mapping_document(start.proposal, start.origin.called)
        click.echo(document.model_dump_json(by_alias=True, indent=2))
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
    return written


def say_next(path: Path) -> None:
    """Say which command comes next."""
    here = path.resolve() == Path.cwd() / FILE_NAME
    click.echo("next: streetdate check" + ("" if here else f" --config {path}"))
