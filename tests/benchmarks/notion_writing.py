"""Requests and seconds of whole runs on Notion that write, next to the least that the rate limit allows.

python -m tests.benchmarks.notion_writing

Reads, judges, plans and writes with a store, as `streetdate run` does. The stand-in keeps Notion's limit scaled down in
real time: 30 requests in 4 seconds instead of 180 in a minute. Only the minutes between two runs are left out.
"""

from __future__ import annotations

from contextlib import closing
from math import ceil
from time import perf_counter

from connectors.calls.pace import Pace, Window
from connectors.notion.client import Notion
from sync.guard import Guard
from tests.benchmarks.notion_label import PastClock
from tests.connectors.notion.plan import NotionPlan
from tests.notion_runs.team import NotionTeam

ROWS, GAPS = 250, 100
BUDGET, SECONDS = 30, 4.0
BETWEEN = 10
"""Minutes from one run to the next."""


def main() -> None:
    """Print one line for each run."""
    with NotionPlan() as plan:
        clock = PastClock()
        plan.workspace.clock = plan.server.clock = clock
        limits = plan.workspace.limits
        limits.connection, limits.seconds = BUDGET, SECONDS
        notes = {f"Work {number}": "blocker:Kaya" if number < GAPS else "" for number in range(ROWS)}
        team = NotionTeam(plan, notes, waits=False)
        clock.skip(BETWEEN)
        _timed(
            "the first run", team, clock, ceil(ROWS / 100) + 2 + 2 * GAPS
        )  # One for the schema, one for the members.
        _timed("nothing changed", team, clock, 1)
        for number in range(GAPS // 2):
            team.put(f"Work {number}", "blocker:Kaya warning:Ben")
        _timed("half of the gaps changed", team, clock, 1 + GAPS)
        for number in range(GAPS // 2):
            team.put(f"Work {number}", "blocker:Kaya blocker:Dee")
        # Besides both writes, somebody new is told in an answer, which is looked for first.
        _timed("somebody new must act on those", team, clock, 1 + 2 * GAPS)
        for number in range(GAPS):
            team.put(f"Work {number}", "")
        # Each thread is looked at before our comment and our answers go: people may have answered.
        _timed("all gaps closed", team, clock, 1 + 3 * GAPS + GAPS // 2)
        print(f"refused by the rate limit: {limits.refused}")


def _timed(what: str, team: NotionTeam, clock: PastClock, least: int) -> None:
    server = team.server
    server.forget()
    team.plan.workspace.limits.windows.clear()  # The last run was minutes ago.
    pace = Pace(Window(BUDGET, SECONDS))
    with closing(Notion(team.plan.token.secret, pace, address=server.url, timeout=60)) as notion:
        began = perf_counter()
        result = team.run(notion, lifted=frozenset(Guard))
        seconds = perf_counter() - began
    sent = len(server.journal)
    allowed = (sent - 1) // BUDGET * SECONDS
    ratio = f", {seconds / allowed:.3f} times the {allowed:.0f} s that the rate limit allows" if allowed else ""
    print(
        f"{what}: {team.writes()} writes in {sent} requests (at least {least}) and {seconds:.2f} s{ratio}; "
        f"{len(result.receipts)} receipts",
        flush=True,
    )
    clock.skip(BETWEEN)


if __name__ == "__main__":
    main()
