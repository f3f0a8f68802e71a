"""Requests and seconds of whole runs on Airtable that write, in real time, next to the least that its limit allows.

python -m tests.benchmarks.airtable_writing

Reads, judges, plans and writes with a store, as `streetdate run` does. The stand-in keeps Airtable's limits: five
requests a second for the base, and thirty seconds of refusals after a burst.
"""

from __future__ import annotations

from math import ceil
from time import perf_counter

from sync.guard import Guard
from tests.airtable_runs.team import AirtableTeam
from tests.connectors.airtable.plan import AirtablePlan
from tests.standins.clock import WallClock

ROWS, GAPS = 300, 100


def main() -> None:
    """Print one line for each run."""
    with AirtablePlan(clock=WallClock()) as plan:
        notes = {f"Work {number}": "blocker:Kaya" if number < GAPS else "" for number in range(ROWS)}
        team = AirtableTeam(plan, notes, waits=False)
        reading = 3 + ceil(ROWS / 100)  # Two for the webhook, once; one for the schema.
        _timed("the first run", team, reading + ceil(GAPS / 10) + GAPS)
        _timed("nothing changed", team, 1)
        for number in range(GAPS // 2):
            team.put(f"Work {number}", "blocker:Kaya warning:Ben")
        _timed("half of the gaps changed", team, 1 + ceil(GAPS / 20) + GAPS // 2)
        for number in range(GAPS):
            team.put(f"Work {number}", "")
        # Each comment is looked at before it goes: people may have answered it.
        _timed("all gaps closed", team, 1 + ceil(GAPS / 10) + 2 * GAPS)
        print(f"bursts of our own making: {sum(plan.service.limits.provoked.values())}")


def _timed(what: str, team: AirtableTeam, least: int) -> None:
    team.server.forget()
    began = perf_counter()
    result = team.run(lifted=frozenset(Guard))
    seconds = perf_counter() - began
    sent = len(team.server.journal)
    fastest = (ceil(sent / 5) - 1) * 1.0
    ratio = f", {seconds / fastest:.3f} times the {fastest:.0f} s that five a second allow" if fastest else ""
    print(
        f"{what}: {len(result.receipts)} writes in {sent} requests (at least {least}) and {seconds:.1f} s{ratio}",
        flush=True,
    )


if __name__ == "__main__":
    main()
