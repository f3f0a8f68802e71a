"""`streetdate review`: what a release or a month teaches, written down on consent, and into the templates."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sync.cli.options import config_option
from sync.errors import UsageError

if TYPE_CHECKING:
    from sync.review.made import Made
    from sync.settings.schema import Settings
    from sync.workspace import Workspace

_STDOUT = "-"


@dataclass(frozen=True, slots=True)
class _Asked:
    title: str | None
    month: str | None
    yes: bool
    accept: bool


@click.command()
@click.argument("title", required=False, metavar="[RELEASE]")
@click.option(
    "--month", is_flag=False, flag_value="", metavar="[2026-10]", help="Review a month instead; this one by default."
)
@config_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "html", "markdown", "json")),
    default="text",
    show_default=True,
    help="What to make.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help='The file; "-" is standard output.  [default: for html review-NAME.html where the reports lie, else printed]',
)
@click.option("--yes", is_flag=True, help="Write the answers into the team's review record without asking.")
@click.option("--accept", is_flag=True, help="Change the template's lead times as proposed, without asking.")
def command(
    title: str | None, month: str | None, config: Path, format_: str, out: Path | None, yes: bool, accept: bool
) -> int:
    """Look back on RELEASE, or on a month: what was late and why, which rules fired and for how long, how long things
    took against the plan, whether the date moved. All of it is figures of the plan and of earlier runs.

    On consent the answers go into the empty cells of the team's own review record. Where three releases or more say
    that a template's lead times are wrong, other ones are proposed, and written only when accepted.
    """
    if (title is None) == (month is None):
        raise UsageError("say what to review", hint='streetdate review "Night Bus", or streetdate review --month')
    asked = _Asked(title, month, yes, accept)
    asking = format_ == "text" and out is None and sys.stdin.isatty()
    return _review(config, asked, format_, out, asking=asking)


def _review(config: Path, asked: _Asked, format_: str, out: Path | None, *, asking: bool) -> int:
    from sync.bootstrap import open_workspace
    from sync.cli.progress import progress
    from sync.cli.work import complain
    from sync.review.gather import gather
    from sync.review.made import made_of
    from sync.settings.load import load

    settings = load(config)
    with progress() as tell:
        workspace = open_workspace(config, writing=asked.yes or asking, progress=tell, targets=False)
        try:
            gathered = gather(workspace, remembers=_remembers(settings, config))
            made = made_of(gathered, asked.title, asked.month, settings, config.resolve().parent)
            tell("")
            _show(made, format_, out or _place(made, format_, settings, config))
            _record(workspace, made, yes=asked.yes, asking=asking, shown=format_ == "text" and out is None)
            _learn(made, settings, config, accept=asked.accept, asking=asking)
        finally:
            workspace.close()
    complain(gathered.judged.pulled.unread, ())
    return 0 if all(source.complete for source in gathered.past.slate.sources) else 3


def _remembers(settings: Settings, config: Path) -> bool:
    import os

    from sync.settings.store import MEMORY, store_place

    return store_place(settings.store, config.resolve().parent, os.environ) != MEMORY


def _place(made: Made, format_: str, settings: Settings, config: Path) -> Path:
    """Return where a review goes by itself: a page beside the report, which leads to it by its name."""
    if format_ != "html":
        return Path(_STDOUT)
    from sync.report.file import report_folder

    return report_folder(config, settings.reports) / made.file


def _show(made: Made, format_: str, place: Path) -> None:
    if str(place) == _STDOUT:
        click.echo(_rendered(made, format_, ""), nl=False)
        return
    from sync.report.file import write_report
    from sync.report.formats import FILES

    report = FILES["html"] if (place.parent / FILES["html"]).is_file() else ""
    write_report(place, _rendered(made, format_, report))
    click.echo(f"wrote {place.name}")
    if report and place.name == made.file:
        click.echo(f"{report} leads to it from the next run on")


def _rendered(made: Made, format_: str, report: str) -> str:
    """Return the review; a page leads back to the report, unless that is ""."""
    if format_ == "html":
        from sync.review.html import review_html

        return review_html(made.sheet, report)
    if format_ == "markdown":
        from sync.review.markdown import review_markdown

        return review_markdown(made.sheet)
    if format_ == "json":
        return f"{made.document().model_dump_json(by_alias=True, indent=2)}\n"
    from sync.review.text import review_text

    return review_text(made.sheet, sys.stdout.isatty())


def _record(workspace: Workspace, made: Made, *, yes: bool, asking: bool, shown: bool) -> None:
    """Write the answers on consent. What is said stays off standard output where that holds the review for others."""
    from rules.wording import counted
    from sync.cli.consent import agreed
    from sync.report.harmless import harmless
    from sync.review.writing import write_record

    recording = made.recording
    err = not shown
    if not (yes or asking or shown):
        return
    if shown:
        click.echo()
    for said in recording.said:
        click.echo(harmless(f"not written: {said}"), err=err)
    if not recording.writes:
        click.echo("Nothing to write into the review record.", err=err)
        return
    row = "a new row" if recording.row is not None else f"{counted(len(recording.cells), 'empty cell')} of"
    question = harmless(f"Write these answers into {row} “{recording.title}” in “{recording.source}”?")
    if shown and not yes and not asking:
        click.echo(question)
    if agreed(question, yes=yes):
        for said in write_record(workspace, recording):
            click.echo(harmless(said), err=err)


def _learn(made: Made, settings: Settings, config: Path, *, accept: bool, asking: bool) -> None:
    """Change the templates on consent."""
    from sync.cli.consent import agreed
    from sync.report.harmless import harmless
    from sync.review.template_file import accept as write

    changes = [each for each in made.lessons if each.diff]
    if accept and not changes:
        click.echo("No change of a template is proposed.", err=True)
    for each in changes:
        name = each.proposal.template.name
        if accept or (asking and agreed(f"Change the template “{harmless(name)}” as shown?", yes=False)):
            file = write(each.after, name, config, settings)
            click.echo(harmless(f"wrote {file.parent.name}/{file.name}"), err=True)
