"""`streetdate init`: look at a plan, propose what its columns mean, ask where it doubts, write the settings."""

from __future__ import annotations

import click

from sync.cli.init.calendar import calendar
from sync.cli.init.tools import airtable, notion
from sync.cli.init.workbook import workbook


@click.group(commands=(workbook, notion, airtable, calendar))
def command() -> None:
    """Look at a plan, propose what its columns mean, and write the settings file.

    A settings file that is there already keeps everything in it and gets one more source.
    """
