"""What every form of the report says of a source whose tool limits its requests, and of what a read cannot show."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from rules.model import Budget
from rules.samples import MONDAY, release
from sync.report.document import check_document
from sync.report.html.render import render_html
from sync.report.markdown import render_markdown
from sync.report.terminal import print_report
from sync.result import RunResult
from tests.report.reporting import page_of, result_of

UNSEEN = "Renamed options are seen when everything is read again, every 86 hours"
BUDGET = "412 of 1,000 requests of this month used, 1,093 expected by its end"


@pytest.fixture
def limited() -> RunResult:
    result = result_of(release())
    (read,) = result.sources
    read = replace(read, budget=Budget(412, 1_093, 1_000), unseen=UNSEEN)
    return replace(result, slate=replace(result.slate, sources=(read,)))


def in_terminal(result: RunResult) -> str:
    console = Console(file=io.StringIO(), width=200)
    print_report(console, result.report, result.sources, MONDAY)
    written = console.file
    assert isinstance(written, io.StringIO)
    return written.getvalue()


def test_the_budget_and_what_is_not_seen_stand_in_every_form(limited: RunResult) -> None:
    page = page_of(limited)
    for text in (in_terminal(limited), render_markdown(page), render_html(page)):
        assert BUDGET in text
        assert UNSEEN in text


def test_a_program_reads_them_as_numbers(limited: RunResult) -> None:
    (read,) = check_document(limited.report, limited.sources, limited.as_of).sources
    assert read.budget is not None
    assert (read.budget.used, read.budget.projected, read.budget.limit) == (412, 1_093, 1_000)
    assert read.unseen == UNSEEN


def test_where_nothing_is_limited_nothing_is_said() -> None:
    result = result_of(release())
    (read,) = check_document(result.report, result.sources, result.as_of).sources
    assert (read.budget, read.unseen) == (None, "")
    for text in (in_terminal(result), render_markdown(page_of(result)), render_html(page_of(result))):
        assert "of this month used" not in text
