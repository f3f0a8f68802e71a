"""Readers of one tool beside each other: one stand-in, the same rows, each of the others in an environment of its own.

PEERS, where a benchmark asks for it, is a folder outside the project: `PEERS/NAME/bin/python` has the reader NAME, and
`PEERS/verified-sources` dlt's sources, which are in no package. Requests and seconds are the stand-in's, from the first
request of a read to the last, so that nobody's start-up counts.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

from connectors.changes import Source
from connectors.record import Cell, LinkCell, PersonCell, Pull
from sync.pictures import laid_over, picture_of
from tests.standins.serving import Server

PATIENCE = 600
"""Seconds until a reader is given up."""
_PROJECT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says."""

    title: str
    state: str
    due: str
    people: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()


class Reader(Protocol):
    """Reads the same rows again and again; remembers what it must."""

    def read(self) -> Mapping[str, Row]:
        """Return what it holds to be there now."""
        ...

    @property
    def complaints(self) -> list[str]: ...


class Ours:
    """Streetdate, with what its store keeps between two runs."""

    def __init__(self, source: Source, names: Mapping[str, str]) -> None:
        """`names` are what people call the columns, by id."""
        self._source = source
        self._names = names
        self._last: Pull | None = None
        self.complaints: list[str] = []

    def read(self) -> Mapping[str, Row]:
        picture = picture_of(self._last) if self._last else None
        self._last = laid_over(picture, self._source.pull(picture.cursor if picture else ""))
        self.complaints = [self._last.error] if self._last.error else []
        return {record.ref.record: self._row(record.cells) for record in self._last.records}

    def _row(self, cells: Mapping[str, Cell]) -> Row:
        shown = {self._names[key]: cell for key, cell in cells.items()}
        due, people, needs = shown.get("Due"), shown.get("Owner"), shown.get("Needs")
        return Row(
            str(shown.get("Name") or ""),
            str(shown.get("State") or ""),
            due.isoformat() if isinstance(due, date) else "",
            frozenset(each.id for each in _all(people) if isinstance(each, PersonCell)),
            frozenset(each.id for each in _all(needs) if isinstance(each, LinkCell)),
        )


def _all(cell: Cell) -> tuple[object, ...]:
    return cell if isinstance(cell, tuple) else ()


class Peer:
    """Another reader, in a process of its environment; `readers` is the module that calls it there."""

    def __init__(
        self, name: str, peers: Path, readers: ModuleType, server: Server, token: str, places: Mapping[str, list[str]]
    ) -> None:
        self._peers = peers
        self._command = [str(peers / name / "bin" / "python"), "-m", readers.__name__]
        self._asked = {"reader": name, "address": server.url, "token": token, "places": places}
        self._state: Any = None
        self._rows: Mapping[str, Row] = {}
        self.complaints: list[str] = []

    def read(self) -> Mapping[str, Row]:
        ended = subprocess.run(
            self._command,
            input=json.dumps({**self._asked, "state": self._state}),
            env={
                "PYTHONPATH": f"{_PROJECT}:{self._peers / 'verified-sources'}",
                "PYTHONWARNINGS": "ignore",
                "HOME": str(self._peers),
                "RUNTIME__DLTHUB_TELEMETRY": "false",
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        if ended.returncode:
            self.complaints = [ended.stderr.strip().splitlines()[-1]]
            return {}
        answer = json.loads(ended.stdout)
        self.complaints, self._state = answer["complaints"], answer["state"]
        read = {key: _row(row) for key, row in answer["rows"].items()}
        self._rows = {**self._rows, **read} if answer["adds"] else read
        return self._rows


def _row(raw: Mapping[str, Any]) -> Row:
    return Row(raw["title"], raw["state"], raw["due"], frozenset(raw["people"]), frozenset(raw["references"]))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one read cost, and how right it was."""

    requests: int
    seconds: float
    right: int
    rows: int
    """How many there are in truth."""
    wrong: tuple[str, ...]


def read(reader: Reader, server: Server, truth: Mapping[str, Row]) -> Outcome:
    """Let a reader read, and compare what it holds with the truth."""
    server.forget()
    found = reader.read()
    journal = server.journal
    seconds = journal[-1].at - journal[0].at if journal else 0.0
    right = sum(found.get(key) == row for key, row in truth.items())
    return Outcome(len(journal), seconds, right, len(truth), _wrong(found, truth))


def _wrong(found: Mapping[str, Row], truth: Mapping[str, Row]) -> tuple[str, ...]:
    both = [(found[key], row) for key, row in truth.items() if key in found]
    counts = {
        "missing": len(truth) - len(both),
        "deleted, and still there": len(found.keys() - truth.keys()),
        "with people left out": sum(row.people != true.people for row, true in both),
        "with references left out": sum(row.references != true.references for row, true in both),
        "with an old or wrong title, state or date": sum(
            (row.title, row.state, row.due) != (true.title, true.state, true.due) for row, true in both
        ),
    }
    return tuple(f"{count:,} {what}" for what, count in counts.items() if count)
