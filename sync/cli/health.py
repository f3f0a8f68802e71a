"""`streetdate health`: whether runs come and go as they should."""

from __future__ import annotations

from pathlib import Path

import click

from sync.cli.options import config_option


@click.command()
@config_option
@click.option("--tell", is_flag=True, help="Tell receivers that no run finishes any more, once.")
def command(config: Path, tell: bool) -> int:
    """Say in one sentence whether the last run finished in time and well. Reads the store only.

    Fit for a container's HEALTHCHECK, or for a schedule of its own beside that of the runs: then with --tell.
    Exit codes: 0 it did; 2 settings; 3 it did not, or the store cannot be read.
    """
    from sync import bootstrap
    from sync.look import look_at_runs

    look = look_at_runs(config, tell=tell, clock=bootstrap.real_now)
    click.echo(look.pulse.sentence)
    from sync.cli.work import complain

    complain((), look.failures)
    return 0 if look.pulse.well and not look.failures else 3
