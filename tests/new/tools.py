"""A small label with everything in one tool, or in two text files, and the command line set up on it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from connectors.calls.pace import Pace
from tests.airtable_label.label import Label as AirtableLabel
from tests.cli.calling import Cli, Ended
from tests.label.command_line import command_line
from tests.notion_label.label import Label as NotionLabel
from tests.standins import airtable, notion
from tests.standins.airtable.table import Table
from tests.standins.notion import rich_text

TITLE = "Long Way Home"
_WORK = """Deliverable,Release,Owner,Status,Due date,Depends on,Approval Gate,Phase
Final master,Night Bus,Jo Park,In progress,2026-09-10,,Artist signs off,Assets
"""
_RELEASES = """Release,Artist,Release Date,Type,Brief,Release folder,Locked on
Night Bus,Kaya Moon,2026-10-30,Single,Single. Goal: reach. Message: go home.,https://drive.example/n,
"""
_SET_UP = ("--yes", "--time-zone", "Europe/Berlin")


@dataclass(frozen=True)
class Team:
    """A label's plan in a tool; the last row of a title is where somebody writes into its work."""

    cli: Cli
    into: str
    """The source that takes the rows."""
    due: Callable[[str, str], None]
    """Put another due date on the work of a title."""
    lock: Callable[[str], None]
    """Say of the new release on which day its plan was locked."""
    announce: Callable[[str, str], None]
    """Give a release a row with its day, where `new` makes none."""


Opening = Callable[[pytest.CaptureFixture[str], pytest.MonkeyPatch], Iterator[Team]]


def in_files(capfd: pytest.CaptureFixture[str], _: pytest.MonkeyPatch) -> Iterator[Team]:
    """Give a label with its releases in one text file and its work in another."""
    cli, work, releases = command_line(capfd), Path("plan.csv"), Path("releases.csv")
    work.write_text(_WORK)
    releases.write_text(_RELEASES)
    for file in (work, releases):
        assert cli("init", "workbook", file, *_SET_UP).code == 0

    def put(path: Path, column: str, title: str, value: str) -> None:
        with path.open(newline="") as file:
            head, *rows = csv.reader(file)
        [cells] = [row for row in rows if row[0] == title]
        cells[head.index(column)] = value
        with path.open("w", newline="") as file:
            csv.writer(file).writerows((head, *rows))

    def announce(title: str, day: str) -> None:
        cells = (title, "Kaya Moon", day, "Single", "Single. Goal: reach. Message: far.", "https://drive.example/h", "")
        with releases.open("a", newline="") as file:
            csv.writer(file).writerow(cells)

    yield Team(cli, "plan", partial(put, work, "Due date"), partial(put, releases, "Locked on", TITLE), announce)


def in_notion(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Team]:
    """Give a label that keeps everything in Notion."""
    label, cli = NotionLabel(), command_line(capfd)
    space = label.workspace
    monkeypatch.setenv("NOTION_TOKEN", space.connect("Streetdate").secret)

    def put(where: notion.DataSource, column: str, title: str, value: str) -> None:
        name = next(prop.id for prop in where.properties.values() if prop.type == "title")
        pages = [space.pages[id_] for id_ in space.rows[where.id]]
        last = [page for page in pages if rich_text.plain(page.values[name]) == title][-1]
        space.edit(last, {column: value})

    with notion.serve(space) as server:
        assert cli("init", "notion", "--address", server.url, "--no-columns", *_SET_UP).code == 0
        yield Team(
            cli, "notion", partial(put, label.work, "Due "), partial(put, label.releases, "Locked on", TITLE), _made
        )


def in_airtable(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Team]:
    """Give a label that keeps everything in Airtable; whoever calls it paces itself by its clock."""
    label, at_once = AirtableLabel(), command_line(capfd)
    clock = label.airtable.clock
    monkeypatch.setattr("connectors.calls.pace.Pace", partial(Pace, clock=clock.monotonic, sleep=clock.sleep))
    monkeypatch.setenv("AIRTABLE_TOKEN", label.airtable.token(label.robot).secret)

    def cli(*arguments: str | Path) -> Ended:
        clock.sleep(1)
        return at_once(*arguments)

    def put(where: Table, column: str, title: str, value: str) -> None:
        last = [record for record in where.records if where.title(record) == title][-1]
        where.edit(last, {column: value})

    with airtable.serve(label.airtable) as server:
        assert cli("init", "airtable", label.base.id, "--address", server.url, "--no-columns", *_SET_UP).code == 0
        yield Team(
            cli, "airtable", partial(put, label.work, "Due "), partial(put, label.releases, "Locked on", TITLE), _made
        )


def _made(title: str, day: str) -> None:
    """Do nothing: `new` makes the release's row itself."""


TOOLS: Mapping[str, Opening] = {"csv": in_files, "notion": in_notion, "airtable": in_airtable}
"""Every tool but the workbook, on which all layouts are tried."""

open_tool = {name: contextmanager(opening) for name, opening in TOOLS.items()}
