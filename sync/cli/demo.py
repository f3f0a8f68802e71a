"""`streetdate demo`: a small label's plan, and the job run on it twice."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import click

from rules.errors import SettingsError
from sync.settings import FILE_NAME

PLAN = "plan.xlsx"
MARK = "# The demonstration of Streetdate: everything in this folder may be made anew."

MADE = (
    FILE_NAME,
    PLAN,
    "report.html",
    "report.json",
    "milestones.ics",
    "streetdate.db",
    "streetdate.db-wal",
    "streetdate.db-shm",
)
"""What an earlier demonstration left, and the next one makes anew."""


@click.command()
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("streetdate-demo"),
    show_default=True,
    help="Where to leave the plan and the settings.",
)
def command(folder: Path) -> int:
    """Make a small label's plan, find its gaps, write them into it, and run again to show that nothing is left to do.

    Needs nothing. Leaves plan.xlsx, streetdate.toml, report.html, report.json and
    milestones.ics in the folder.
    """
    from rich.console import Console

    from sync.bootstrap import real_now
    from sync.cli.work import finish, work
    from sync.demo.settings import write_settings
    from sync.demo.workbook import write_plan
    from sync.report.plan_terminal import print_again, print_run
    from sync.result import Mode

    config = folder / FILE_NAME
    _claim(folder, config)
    console = Console()
    write_plan(folder / PLAN, real_now().astimezone(UTC).date())
    write_settings(folder / PLAN, config, MARK)
    click.echo(f"made {folder / PLAN}: a label's plan with four releases\n")
    first = work(config, Mode.RUN, None)
    print_run(console, first)
    code = finish(first)
    if code:
        return code
    second = work(config, Mode.RUN, None)
    console.print()
    print_again(console, second)
    click.echo(
        f"\nopen {folder / 'report.html'} to see the whole picture, and {folder / PLAN} to see the flags, the gaps"
    )
    click.echo("and the comments on their rows; change something; then:")
    click.echo(f"  streetdate run --config {config}")
    return finish(second)


def _claim(folder: Path, config: Path) -> None:
    """Make the folder, or clear an earlier demonstration out of it; anything else in it is left and refused."""
    elsewhere = "choose another folder: streetdate demo --dir FOLDER"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ours = config.exists() and config.read_text(encoding="utf-8").startswith(MARK)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{folder} cannot be used: {error}", hint=elsewhere) from error
    for name in MADE:
        if (folder / name).exists() and not ours:
            raise SettingsError(f"{folder / name} is there already, and is not the demonstration's", hint=elsewhere)
    for name in MADE:
        (folder / name).unlink(missing_ok=True)
