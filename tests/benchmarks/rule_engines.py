"""The same ten rules on the same deliverables: Streetdate beside a general rule engine (zen-engine), in one run.

    python -m tests.benchmarks.rule_engines

zen-engine is the fastest of the general engines that were tried for this project. It is given rows that are already
flat dictionaries, which a team's plan never is; ours starts from the model and builds its own view of each release.
It is shown twice: one expression per rule, as rules are written, and all ten merged by hand into one expression.
"""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from time import perf_counter

import zen

from rules.catalogue import by_code
from rules.engine import check
from rules.memory import NOTHING
from rules.model import Deliverable, Release, Standing, Unknown
from rules.policy import Policy, Thresholds
from rules.rule import Rule
from tests.benchmarks.label_slate import NOW, label_slate

SIZE = 20_000
RULES: dict[str, str] = {
    "OWN001": "open and owners == 0 and not inherited",
    "OWN002": "open and owners > 1",
    "OWN003": "open and owners == 1 and (standing == 'group' or standing == 'placeholder')",
    "OWN004": "open and owners == 1 and standing == 'role'",
    "OWN005": "open and owners == 1 and (left or standing == 'stranger')",
    "OWN006": "open and owners == 0 and inherited",
    "OWN007": "open and title in umbrella",
    "PLN003": "open and due == null",
    "PLN004": "open and due != null and due > releaseDay",
    "PLN006": "stated and open and due != null and due < today",
}


def row(item: Deliverable, release: Release, umbrella: list[str]) -> dict[str, object]:
    """Return the flat row that a general engine wants."""
    owner = item.owner
    return {
        "open": item.open,
        "stated": not isinstance(item.state, Unknown),
        "owners": len(item.owners) if isinstance(item.owners, tuple) else -1,
        "inherited": item.inherited_owner is not None,
        "standing": (owner.standing if owner else Standing.PERSON).value,
        "left": bool(owner and owner.left),
        "title": item.title.casefold(),
        "umbrella": umbrella,
        "due": item.due.toordinal() if isinstance(item.due, date) else None,
        "releaseDay": release.date.toordinal() if isinstance(release.date, date) else 10**9,
        "today": NOW.date().toordinal(),
    }


def best_of(times: int, work: Callable[[], Counter[str]]) -> tuple[float, Counter[str]]:
    """Return the seconds of the fastest of several runs, and what was found."""
    best, found = float("inf"), Counter[str]()
    for _ in range(times):
        gc.collect()
        start = perf_counter()
        found = work()
        best = min(best, perf_counter() - start)
    return best, found


def main() -> None:
    slate = label_slate(SIZE)
    ours: tuple[Rule, ...] = tuple(rule for code in RULES if (rule := by_code(code)) is not None)
    umbrella = list(Thresholds().umbrella_names)
    rows = [row(d, release, umbrella) for release in slate.releases for d in release.deliverables]
    separate = [(code, zen.compile_expression(text)) for code, text in RULES.items()]
    merged = zen.compile_expression(f"[{', '.join(f'({text}) ? 1 : 0' for text in RULES.values())}]")
    codes = list(RULES)

    def streetdate() -> Counter[str]:
        return Counter(v.code for v in check(slate, Policy(), NOW, NOTHING, ours).violations)

    def zen_separate() -> Counter[str]:
        return Counter(code for code, expression in separate for flat in rows if expression.evaluate(flat))

    def zen_merged() -> Counter[str]:
        return Counter(code for flat in rows for code, hit in zip(codes, merged.evaluate(flat), strict=True) if hit)

    print(f"{len(ours)} rules, {len(rows):,} deliverables, one core, python {sys.version.split()[0]}")
    print(f"{'':34} {'seconds':>8} {'row·rules/s':>12} {'times':>6}  found")
    results = {
        "zen-engine, one expression a rule": best_of(3, zen_separate),
        "zen-engine, ten rules in one": best_of(3, zen_merged),
        "streetdate": best_of(3, streetdate),
    }
    mine = results["streetdate"][0]
    for name, (seconds, found) in results.items():
        rate = len(rows) * len(ours) / seconds
        print(f"{name:34} {seconds:>8.3f} {rate:>12,.0f} {seconds / mine:>6.1f}  {sum(found.values()):,}")
    if len({tuple(sorted(found.items())) for _, found in results.values()}) != 1:
        print("the engines disagree:", *(f"{name}: {dict(found)}" for name, (_, found) in results.items()), sep="\n  ")


if __name__ == "__main__":
    main()
