"""`streetdate undo`: take back every trace."""

from __future__ import annotations

from pathlib import Path

import click

from sync.cli.options import config_option


@click.command()
@config_option
@click.option("--yes", is_flag=True, help="Do it; without this it only shows what would be taken back.")
def command(config: Path, yes: bool) -> int:
    """Take back everything that Streetdate wrote in the tools: comments, flags, gap texts, its own columns.

    Without --yes it only shows what would go. What somebody typed into our columns is theirs and stays.
    """
    from rich.console import Console

    from sync.bootstrap import open_workspace
    from sync.cli.progress import progress
    from sync.cli.work import complain
    from sync.report.plan_terminal import print_undo
    from sync.undo import undo

    with progress() as tell:
        workspace = open_workspace(config, writing=yes, progress=tell)
        try:
            result = undo(workspace, write=yes)
        finally:
            workspace.close()
    print_undo(Console(), result, done=yes)
    complain(result.unread, result.failures)
    return result.exit_code
