"""How long Markdown, JSON and the agenda take: `python -m tests.benchmarks.report_texts`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import TypeVar

from rules.catalogue import ALL
from rules.engine import check
from rules.memory import NOTHING
from rules.model import Slate
from rules.policy import Policy
from rules.templates.agenda import UNPLANNED
from sync.observed import Observed
from sync.report.agenda import agenda_markdown
from sync.report.formats import rendered
from sync.report.overview import report_page
from sync.report.page import ReportPage
from sync.report.week import Remembered
from sync.report.weekly import agenda_of
from sync.result import Mode, RunResult
from sync.sight import Sight
from sync.turns import turns
from tests.benchmarks.label_slate import label_slate

T = TypeVar("T")


def main() -> None:
    for size in (1_000, 10_000):
        slate, policy = label_slate(size), Policy()
        now = slate.pulled_at
        report = check(slate, policy, now, NOTHING, ALL)
        sight = Sight(slate, Observed({}, frozenset(), {}), ALL, report.cannot_tell)
        turned = turns({}, report, lambda _: "plan", sight, now)
        result = RunResult("run", "label", Mode.CHECK, now, now, now, slate, report, turned)
        page, seconds = _timed(partial(report_page, result, policy, NOTHING, ALL))
        print(f"{size:>6} deliverables, {page.counts.total} gaps: the report's values {seconds:.3f} s")
        for format_ in ("markdown", "json"):
            text, seconds = _timed(partial(rendered, format_, page, result))
            print(f"       {format_:<9} {seconds:.3f} s, {len(text.encode()) / 1024:,.0f} KB")
        text, seconds = _timed(partial(_agenda, page, slate))
        print(f"       {'agenda':<9} {seconds:.3f} s, {len(text.encode()) / 1024:,.0f} KB")


def _agenda(page: ReportPage, slate: Slate) -> str:
    return agenda_markdown(agenda_of(page, slate, NOTHING, Remembered(), UNPLANNED))


def _timed(make: Callable[[], T]) -> tuple[T, float]:
    begun = perf_counter()
    made = make()
    return made, perf_counter() - begun


if __name__ == "__main__":
    main()
