"""All rules over 1,000 to 100,000 deliverables, and a re-check after one record changed.

python -m tests.benchmarks.rules_speed
"""

from __future__ import annotations

import gc
import resource
import sys
from dataclasses import replace
from time import perf_counter

from rules.catalogue import ALL
from rules.engine import Checker, check
from rules.memory import NOTHING
from rules.policy import Policy
from tests.benchmarks.label_slate import NOW, PER_RELEASE, label_slate

SIZES = (1_000, 10_000, 100_000)


def main() -> None:
    policy = Policy()
    print(f"{len(ALL)} rules, one core, python {sys.version.split()[0]}")
    print(f"{'deliverables':>12} {'releases':>9} {'seconds':>8} {'µs/deliverable':>15} {'found':>7}")
    for size in SIZES:
        slate = label_slate(size)
        gc.collect()
        best = float("inf")
        for _ in range(3):
            start = perf_counter()
            report = check(slate, policy, NOW, NOTHING, ALL)
            best = min(best, perf_counter() - start)
        found = len(report.violations)
        print(f"{size:>12,} {size // PER_RELEASE:>9,} {best:>8.3f} {best / size * 1e6:>15.2f} {found:>7,}")
    checker = Checker(slate, policy, NOW, NOTHING, ALL)
    target = slate.releases[len(slate.releases) // 2]
    changed = replace(target, deliverables=(replace(target.deliverables[0], owners=()), *target.deliverables[1:]))
    times = []
    for release in (changed, target) * 10:
        start = perf_counter()
        checker.recheck(release)
        times.append(perf_counter() - start)
    print(f"re-check after one changed record: {sorted(times)[len(times) // 2] * 1000:.2f} ms (median of {len(times)})")
    print(f"peak memory of the whole process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
