"""Streetdate and other readers of Notion on the same stand-in and the same rows: requests, seconds, rows right.

    python -m tests.benchmarks.notion_readers PEERS

PEERS is the folder of `side_by_side`:

    for name in dlt airbyte-source-notion ultimate-notion notion-client; do
        python -m venv PEERS/$name && PEERS/$name/bin/pip install $name
    done
    git clone https://github.com/dlt-hub/verified-sources PEERS/verified-sources

llama-index-readers-notion and notion2md read the bodies of pages and no columns. Everybody reads three times:
everything; again with nothing changed; again after people edited 20 rows and deleted 3. The stand-in keeps Notion's
limit scaled down in time; its search, by which Airbyte reads, finds everything at once, which Notion does not promise.
"""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from connectors.calls.pace import Pace, Window
from connectors.notion.client import Notion
from connectors.notion.source import NotionSource
from tests.benchmarks import notion_peers
from tests.benchmarks.notion_label import COLUMNS, Label, label
from tests.benchmarks.side_by_side import Ours, Outcome, Peer, Reader, read
from tests.connectors.notion.reading import bound
from tests.standins.notion import serve

BUDGET, SECONDS = 60, 2.0
OURS = "Streetdate"


def main(peers: Path | None) -> None:
    """Print one table, then what the readers themselves complained of."""
    complaints: list[str] = []
    print(_line("", "everything", "", "", "nothing new", "23 changed", "", ""))
    counted = ("requests", "seconds", "rows right")
    print(_line("reader", *counted, "requests", "requests", "rows right", "refused"))
    for name in (OURS, *notion_peers.READERS):
        if name != OURS and not (peers and (peers / name / "bin" / "python").exists()):
            print(f"{name:24} is not installed; see the head of this file")
        else:
            complaints += _compared(name, peers or Path())
    print(*complaints, sep="\n")


def _ours(made: Label, notion: Notion) -> Ours:
    bindings = [bound(source, *COLUMNS) for source in made.sources]
    source = NotionSource("plan", notion, bindings, clock=made.clock.now, full_read=timedelta(hours=24))
    return Ours(source, {prop.id: prop.name for source in made.sources for prop in source.properties.values()})


def _line(*columns: str) -> str:
    widths = (24, 10, 9, 18, 13, 12, 18, 9)
    return "".join(f"{text:{'<' if place == 0 else '>'}{widths[place]}}" for place, text in enumerate(columns))


def _compared(name: str, peers: Path) -> list[str]:
    """Print one reader's line, and return what it got wrong and its complaints."""
    made = label()
    secret = made.workspace.connect().secret
    limits = made.workspace.limits
    limits.connection, limits.seconds = BUDGET, SECONDS
    with (
        serve(made.workspace) as server,
        closing(Notion(secret, Pace(Window(BUDGET, SECONDS)), address=server.url, timeout=60)) as notion,
    ):
        reader: Reader = _ours(made, notion)
        if name != OURS:
            reader = Peer(name, peers, notion_peers, server, secret, made.databases)
        first = read(reader, server, made.truth)
        made.clock.skip(10)
        idle = read(reader, server, made.truth)
        made.clock.skip(10)
        made.people_edit()
        made.clock.skip(5)
        last = read(reader, server, made.truth)
    told = (str(first.requests), f"{first.seconds:.1f}", _right(first))
    print(_line(name, *told, str(idle.requests), str(last.requests), _right(last), str(limits.refused)), flush=True)
    return [f"{name}: {complaint}" for complaint in dict.fromkeys((*last.wrong, *reader.complaints))]


def _right(outcome: Outcome) -> str:
    return f"{outcome.right:,} of {outcome.rows:,}"


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None)
