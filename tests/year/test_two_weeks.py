"""Two weeks of hourly runs; `python -m tests.benchmarks.year_of_runs` lives through the year."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.year.living import BEGIN, live
from tests.year.tools import TOOLS

DAYS = 14


@pytest.mark.parametrize("name", ["Notion", "Airtable Free"])
def test_every_gap_is_opened_and_closed_once_and_the_month_carries_it(name: str, tmp_path: Path) -> None:
    with TOOLS[name](BEGIN) as tool:
        lived = live(tool, DAYS, tmp_path)
        quota = tool.quota
    assert lived.wrong == []
    assert lived.right
    assert lived.runs == DAYS * 24
    assert sum(lived.opened.values()) > 20 < sum(lived.closed.values())
    assert max(lived.calls.values()) <= (quota or 10**6)
    assert lived.written["PostComment"] >= lived.written["RemoveComment"] > 5
    assert lived.store < 2_000_000
