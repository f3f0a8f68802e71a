"""A label's report of any size: the slate of the benchmarks, with links to records and plausible titles."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from rules.catalogue import ALL
from rules.engine import check
from rules.memory import NOTHING
from rules.model import Deliverable, Ref, Release, Slate, SourceRead
from rules.policy import Policy
from sync.gap import Gap
from sync.life import Life
from sync.report.overview import report_page
from sync.report.page import MonthPage, ReportPage
from sync.result import Mode, RunResult
from sync.review.measures import measures_of
from sync.review.past import Past
from sync.turns import Turns
from tests.benchmarks.label_slate import NOW, label_slate

_FIRST = ("Night", "Glass", "Paper", "First", "Slow", "Velvet", "Harbour", "Neon", "Salt", "Winter")
_SECOND = ("Bus", "Hours", "Moons", "Light", "Rivers")
_RECORD = "https://www.notion.so/night-shift/1f3c9a{number:026x}"


def label_page(deliverables: int) -> ReportPage:
    """Return the report on about that many deliverables, all of its gaps new."""
    slate = _named(label_slate(deliverables))
    read = SourceRead("plan", "notion", "Release plan", NOW, records=deliverables, requests=deliverables // 100 + 1)
    slate = replace(slate, sources=(read,))
    report = check(slate, Policy(), NOW, NOTHING, ALL)
    gaps = [Gap.of(violation) for violation in report.violations]
    lives = {gap.fingerprint: Life(gap, "plan", NOW, NOW) for gap in gaps}
    result = RunResult(
        "run-1", "Night Shift Records", Mode.CHECK, NOW, NOW, NOW, slate, report, Turns(lives, new=tuple(lives))
    )
    page = report_page(result, Policy(), NOTHING, ALL)
    # Looked back on from a day on which they are out, so that there is something to show.
    past = Past(page.title, slate, NOTHING, (), (), Policy(), NOW + timedelta(days=200))
    return replace(
        page, figures=measures_of(past, past.today), reviews=(MonthPage("July 2026", "review-2026-07.html"),)
    )


def _named(slate: Slate) -> Slate:
    return replace(slate, releases=tuple(_release(number, one) for number, one in enumerate(slate.releases)))


def _release(number: int, release: Release) -> Release:
    first, second = _FIRST[number % len(_FIRST)], _SECOND[number // len(_FIRST) % len(_SECOND)]
    again = number // (len(_FIRST) * len(_SECOND))
    title = f"{first} {second}{f' {again + 1}' if again else ''}"
    work = tuple(_work(number * 1000 + place, item) for place, item in enumerate(release.deliverables))
    return replace(release, title=title, artist="Kaya Moon", deliverables=work)


def _work(number: int, item: Deliverable) -> Deliverable:
    ref = Ref("notion", item.ref.container, item.ref.record, _RECORD.format(number=number))
    return replace(item, title=item.title.capitalize(), ref=ref)
