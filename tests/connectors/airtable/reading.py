"""A base behind the stand-in server, and a source that reads it through the real SDK."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from connectors.airtable.budget import allowance_of
from connectors.airtable.client import Airtable
from connectors.airtable.source import AirtableSource
from connectors.calls.budget import Allowance
from connectors.calls.pace import Pace, Window
from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import Subject
from connectors.record import Cell, Marks, Pull, Record
from rules.model import Unknown
from sync.pictures import laid_over, picture_of
from tests.standins.airtable import BUSINESS, SCOPES, NewField, Plan, Role, Settings, Token, User, serve
from tests.standins.airtable import Airtable as Service
from tests.standins.airtable.base import Base
from tests.standins.airtable.table import Table
from tests.standins.clock import Clock
from tests.standins.serving import Server

UNLIMITED = allowance_of("business", None, 24)


@dataclass(slots=True)
class Team:
    """A base, its server, and our connection to it."""

    service: Service
    base: Base
    robot: User
    token: Token
    server: Server
    clock: Clock
    airtable: Airtable

    def source(
        self,
        *bindings: TableBinding,
        full_read: timedelta = timedelta(hours=24),
        allowance: Allowance = UNLIMITED,
        webhook: bool = True,
        running: bool = True,
    ) -> AirtableSource:
        return AirtableSource(
            "plan",
            self.airtable,
            bindings,
            clock=self.clock.now,
            full_read=full_read,
            allowance=allowance,
            webhook=webhook,
            running=running,
        )

    def pass_time(self, **parts: float) -> None:
        self.clock.advance(timedelta(**parts).total_seconds())

    def asked(self) -> Mapping[str, int]:
        """Return what was asked since the last time, by endpoint."""
        counts = dict(self.server.counts())
        self.server.forget()
        return counts


@contextmanager
def team(
    *,
    plan: Plan = BUSINESS,
    role: Role = Role.CREATE,
    scopes: tuple[str, ...] = SCOPES,
    settings: Settings | None = None,
) -> Iterator[Team]:
    clock = Clock()
    service = Service(clock, settings)
    robot = service.service_account("Streetdate")
    base = service.workspace(plan).base("Plan")
    base.share(robot, role)
    token = service.token(robot, scopes)
    with serve(service) as server:
        airtable = client(token.secret, base.id, server.url, clock)
        try:
            yield Team(service, base, robot, token, server, clock, airtable)
        finally:
            airtable.close()
    assert not service.limits.provoked, "we ran into a limit"


def client(token: str, base: str, address: str, clock: Clock, timeout: float = 30.0) -> Airtable:
    """Return a connection whose waits take no time."""
    each, every = (Pace(Window(most, 1.0), clock=clock.monotonic, sleep=clock.sleep) for most in (5, 50))
    return Airtable(token, base, (each, every), address=address, timeout=timeout)


def tasks(label: Team, rows: int = 0, name: str = "Tasks") -> Table:
    """Return a table of tasks with our two fields, made ten minutes ago."""
    table = label.base.add_table(
        name,
        [
            NewField("Name"),
            NewField("State", "singleSelect", ("Open", "Done")),
            NewField("Notes", "multilineText"),
            NewField("Approved", "checkbox"),
            NewField("Flag", "singleSelect", ("Clear", "Attention", "Blocked")),
            NewField("Gaps", "multilineText"),
        ],
    )
    for number in range(rows):
        table.add({"Name": f"Task {number}", "State": "Open"})
    label.pass_time(minutes=10)
    return table


def bound(table: Table, *names: str, flag: str = "", gaps: str = "") -> TableBinding:
    """Return a binding of these fields, by name; what they mean does not matter to a connector."""
    return TableBinding(
        table.id,
        Subject.DELIVERABLES,
        {name.lower(): table.field(name).id for name in names},
        called=table.name,
        flag=table.field(flag).id if flag else "",
        gaps=table.field(gaps).id if gaps else "",
    )


class Following:
    """What stands in the store: the picture after each read, the next one laid over it."""

    def __init__(self, source: AirtableSource) -> None:
        self._source = source
        self.brought = source.pull("")
        self._picture = picture_of(self.brought)

    def read(self) -> tuple[Record, ...]:
        """Read what changed, and return all records by id."""
        self.brought = self._source.pull(self._picture.cursor)
        whole = laid_over(self._picture, self.brought)
        if whole.complete:
            self._picture = picture_of(whole)
        return by_id(whole)


def by_id(pull: Pull) -> tuple[Record, ...]:
    """Return the records in order, without what a delta does not tell of comments."""
    records = (replace(record, marks=_without_comment(record.marks)) for record in pull.records)
    return tuple(sorted(records, key=lambda record: record.ref.key))


def _without_comment(marks: Marks) -> Marks:
    return replace(marks, comment=Unknown.UNSEEN)


def cell(pull: Pull, table: Table, record: str, name: str) -> Cell:
    """Return one cell by the field's name; `None` where it is empty."""
    found = next(each for each in pull.records if each.ref.record == record)
    return found.cells.get(table.field(name).id)
