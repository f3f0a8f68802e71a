"""`streetdate new`: plan a release from a template and make its rows in the team's own tool."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from sync.cli.options import config_option
from sync.errors import UsageError


@click.command()
@click.argument("title")
@click.option("--template", default="single", show_default=True, help="Which template: single, ep, album, content or "
              "your own.")  # fmt: skip
@click.option("--release-date", required=True, metavar="DAY", help="The day of the release, or on which the content "
              "goes out, e.g. 2027-03-05.")  # fmt: skip
@click.option("--into-release", "within", default="", metavar="TITLE", help="The release to which a piece of content "
              "belongs; it has to be there.")  # fmt: skip
@click.option("--into", default="", metavar="SOURCE", help="The source that takes the rows, where several could.")
@click.option("--artist", default="", help="Who it is by.")
@click.option(
    "--track", "tracks", multiple=True, help="A track; once for each. Mix, master and the like are per track."
)
@click.option("--distributor", default="", help="Who delivers it to the stores; the upload keeps their lead time.")
@click.option("--folder", default="", metavar="LINK", help="The release folder.")
@click.option("--goal", default="", help="What the release is to achieve, for its brief.")
@click.option("--message", default="", help="What it says, for its brief.")
@click.option("--cast", multiple=True, metavar="ROLE=NAME", help="Who fills a role on this release; once for each.")
@click.option("--solo", is_flag=True, help="One person does everything: fewer steps, and no week too full.")
@click.option("--owner", default="", help="Who that one person is, where the plan does not tell.")
@click.option("--optional", is_flag=True, help="With the steps that only some releases have.")
@click.option("--compress", is_flag=True, help="Press the steps into the days that are left, where not all fit.")
@click.option("--yes", is_flag=True, help="Make the rows without asking.")
@config_option
def command(
    title: str,
    template: str,
    release_date: str,
    within: str,
    into: str,
    artist: str,
    tracks: Sequence[str],
    distributor: str,
    folder: str,
    goal: str,
    message: str,
    cast: Sequence[str],
    solo: bool,
    owner: str,
    optional: bool,
    compress: bool,
    yes: bool,
    config: Path,
) -> int:
    """Plan the release TITLE from a template: every deliverable with its owner, its date counted back over working
    days, what it needs and who says yes. It is shown first; on consent the rows are made in the team's own tool,
    handoffs and gates included.

    With --template content TITLE is a piece of content, and its rows are added to a release that is there.

    No row that is there is ever touched, and what is there already is not made again: the same command twice adds
    nothing, and after a failure the rest.
    """
    from rich.console import Console

    from rules.templates.template import Template
    from sync.cli.consent import agreed
    from sync.cli.looking import looking, watched, writing
    from sync.new.asked import Asked
    from sync.new.making import make
    from sync.new.planning import How, plan_new
    from sync.new.terminal import print_made, print_new
    from sync.settings.load import load
    from sync.settings.policy import templates_of

    chosen = templates_of(load(config), config.resolve().parent)
    found = chosen.get(template.strip().casefold())
    if not isinstance(found, Template):
        names = [name for name, each in chosen.items() if isinstance(each, Template)]
        raise UsageError(f'--template is "{template}", which is none', hint=f"there are: {', '.join(names)}")
    if found.release == bool(within.strip()):
        raise UsageError(
            f"--template {found.name} is for {found.phrase}, "
            + ("which is a release of its own" if found.release else "which belongs to a release"),
            hint="leave --into-release out, or take --template content"
            if found.release
            else "say which: --into-release TITLE",
        )
    asked = Asked(
        _words(title, "TITLE"), found, day_of(release_date), artist.strip(), _tracks(tracks), distributor.strip(),
        folder.strip(), goal.strip(), message.strip(), " ".join(within.split()), _cast(cast),
    )  # fmt: skip
    console = Console()
    with looking(config) as workspace:
        with watched(workspace) as shown:
            new = plan_new(shown, asked, How(into, owner.strip(), solo, optional, compress))
        maker = workspace.makers[new.into]()
        print_new(console, new, maker.cost(new.draft.rows))
        if not new.draft.rows or not agreed(f"Make these rows in “{new.into}”?", yes=yes):
            return 0
        with writing(workspace, config) as written:
            made = make(written, new, maker)
    print_made(console, new, len(made))
    return 0


def day_of(text: str) -> date:
    """Return the day that `--release-date` names. Raises `UsageError` for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(f'--release-date is "{text}", which is not a day', hint="write it as 2027-03-05") from error


def _words(text: str, what: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise UsageError(f"{what} is empty", hint="give it as people will know it")
    return words


def _tracks(tracks: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_words(track, "--track") for track in tracks))


def _cast(given: Sequence[str]) -> dict[str, str]:
    from rules.vocabulary.roles import role_of

    found: dict[str, str] = {}
    for each in given:
        role, _, name = each.partition("=")
        if not role_of(role) or not name.strip():
            raise UsageError(f'--cast is "{each}"', hint='write it as ROLE=NAME: --cast "designer=Dee Castro"')
        found[role_of(role)] = name.strip()
    return found
