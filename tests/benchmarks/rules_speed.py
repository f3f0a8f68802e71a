"""All rules over 1,000 to 100,000 deliverables, and a re-check after one record changed.

python -m tests.benchmarks.rules_speed
"""

from __future__ import annotations

import gc
import resource
import sys
from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter

from rules.catalogue import ALL
from rules.engine import Checker, check
from rules.memory import NOTHING
from rules.model import Slate
from rules.policy import Policy
from rules.rule import Rule
from sync.cli import collect_seldom
from tests.benchmarks.label_slate import NOW, PER_RELEASE, label_slate

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 7
"""On a shared machine one and the same check takes up to two thirds longer the next second: the best counts."""
COORDINATION = ("OWN", "HND", "GAT", "DEP", "PLN")


def timed(slate: Slate, policy: Policy, rules: Sequence[Rule]) -> tuple[float, int]:
    """Return the best of several checks in seconds, and how many violations were found."""
    gc.collect()
    best, found = float("inf"), 0
    for _ in range(ROUNDS):
        start = perf_counter()
        report = check(slate, policy, NOW, NOTHING, rules)
        best, found = min(best, perf_counter() - start), len(report.violations)
    return best, found


def main() -> None:
    collect_seldom()
    policy = Policy()
    print(f"{len(ALL)} rules, one core, python {sys.version.split()[0]}, best of {ROUNDS}")
    print(f"{'deliverables':>12} {'releases':>9} {'seconds':>8} {'µs/deliverable':>15} {'found':>7}")
    for size in SIZES:
        slate = label_slate(size)
        best, found = timed(slate, policy, ALL)
        print(f"{size:>12,} {size // PER_RELEASE:>9,} {best:>8.3f} {best / size * 1e6:>15.2f} {found:>7,}")
    coordination = [rule for rule in ALL if rule.code[:3] in COORDINATION]
    best, _ = timed(slate, policy, coordination)
    print(f"the {len(coordination)} rules of coordination and planning alone: {best:.3f} s")
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
