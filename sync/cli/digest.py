"""`streetdate digest`: send the overview now, or look at it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sync.cli.options import as_of_option, config_option
from sync.errors import UsageError

if TYPE_CHECKING:
    from sync.notify.receiver import Receiver
    from sync.settings.schema import Settings


@click.command()
@config_option
@as_of_option
@click.option("--daily", "rhythm", flag_value="daily", help="That of the day.")
@click.option("--weekly", "rhythm", flag_value="weekly", help="That of the week.")
@click.option("--to", "name", metavar="NAME", help="Only to this receiver.  [default: all that want digests]")
@click.option("--dry-run", is_flag=True, help="Print it, and send nothing.")
def command(config: Path, as_of: str | None, rhythm: str | None, name: str | None, dry_run: bool) -> int:
    """Send the digest now: what was done, what is due, who waits for whom. A run sends it by itself when it is due.

    Without --daily or --weekly each receiver gets its own. What is due later is sent all the same.
    """
    from sync.settings.load import load

    receivers = _chosen(load(config), config, name, addressed=not dry_run)
    from sync.bootstrap import open_workspace, real_now
    from sync.cli.options import instant
    from sync.cli.progress import progress
    from sync.cli.work import finish
    from sync.notify.overview import Overview
    from sync.notify.receiver import Rhythm
    from sync.result import Mode
    from sync.run import run

    with progress() as tell:
        workspace = open_workspace(config, writing=False, progress=tell, targets=False)
        try:
            now = instant(as_of, workspace.policy.zone, real_now()) if as_of is not None else None
            result = run(workspace, Mode.CHECK, now)
            overview = Overview(workspace, result)
            messages = {each: overview.message(each, Rhythm(rhythm) if rhythm else None) for each in receivers}
        finally:
            workspace.close()
    for receiver, message in messages.items():
        if message is None:
            click.echo(f"{receiver.name}: there is nothing to say, and an empty digest is not sent")
        elif dry_run:
            from sync.notify.message import as_text, title_of

            click.echo(f"to {receiver.name}\n\n{title_of(message)}\n{as_text(message, 1_000_000)}\n")
        else:
            from sync.notify.post import ApprisePost

            ApprisePost().send(receiver.name, receiver.address, message)
            click.echo(f"{receiver.name}: sent")
    return finish(result)


def _chosen(settings: Settings, config: Path, name: str | None, *, addressed: bool) -> list[Receiver]:
    """Return who is to get it; their addresses are looked for only where something is sent."""
    import os

    from sync.notify.settings import receiver_in
    from sync.settings.notify import receiver_address

    if name is not None and name not in settings.notify:
        known = ", ".join(settings.notify) or "none"
        raise UsageError(f'there is no receiver "{name}"', hint=f"the settings name under [notify]: {known}")
    found = {
        each: section
        for each, section in settings.notify.items()
        if name == each or (name is None and section.digest != "none")
    }
    if not found:
        raise UsageError(
            "no receiver wants digests",
            hint='name one with --to NAME, or write digest = "weekly" under its [notify.NAME]',
        )
    folder = config.resolve().parent
    return [
        receiver_in(each, section, receiver_address(each, section, folder, os.environ) if addressed else "")
        for each, section in found.items()
    ]
