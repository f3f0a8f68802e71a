"""`streetdate match`: which records of different tools are one, and asking where that is in doubt."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sync.cli.options import config_option, format_option
from sync.errors import UsageError

if TYPE_CHECKING:
    from sync.matching.matches import Matches, Pair


_ANSWERS = ("y", "yes", "n", "no", "q", "")


@click.command()
@config_option
@click.option("--list", "list_", is_flag=True, help="Show every join and every doubt; ask nothing.")
@click.option("--accept", multiple=True, type=click.IntRange(1), metavar="N", help="Doubt N is one record; repeatable.")
@click.option("--different", multiple=True, type=click.IntRange(1), metavar="N", help="Doubt N is two; repeatable.")
@format_option("text", "json")
def command(config: Path, list_: bool, accept: tuple[int, ...], different: tuple[int, ...], format_: str) -> int:
    """Show which records of your tools are one and the same, and why; ask about those where that is in doubt.

    An answer is written into the settings file. Nothing is written in the tools.
    """
    from rich.console import Console

    from sync.report.match_terminal import print_matches

    found, code = _matched(config)
    if format_ == "json":
        from sync.report.match_document import match_document

        click.echo(match_document(found).model_dump_json(by_alias=True, indent=2))
        return code
    if accept or different:
        _answer(config, found.proposals, accept, different)
        return code
    print_matches(Console(), found, whole=list_)
    if not list_ and found.proposals and sys.stdin.isatty():
        _ask(config, found.proposals)
    elif found.proposals:
        click.echo("\nanswer with: streetdate match --accept N, or --different N")
    return code


def _matched(config: Path) -> tuple[Matches, int]:
    """Return the matches of what the tools show now, and the exit code of reading them."""
    from sync.bootstrap import open_workspace
    from sync.cli.progress import progress
    from sync.cli.work import complain
    from sync.judge import assembled_of
    from sync.pull import pull_all

    with progress() as tell:
        workspace = open_workspace(config, writing=False, progress=tell, targets=False)
        try:
            pulled = pull_all(workspace)
            found = assembled_of(workspace, pulled, workspace.clock())
        finally:
            workspace.close()
    complain(pulled.unread, ())
    whole = all(read.complete for read in found.slate.sources)
    return found.matches, 0 if whole else 3


def _answer(config: Path, proposals: Sequence[Pair], accepted: Sequence[int], refused: Sequence[int]) -> None:
    if both := set(accepted) & set(refused):
        raise UsageError(f"{min(both)} is both accepted and different", hint="say one of them")
    for number in (*accepted, *refused):
        if number > len(proposals):
            raise UsageError(
                f"there is no doubt {number}; there are {len(proposals)}", hint="see them with: streetdate match --list"
            )
    for number in sorted({*accepted, *refused}):
        _write(config, proposals[number - 1], same=number in accepted)


def _ask(config: Path, proposals: Sequence[Pair]) -> None:
    from rich.console import Console

    from sync.report.match_terminal import print_pair

    for number, pair in enumerate(proposals, 1):
        click.echo()
        print_pair(Console(), number, pair)
        said = click.prompt(
            "are they one? (y/n; empty: later; q: stop)",
            type=click.Choice(_ANSWERS, case_sensitive=False),
            show_choices=False,
            default="",
            show_default=False,
        )
        if said == "q":
            return
        if said:
            _write(config, pair, same=said.startswith("y"))


def _write(config: Path, pair: Pair, *, same: bool) -> None:
    from sync.report.harmless import harmless
    from sync.settings.edit import add_answer

    names = {entry.name: f"{entry.title} ({entry.source})" for entry in (pair.one, pair.other)}
    add_answer(config, same=same, kind=pair.one.sort.value, records=names)
    verdict = "one" if same else "two"
    click.echo(harmless(f"“{pair.one.title}” and “{pair.other.title}” are {verdict}: written to {config.name}"))
