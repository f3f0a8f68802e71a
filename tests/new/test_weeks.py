"""A plan from a template over the weeks: as long as work is done on its due day, no rule ever has anything to say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.new.plan import LAYOUTS, NOON, OUT, asked, gaps, label, made
from tests.new.working import work_until

TITLE = "Long Way Home"
OVER = OUT + timedelta(weeks=6)


def weeks() -> Iterator[datetime]:
    """Yield every Friday from the day on which the plan is made to six weeks after the release."""
    now = NOON
    while now.date() <= OVER:
        yield now
        now += timedelta(weeks=1)


def found_over_the_weeks(folder: Path, layout: str) -> dict[date, list[tuple[str, str, str]]]:
    """Work week by week, and return what the rules said in which."""
    found: dict[date, list[tuple[str, str, str]]] = {}
    for now in weeks():
        work_until(folder / "plan.xlsx", TITLE, now.date())
        with label(folder, layout, now=now) as workspace:
            if said := gaps(workspace, TITLE):
                found[now.date()] = said
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_single_is_silent_in_every_week(tmp_path: Path, layout: str) -> None:
    with label(tmp_path, layout) as workspace:
        made(workspace)
        made(workspace, asked("Teaser 2", "content", out=date(2027, 4, 1), within=TITLE))
    assert found_over_the_weeks(tmp_path, layout) == {}


@pytest.mark.parametrize("template", ["ep", "album"])
def test_a_longer_release_with_its_tracks_is_silent_in_every_week(tmp_path: Path, template: str) -> None:
    with label(tmp_path, "tables of everything") as workspace:
        made(workspace, asked(template=template, tracks=("Night Bus", "Cover Me", "Love, and Hate")))
    assert found_over_the_weeks(tmp_path, "tables of everything") == {}


def test_work_that_nobody_did_is_told_in_the_week_after(tmp_path: Path) -> None:
    layout = "tables of everything"
    with label(tmp_path, layout) as workspace:
        made(workspace)
    with label(tmp_path, layout, now=NOON + timedelta(weeks=16)) as workspace:
        assert {"PLN006"} <= {code for code, _, _ in gaps(workspace, TITLE)}
