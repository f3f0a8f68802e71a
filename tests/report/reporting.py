"""Reports of made-up runs: real slates, really checked, with the lives of earlier runs where a test names some."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from connectors.errors import SourceUnreadable
from rules.catalogue import ALL
from rules.engine import check
from rules.memory import NOTHING, Memory
from rules.model import Person, Release, Slate, SourceRead
from rules.policy import Policy
from rules.samples import MONDAY, slate
from sync.life import Life
from sync.observed import Observed
from sync.report.overview import report_page
from sync.report.page import ReportPage
from sync.result import Mode, RunResult, Unread
from sync.sight import Sight
from sync.turns import turns


def result_of(
    *releases: Release,
    now: datetime = MONDAY,
    policy: Policy | None = None,
    memory: Memory = NOTHING,
    people: Iterable[Person] = (),
    before: Iterable[Life] = (),
    down: str = "",
) -> RunResult:
    """Return what a check of these releases found. `down` is why the one source could not be read completely."""
    known = slate(*releases, people=tuple(people), pulled_at=now)
    read = SourceRead("plan", "workbook", "plan.xlsx", now, records=7, complete=not down, requests=1, error=down)
    whole = Slate(known.releases, now, known.people, known.people_known, (read,))
    policy = policy or Policy()
    report = check(whole, policy, now, memory, ALL)
    observed = Observed({}, frozenset() if down else frozenset({"plan"}), {})
    sight = Sight(whole, observed, ALL, report.cannot_tell)
    lives = {life.gap.fingerprint: life for life in before}
    return RunResult(
        id="run-1",
        workspace="night shift",
        mode=Mode.CHECK,
        started=now,
        finished=now,
        as_of=now,
        slate=whole,
        report=report,
        turns=turns(lives, report, lambda _: "plan", sight, now),
        unread=(Unread("plan", SourceUnreadable(down)),) if down else (),
        requests={"plan": 1},
    )


def page_of(result: RunResult, policy: Policy | None = None, memory: Memory = NOTHING) -> ReportPage:
    """Return the report of a run."""
    return report_page(result, policy or Policy(), memory, ALL)


def life_of(result: RunResult, code: str, **changes: str) -> Life:
    """Return the life of the first gap of a code, changed: one that earlier runs knew and this one does not find."""
    life = next(life for life in result.turns.lives.values() if life.gap.code == code)
    return replace(life, gap=replace(life.gap, **changes))  # type: ignore[arg-type]
