"""`streetdate move`: a release on another day, with the dates that hang on it."""

from __future__ import annotations

from pathlib import Path

import click

from sync.cli.new import day_of
from sync.cli.options import config_option


@click.command()
@click.argument("title")
@click.option("--release-date", required=True, metavar="DAY", help="The new day of the release, e.g. 2027-03-12.")
@click.option("--yes", is_flag=True, help="Move the dates without asking.")
@config_option
def command(title: str, release_date: str, yes: bool, config: Path) -> int:
    """Move the release TITLE to another day. Due dates that its template gave move with it; dates that somebody set by
    hand, and those of finished work, stay and are listed.

    It is shown first; on consent the dates are written where the plan lives.
    """
    from rich.console import Console

    from sync.cli.consent import agreed
    from sync.cli.looking import looking, watched, writing
    from sync.lease import leased
    from sync.move.planning import plan_move
    from sync.move.terminal import print_move, print_moved

    day = day_of(release_date)
    console = Console()
    with looking(config) as workspace:
        with watched(workspace) as shown:
            move = plan_move(shown, title, day)
        print_move(console, move)
        wanted = {name: each.dates for name, each in move.by_source.items() if name in workspace.redaters}
        if not any(wanted.values()) or not agreed("Move these dates?", yes=yes):
            return 0
        moved = 0
        with writing(workspace, config) as written, leased(written) as alive:
            for name, dates in wanted.items():
                for _ in workspace.redaters[name]().redate(dates):
                    moved += 1
                    alive()
    print_moved(console, moved, sum(map(len, wanted.values())) - moved)
    return 0
