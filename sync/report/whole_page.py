"""The report with what only the store and its folder know: how the team's system works, and which reviews were made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from sync.assembly.facts import title_key
from sync.report.overview import report_page
from sync.report.page import MonthPage, ReportPage
from sync.result import RunResult
from sync.review.files import pages_in
from sync.review.gather import past_of
from sync.review.measures import measures_of
from sync.workspace import Workspace


def whole_page(workspace: Workspace, result: RunResult, folder: Path | None) -> ReportPage:
    """Return the report of one run. It leads to the reviews that lie in `folder`, where it is about to lie as well;
    to none where nobody knows its place.

    Raises `StoreError` when the store cannot be read.
    """
    memory = workspace.store.memory()
    page = report_page(result, workspace.policy, memory, workspace.rules)
    past = past_of(workspace, result.slate, memory, result.as_of)
    page = replace(page, figures=measures_of(past, past.today))
    return page if folder is None else with_reviews(page, folder)


def with_reviews(page: ReportPage, folder: Path) -> ReportPage:
    """Return the report with links to the pages of reviews in a folder."""
    found = pages_in(folder, (release.title for release in page.releases))
    names = {release.key: found.releases.get(title_key(release.title), "") for release in page.releases}
    return replace(
        page,
        releases=tuple(replace(release, review=quote(names[release.key])) for release in page.releases),
        reviews=tuple(MonthPage(month.words, quote(name)) for month, name in found.months),
    )
