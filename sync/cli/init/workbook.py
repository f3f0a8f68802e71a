"""`streetdate init workbook`: begin with a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from sync.cli.init.proposing import mapping_options, say_next, settled
from sync.settings import FILE_NAME


@click.command("workbook")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the settings.  "
              f"[default: {FILE_NAME} beside FILE]")  # fmt: skip
@click.option("--name", default="", help="What the settings call this source.  [default: plan; FILE's own name where "
              "there is a plan already]")  # fmt: skip
@mapping_options
def workbook(file: Path, name: str, yes: bool, config: Path | None, time_zone: str, format_: str) -> None:
    """Propose what the columns of FILE (.xlsx or .csv) mean, with scores and examples, and write streetdate.toml.

    It asks only where it doubts; a wrong guess is worse than an open one. Nothing is written into FILE. With --config
    naming the settings of another plan, FILE becomes one more source of it.
    """
    from sync.bootstrap import read_workbook_at
    from sync.settings.start import begin
    from sync.settings.workbook import workbook_origin

    path = config or file.parent / FILE_NAME
    start = begin(partial(read_workbook_at, file), workbook_origin(file, path, name), path, time_zone)
    settled(start, yes, format_)
    if format_ == "text":
        say_next(path)
