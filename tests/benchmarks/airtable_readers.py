"""Streetdate and other readers of Airtable on the same stand-in and the same rows: requests, seconds, rows right.

    python -m tests.benchmarks.airtable_readers PEERS

PEERS is the folder of `side_by_side`; dlt's source for Airtable wants pyairtable beside it, and Airbyte's a CDK that
still takes its manifest:

    for name in dlt pyairtable airbyte-source-airtable airtable-python-wrapper airtable-export \
            llama-index-readers-airtable; do
        python -m venv PEERS/$name && PEERS/$name/bin/pip install $name
    done
    PEERS/dlt/bin/pip install "pyairtable~=2.1"
    PEERS/airbyte-source-airtable/bin/pip install airbyte-cdk==6.36.4
    git clone https://github.com/dlt-hub/verified-sources PEERS/verified-sources

Everybody reads three times from a base that answers after a quarter of a second, in which nobody who reads one page
after the other runs into the limit: everything; again with nothing changed; again after people edited 20 records and
deleted 3. Then everything once more from a base that answers at once: five requests a second, and thirty seconds of
refusals after a burst. The clock is real.
"""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from connectors.airtable.client import Airtable
from connectors.airtable.source import AirtableSource
from connectors.calls.pace import Pace, Window
from tests.benchmarks import airtable_peers
from tests.benchmarks.airtable_label import COLUMNS, Label, label
from tests.benchmarks.side_by_side import Ours, Outcome, Peer, Reader, read
from tests.connectors.airtable.reading import UNLIMITED, bound
from tests.standins import faults
from tests.standins.airtable import serve

ANSWERS_AFTER = 0.25
"""Seconds."""
OURS = "Streetdate"


def main(peers: Path | None) -> None:
    """Print one table, then what the readers themselves complained of."""
    complaints: list[str] = []
    print(_line("", "everything", "", "", "nothing new", "23 changed", "", "answers at once", "", "", ""))
    counted = ("requests", "seconds", "rows right")
    print(_line("reader", *counted, "requests", "requests", "rows right", *counted, "bursts"))
    for name in (OURS, *airtable_peers.READERS):
        if name != OURS and not (peers and (peers / name / "bin" / "python").exists()):
            print(f"{name:29} is not installed; see the head of this file")
        else:
            complaints += _compared(name, peers or Path())
    print(*complaints, sep="\n")


def _ours(made: Label, airtable: Airtable) -> Ours:
    source = AirtableSource(
        "plan", airtable, [bound(table, *COLUMNS) for table in made.tables], clock=made.service.clock.now,
        full_read=timedelta(hours=24), allowance=UNLIMITED, webhook=True, running=True,
    )  # fmt: skip
    return Ours(source, {field.id: field.name for table in made.tables for field in table.fields.values()})


def _line(*columns: str) -> str:
    widths = (29, 10, 8, 15, 13, 12, 15, 17, 8, 15, 7)
    return "".join(f"{text:{'<' if place == 0 else '>'}{widths[place]}}" for place, text in enumerate(columns))


def _compared(name: str, peers: Path) -> list[str]:
    """Print one reader's line, and return its complaints."""
    made = label()
    before = made.truth.copy()
    with serve(made.service) as server:

        def again() -> Reader:
            if name == OURS:
                return _ours(made, airtable)
            places = {made.base.id: [table.id for table in made.tables]}
            return Peer(name, peers, airtable_peers, server, made.token.secret, places)

        pace = (Pace(Window(5, 1.0)), Pace(Window(50, 1.0)))
        with closing(Airtable(made.token.secret, made.base.id, pace, address=server.url, timeout=60)) as airtable:
            server.faults.when(faults.anything, faults.delayed(ANSWERS_AFTER), times=None)
            reader = again()
            first = read(reader, server, before)
            idle = read(reader, server, before)
            made.people_edit()
            last = read(reader, server, made.truth)
            complaints = [*reader.complaints, *last.wrong]
            server.faults.clear()
            made.service.clock.sleep(1)
            made.service.limits.provoked.clear()
            quick = read(reader := again(), server, made.truth)
    bursts = str(sum(made.service.limits.provoked.values()))
    print(
        _line(name, *_told(first), str(idle.requests), str(last.requests), _right(last), *_told(quick), bursts),
        flush=True,
    )
    return [f"{name}: {complaint}" for complaint in dict.fromkeys((*complaints, *quick.wrong, *reader.complaints))]


def _told(outcome: Outcome) -> tuple[str, str, str]:
    return str(outcome.requests), f"{outcome.seconds:.1f}", _right(outcome)


def _right(outcome: Outcome) -> str:
    return f"{outcome.right:,} of {outcome.rows:,}"


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None)
