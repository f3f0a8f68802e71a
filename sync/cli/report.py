"""`streetdate report`: the whole picture as a page, a document or a text; the weekly agenda; the history of a gap."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from sync.cli.options import as_of_option, config_option
from sync.errors import UsageError

if TYPE_CHECKING:
    from sync.result import RunResult
    from sync.workspace import Workspace

TEXT, MARKDOWN, JSON, HTML, ICS = "text", "markdown", "json", "html", "ics"
STDOUT = "-"
AGENDA = "agenda.md"


@click.command()
@config_option
@as_of_option
@click.option(
    "--format",
    "format_",
    type=click.Choice((HTML, MARKDOWN, JSON, TEXT, ICS)),
    help="What to make.  [default: html; text with --weekly and --history]",
)
@click.option("--weekly", is_flag=True, help="The agenda of the ops meeting (text, markdown).")
@click.option(
    "--history", metavar="GAP", help="What happened to a gap: its fingerprint, or the record it is on (text, json)."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help='The file; "-" is standard output.  [default: report.html, report.md, report.json or agenda.md where '
    "runs leave their reports; text and ics are printed]",
)
def command(
    config: Path, as_of: str | None, format_: str | None, weekly: bool, history: str | None, out: Path | None
) -> int:
    """Read the plan and report ownership, handoffs, approvals and gaps. Writes nothing in the tools or the store.

    Every run leaves the same report by itself; see "reports" in the settings.
    """
    format_ = _chosen(format_, weekly=weekly, history=history)
    if history is not None:
        _deliver(_history(config, history, format_), out or Path(STDOUT))
        return 0
    place = out or _place(config, format_, weekly=weekly)
    result, text = _report(config, as_of, format_, place, weekly=weekly)
    _deliver(text, place)
    from sync.cli.work import finish

    return finish(result)


def _chosen(format_: str | None, *, weekly: bool, history: str | None) -> str:
    if weekly and history is not None:
        raise UsageError("--weekly and --history are two reports", hint="ask for one of them")
    allowed = (TEXT, MARKDOWN) if weekly else (TEXT, JSON) if history is not None else (HTML, MARKDOWN, JSON, TEXT, ICS)
    chosen = format_ or allowed[0]
    if chosen not in allowed:
        asked = "--weekly" if weekly else "--history"
        raise UsageError(f"{asked} cannot be made as {chosen}", hint=f"choose --format {' or '.join(allowed)}")
    return chosen


def _report(config: Path, as_of: str | None, format_: str, place: Path, *, weekly: bool) -> tuple[RunResult, str]:
    from sync.bootstrap import open_workspace, real_now
    from sync.cli.options import instant
    from sync.cli.progress import progress
    from sync.report.formats import rendered
    from sync.report.whole_page import whole_page
    from sync.result import Mode
    from sync.run import run

    with progress() as tell:
        workspace = open_workspace(config, writing=False, progress=tell)
        try:
            now = instant(as_of, workspace.policy.zone, real_now()) if as_of is not None else None
            result = run(workspace, Mode.CHECK, now)
            if weekly:
                return result, _agenda(workspace, result, format_)
            if format_ == ICS:
                return result, _calendar(workspace, result)
            page = whole_page(workspace, result, None if str(place) == STDOUT else place.parent)
            return result, rendered(format_, page, result)
        finally:
            workspace.close()


def _agenda(workspace: Workspace, result: RunResult, format_: str) -> str:
    from sync.report.agenda import agenda_markdown, agenda_text
    from sync.report.week import Week, remembered
    from sync.report.weekly import agenda_of
    from sync.report.whole_page import whole_page

    page = whole_page(workspace, result, None)
    past_week = remembered(workspace.store, Week.of(page.as_of))
    agenda = agenda_of(page, result.slate, workspace.store.memory(), past_week, workspace.meeting)
    agenda = replace(agenda, figures=page.figures)
    return agenda_markdown(agenda) if format_ == MARKDOWN else agenda_text(agenda)


def _calendar(workspace: Workspace, result: RunResult) -> str:
    """Return the calendar file that a run would leave now."""
    from sync.milestones.derive import milestones_of

    if workspace.calendar is None:
        raise UsageError(
            "the settings want no milestones", hint='name some in "calendar.milestones", or take the setting out'
        )
    milestones = milestones_of(
        result.slate, result.report, workspace.policy, workspace.name, result.as_of, result.turns.kept_gaps
    )
    return workspace.calendar.planned(milestones, workspace.store, result.started).data.decode("utf-8")


def _history(config: Path, named: str, format_: str) -> str:
    from datetime import UTC, datetime

    from sync.bootstrap import open_workspace
    from sync.report.history import histories, history_text

    workspace = open_workspace(config, writing=False, progress=lambda _: None)
    try:
        found = histories(workspace.store.happenings(datetime.min.replace(tzinfo=UTC)), named)
    finally:
        workspace.close()
    if not found:
        raise UsageError(
            f'no run has seen a gap with the fingerprint, or on the record, "{named}"',
            hint="fingerprints and records are in: streetdate check --format json",
        )
    if format_ == JSON:
        from sync.report.history_document import history_document

        return history_document(named, found).model_dump_json(by_alias=True, indent=2) + "\n"
    return history_text(found, ZoneInfo(workspace.policy.zone))


def _place(config: Path, format_: str, *, weekly: bool) -> Path:
    if format_ in (TEXT, ICS):
        return Path(STDOUT)
    from sync.report.file import report_folder
    from sync.report.formats import FILES
    from sync.settings.load import load

    return report_folder(config, load(config).reports) / (AGENDA if weekly else FILES[format_])


def _deliver(text: str, place: Path) -> None:
    if str(place) == STDOUT:
        click.echo(text, nl=False)
        return
    from sync.report.file import write_report

    write_report(place, text)
    click.echo(f"wrote {place.name}")
