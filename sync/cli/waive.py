"""`streetdate waive`: a dated, reasoned exception for one gap on one record."""

from __future__ import annotations

import getpass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from rules.catalogue import by_code
from rules.policy import Waiver
from sync.cli.options import config_option
from sync.errors import UsageError
from sync.settings.edit import add_waiver
from sync.settings.load import load
from sync.settings.policy import zone_name


@click.command()
@click.argument("code")
@click.argument("record")
@click.option("--reason", required=True, help="Why the exception is right.")
@click.option("--until", required=True, metavar="DAY", help="Its last day, e.g. 2026-12-31.")
@click.option("--by", default=None, help="Who makes it.  [default: the user of this computer]")
@config_option
def command(code: str, record: str, reason: str, until: str, by: str | None, config: Path) -> None:
    """Waive CODE on RECORD (its title, "release/title", link or id) until a day, with a reason.

    The waiver is written into the settings file, where everybody can read it. When it ends, the gap is shown again,
    and so is the ended waiver.
    """
    from sync.bootstrap import real_now

    settings = load(config)
    rule = by_code(code)
    if rule is None:
        raise UsageError(f"there is no rule {code}", hint="see them with: streetdate rules")
    if not record.strip():
        raise UsageError("RECORD is empty", hint="give the record's title, as the report shows it")
    try:
        last = date.fromisoformat(until)
    except ValueError as error:
        raise UsageError(f'--until is "{until}", which is not a day', hint="write it as 2026-12-31") from error
    if last < real_now().astimezone(ZoneInfo(zone_name(settings.time_zone))).date():
        raise UsageError(f"--until is {last.isoformat()}, which has passed", hint="give a day that is still to come")
    if len(reason.strip()) < 3:
        raise UsageError("--reason is empty", hint="say why the exception is right; it is shown with the gap")
    waiver = Waiver(rule.code, record.strip(), reason.strip(), (by or getpass.getuser()).strip(), last)
    add_waiver(config, waiver)
    click.echo(f"{waiver.code} {rule.name} on “{waiver.subject}” is waived until {last.isoformat()} by {waiver.by}")
