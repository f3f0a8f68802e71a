"""`streetdate init calendar`: show the milestones in a Google calendar."""

from __future__ import annotations

from pathlib import Path

import click

from sync.settings import FILE_NAME


@click.command("calendar")
@click.argument("calendar", required=False, default="")
@click.option(
    "--client",
    "app",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The JSON file of an OAuth client (desktop app): asks for your consent in the browser, and keeps it.",
)
@click.option(
    "--credentials-file",
    default="",
    help="A service account's key, or where to keep your consent, relative "
    "to the settings file.  [default for a consent: google-consent.json]",
)
@click.option(
    "--credentials-env",
    default="",
    metavar="NAME",
    help="Instead: the environment variable that holds the file's path, or its JSON.",
)
@click.option("--release", default="", metavar="TITLE", help="Only this release goes there.")
@click.option("--artist", default="", metavar="NAME", help="Only this artist's releases go there.")
@click.option(
    "--address", default="", help="Where the API is.  [default: as in the settings, else https://www.googleapis.com]"
)
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), default=FILE_NAME, show_default=True,
              help="The settings file.")  # fmt: skip
def calendar(
    calendar: str,
    app: Path | None,
    credentials_file: str,
    credentials_env: str,
    release: str,
    artist: str,
    address: str,
    config: Path,
) -> int:
    """Show the milestones in a Google calendar.

    CALENDAR is the id or link of a calendar that is shared with a service account, or is your own; without it one is
    made in your account. Credentials are only referred to. Nothing is written before access to the calendar is proven.
    """
    from sync.report.harmless import harmless
    from sync.tools.google_set_up import Request, connect_calendar

    asked = Request(calendar, app, credentials_file, credentials_env, release, artist, address)
    connected = connect_calendar(asked, config)
    for access in connected.access:
        click.echo(harmless(f"{'yes' if access.granted else 'no '}  {access.what}"))
    if not connected.usable:
        from sync.cli.root import say_error

        for access in connected.access:
            if not access.granted:
                say_error(access.why or f"not allowed: {access.what}", access.todo)
        return 3
    click.echo(harmless(f"wrote {config.name}: {connected.said}"))
    click.echo("next: streetdate plan")
    return 0
