"""Requests and seconds of full and idle reads of a base in real time, next to pyairtable with its own defaults.

python -m tests.benchmarks.airtable_reading

The stand-in keeps Airtable's limits: five requests a second for the base, and thirty seconds of refusals after a burst.
"""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter

import pyairtable
import requests

from connectors.airtable.client import Airtable
from connectors.airtable.source import AirtableSource
from connectors.calls.pace import Pace, Window
from sync.pictures import laid_over, picture_of
from tests.connectors.airtable.reading import UNLIMITED, bound
from tests.standins.airtable import Airtable as Service
from tests.standins.airtable import NewField, Role, serve
from tests.standins.airtable.base import Base
from tests.standins.clock import WallClock
from tests.standins.serving import Server

ROWS = (9_500, 400, 60, 30, 10)


def main() -> None:
    """Print one line for each kind of read and each reader."""
    wall = WallClock()
    service = Service(wall)
    robot = service.service_account("Streetdate")
    base = service.base("Plan")
    base.share(robot, Role.CREATE)
    for place, rows in enumerate(ROWS):
        table = base.add_table(
            f"Table {place}", [NewField("Name"), NewField("State", "singleSelect", ("Open", "Done"))]
        )
        for number in range(rows):
            table.add({"Name": f"Record {number}", "State": "Open"})
    token = service.token(robot).secret
    bindings = [bound(table, "Name", "State") for table in base.tables.values()]
    with serve(service) as server:
        airtable = Airtable(
            token, base.id, (Pace(Window(5, 1.0)), Pace(Window(50, 1.0))), address=server.url, timeout=60
        )
        source = AirtableSource(
            "plan", airtable, bindings, clock=wall.now, full_read=timedelta(hours=24), allowance=UNLIMITED,
            webhook=True, running=True,
        )  # fmt: skip
        began = perf_counter()
        pull = source.pull("")
        least = 1 + sum(-(-rows // 100) for rows in ROWS)  # The webhook takes two more, once.
        _tell("full read", len(pull.records), pull.requests, least + 2, perf_counter() - began)
        picture = picture_of(pull)
        began = perf_counter()
        idle = laid_over(picture, source.pull(picture.cursor))
        _tell("idle read", len(idle.records), idle.requests, 1, perf_counter() - began)
        print(f"  bursts of ours: {sum(service.limits.provoked.values())}; cursor {len(picture.cursor):,} characters")
        airtable.close()
        wall.sleep(1.5)
        _by_pyairtable(token, base, server)
        print(f"  bursts of pyairtable's: {sum(service.limits.provoked.values())}")


def _by_pyairtable(token: str, base: Base, server: Server) -> None:
    api = pyairtable.Api(token, endpoint_url=server.url)
    server.forget()
    began, read = perf_counter(), 0
    try:
        for table in base.tables:
            read += len(api.table(base.id, table).all())
    except requests.RequestException as error:
        print(f"pyairtable's defaults: gave up with {type(error).__name__}", end="; ")
    sent = sum(server.counts().values())
    print(f"{read:,} records, {sent} requests, {perf_counter() - began:.2f} s")
    api.session.close()


def _tell(what: str, records: int, sent: int, least: int, seconds: float) -> None:
    allowed = (sent - 1) // 5
    print(
        f"{what}: {records:,} records, {sent} requests (at least {least}), {seconds:.2f} s "
        f"(five a second allow {allowed:.2f} s)"
    )


if __name__ == "__main__":
    main()
