"""The formats of the report, each one small module; a format is imported when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sync.report.page import ReportPage
    from sync.result import RunResult

FILES: dict[str, str] = {"html": "report.html", "markdown": "report.md", "json": "report.json"}
"""Every format that is left as a file, and the file's name."""


def rendered(format_: str, page: ReportPage, result: RunResult) -> str:
    """Return the report in one format of `FILES`, or as the text that a terminal shows."""
    match format_:
        case "html":
            from sync.report.html.render import render_html

            return render_html(page)
        case "markdown":
            from sync.report.markdown import render_markdown

            return render_markdown(page)
        case "json":
            from sync.report.report_document import report_document

            return report_document(page, result).model_dump_json(by_alias=True, indent=2) + "\n"
        case _:
            return _text(result)


def _text(result: RunResult) -> str:
    from io import StringIO

    from rich.console import Console

    from sync.report.terminal import print_report

    out = StringIO()
    print_report(Console(file=out, width=100), result.report, result.sources, result.as_of)
    return out.getvalue()
