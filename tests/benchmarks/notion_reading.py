"""Requests and seconds of full and idle reads of Notion, next to the least that the rate limit allows.

python -m tests.benchmarks.notion_reading

The least for everything is one request for each hundred rows of a data source, one for its columns, one for each
hundred members, and one for each list of people that a query cuts off. The stand-in keeps Notion's limit scaled down in
real time: 30 requests in 4 seconds instead of 180 in a minute.
"""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter

from connectors.calls.pace import Pace, Window
from connectors.notion.client import Notion
from connectors.notion.source import NotionSource
from sync.pictures import laid_over, picture_of
from tests.connectors.notion.reading import bound
from tests.standins.clock import Clock, WallClock
from tests.standins.notion import Workspace, relation, select, serve
from tests.standins.notion.columns import Columns

ROWS = (9_500, 4_000, 60)
MEMBERS = 250
TRUNCATED = 40
BUDGET, SECONDS = 30, 4.0


def main() -> None:
    """Print one line for each kind of read."""
    clock = Clock()
    workspace = Workspace(clock)
    token = workspace.connect()
    members = [workspace.member(f"Member {number}", f"m{number}@label.example") for number in range(MEMBERS)]
    releases = workspace.database("Releases", {"Title": "title", "Date": "date"})
    titles = [workspace.add_page(releases, {"Title": f"Release {number}"}) for number in range(ROWS[2])]
    sources = [releases]
    for title, rows in zip(("Tasks", "Handoffs"), ROWS, strict=False):
        columns: Columns = {"Name": "title", "Owner": "people", "Due": "date", "Notes": "rich_text"}
        columns |= {"State": select("Open", "Done"), "Release": relation(releases)}
        source = workspace.database(title, columns)
        sources.append(source)
        for number in range(rows):
            owners = members[:30] if title == "Tasks" and number < TRUNCATED else [members[number % MEMBERS]]
            values = {"Name": f"{title} {number}", "Owner": owners, "State": "Open", "Notes": "As agreed."}
            workspace.add_page(source, {**values, "Release": [titles[number % ROWS[2]]], "Due": "2026-11-20"})
    clock.advance(600)
    workspace.clock = wall = WallClock()
    workspace.limits.connection, workspace.limits.seconds = BUDGET, SECONDS
    bindings = [bound(source, *(prop.name for prop in source.properties.values())) for source in sources]
    least = sum(-(-rows // 100) for rows in ROWS) + len(ROWS) + -(-(MEMBERS + 2) // 100) + TRUNCATED
    with serve(workspace) as server:
        pace = Pace(Window(BUDGET, SECONDS))
        notion = Notion(token.secret, pace, address=server.url, timeout=60)
        reader = NotionSource("plan", notion, bindings, clock=wall.now, full_read=timedelta(hours=24))
        began = perf_counter()
        pull = reader.pull("")
        _tell("full read", len(pull.records), pull.requests, least, perf_counter() - began)
        picture = picture_of(pull)
        began = perf_counter()
        idle = laid_over(picture, reader.pull(picture.cursor))
        _tell("idle read", len(idle.records), idle.requests, len(ROWS), perf_counter() - began)
        print(f"refused by the rate limit: {workspace.limits.refused}")
        notion.close()


def _tell(what: str, rows: int, requests: int, least: int, seconds: float) -> None:
    allowed = (requests - 1) // BUDGET * SECONDS
    ratio = f", {seconds / allowed:.3f} times the {allowed:.0f} s that the rate limit allows" if allowed else ""
    print(f"{what}: {rows:,} rows, {requests} requests (at least {least}), {seconds:.2f} s{ratio}")


if __name__ == "__main__":
    main()
