"""Wrong days in the calendar file over every IANA zone and all clock changes, and how long 5,000 milestones take.

python -m tests.benchmarks.calendar_days
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from rules.catalogue import ALL
from rules.engine import check
from rules.memory import NOTHING
from rules.policy import Policy
from sync.calendar_file.file import CalendarFile
from sync.milestones.derive import milestones_of
from sync.milestones.milestone import Milestones
from tests.benchmarks.label_slate import NOW, label_slate
from tests.milestones.clients import ZONES, wrong_days, wrong_instants
from tests.milestones.memory import Remembered

YEARS = (2026, 2027)
SIZE = 5_000
T = TypeVar("T")


def main() -> None:
    for year in YEARS:
        shown, wrong = wrong_days(year)
        print(f"{year}: {wrong} wrong of {shown:,} all-day milestones in {len(ZONES)} zones, read by a second parser")
        shown, wrong = wrong_instants(year)
        print(f"{year}: {wrong} wrong of {shown:,} timed milestones around every clock change of every zone")
    policy = Policy(zone="Europe/Berlin")
    slate = label_slate(4_000)
    report = check(slate, policy, NOW, NOTHING, ALL)
    found = _timed("derived", lambda: milestones_of(slate, report, policy, "label", NOW))
    plan = replace(found, found=found.found[:SIZE])
    print(
        f"{len(found.found):,} milestones of {len(slate.releases)} releases; the first {len(plan.found):,} from here on"
    )
    with tempfile.TemporaryDirectory() as folder:
        file, memory = CalendarFile(Path(folder) / "milestones.ics", "label"), Remembered()
        _timed("published, all new", lambda: file.publish(plan, memory, NOW))
        print(f"{file.path.stat().st_size / 1024:,.0f} KB")
        _timed("published again, unchanged", lambda: file.publish(plan, memory, NOW))
        moved = replace(plan.found[0], title="Due: something else")
        changed = Milestones((moved, *plan.found[1:]))
        _timed("published again, one changed", lambda: file.publish(changed, memory, NOW + timedelta(hours=1)))
        _timed("published again, store lost", lambda: file.publish(changed, Remembered(), NOW + timedelta(hours=2)))


def _timed(what: str, do: Callable[[], T]) -> T:
    start = perf_counter()
    result = do()
    print(f"{what}: {perf_counter() - start:.3f} s")
    return result


if __name__ == "__main__":
    main()
