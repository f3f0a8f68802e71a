"""The reports that every run leaves where the settings put them. A run that went well stays so without them."""

from __future__ import annotations

from pathlib import Path

from rules.errors import StreetdateError
from sync.report.file import append_text, report_folder, write_report
from sync.report.formats import FILES, rendered
from sync.report.overview import report_page
from sync.report.whole_page import whole_page
from sync.result import RunResult
from sync.settings.load import load
from sync.workspace import Workspace


def leave_reports(config: Path, workspace: Workspace, result: RunResult) -> tuple[StreetdateError, ...]:
    """Write the reports that the settings ask for; return what went wrong, each with what to do.

    Whatever happens here, the run is done and its writes are recorded: nothing is raised.
    """
    wanted = load(config).reports
    folder = report_folder(config, wanted)
    failed: list[StreetdateError] = []
    if not wanted.formats:
        return ()
    try:
        page = whole_page(workspace, result, folder)
    except Exception as error:
        return (_not_made("the report", error),)
    for format_ in dict.fromkeys(wanted.formats):
        path = folder / FILES[format_]
        try:
            write_report(path, rendered(format_, page, result))
        except Exception as error:
            failed.append(_not_made(path.name, error))
    return tuple(failed)


def append_summary(path: Path, workspace: Workspace, result: RunResult) -> tuple[StreetdateError, ...]:
    """Append the run's summary to a Markdown file; return what went wrong likewise."""
    from sync.report.summary import render_summary

    try:
        page = report_page(result, workspace.policy, workspace.store.memory(), workspace.rules)
        append_text(path, render_summary(page))
    except Exception as error:
        return (_not_made("the summary", error),)
    return ()


def _not_made(what: str, error: Exception) -> StreetdateError:
    if isinstance(error, StreetdateError):
        return error
    return StreetdateError(
        f"{what} could not be made: {type(error).__name__}",
        hint="the run itself is done; please report this as a bug in Streetdate",
    )
