"""Where the plan is kept: Notion's stand-in, or Airtable's on some plan. Every run has the real SDK in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from connectors.airtable.budget import allowance_of
from connectors.airtable.source import AirtableSource
from connectors.airtable.target import AirtableTarget
from connectors.calls.budget import Allowance
from connectors.calls.pace import Pace, Window
from connectors.changes import Flag, Source, Target
from connectors.explore import FLAG_NAME, GAPS_NAME
from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import Subject
from connectors.notion.client import Notion
from connectors.notion.source import NotionSource
from connectors.notion.target import NotionTarget
from tests.connectors.airtable.reading import client
from tests.standins.airtable import FREE, TEAM, NewField, Role
from tests.standins.airtable import Airtable as Airtables
from tests.standins.airtable import serve as serve_airtable
from tests.standins.clock import Clock
from tests.standins.notion import Page, Workspace, select, serve, status
from tests.standins.notion.columns import Columns
from tests.standins.serving import Server
from tests.year.plan import STATES, Tool, Work

_MEANINGS = {"title": "Deliverable", "release": "Release", "due": "Due", "state": "Status", "notes": "Notes"}


class Kept(Tool, Protocol):
    """A plan in a tool, and what is ours on it."""

    clock: Clock
    server: Server
    source: Source
    target: Target
    binding: TableBinding
    allowance: Allowance | None
    quota: int | None
    """Requests a month that the tool's plan allows."""

    def shown(self) -> Mapping[str, tuple[str, int]]:
        """Return the flag of each record, and how many comments stand on it."""
        ...


def _values(work: Work) -> dict[str, Any]:
    return {
        "Deliverable": work.title,
        "Release": work.release,
        "Due": work.due.isoformat(),
        "Status": work.state,
        "Notes": work.notes or None,
    }


def _bound(table: str, title: str, ids: Mapping[str, str]) -> TableBinding:
    return TableBinding(
        table,
        Subject.DELIVERABLES,
        {meaning: ids[name] for meaning, name in _MEANINGS.items()},
        called=title,
        flag=ids[FLAG_NAME],
        gaps=ids[GAPS_NAME],
    )


@dataclass
class InNotion:
    """A database in a Notion workspace."""

    clock: Clock
    workspace: Workspace
    server: Server
    source: Source
    target: Target
    binding: TableBinding
    pages: dict[str, Page] = field(default_factory=dict)
    allowance: Allowance | None = None
    quota: int | None = None

    def add(self, work: Work) -> str:
        page = self.workspace.add_page(self.workspace.sources[self.binding.table], _values(work))
        self.pages[page.id] = page
        return page.id

    def edit(self, record: str, work: Work) -> None:
        self.workspace.edit(self.pages[record], _values(work))

    def delete(self, record: str) -> None:
        self.workspace.trash(self.pages[record])

    def shown(self) -> Mapping[str, tuple[str, int]]:
        table = self.workspace.sources[self.binding.table]
        prop = next(prop for prop in table.properties.values() if prop.name == FLAG_NAME)
        options = {option.id: option.name for option in prop.options}
        standing = (each.discussion_id for each in self.workspace.comments.values() if each.deleted_at is None)
        said = Counter(self.workspace.discussions[thread].page_id for thread in standing)
        return {id_: (options.get(page.values.get(prop.id) or "", ""), said[id_]) for id_, page in self.pages.items()}


@contextmanager
def notion(begin: datetime) -> Iterator[InNotion]:
    """Yield a plan in Notion, which counts no month."""
    clock = Clock(begin)
    workspace = Workspace(clock)
    columns: Columns = {"Deliverable": "title", "Release": "rich_text", "Due": "date", "Notes": "rich_text"}
    ours: Columns = {FLAG_NAME: select(*Flag), GAPS_NAME: "rich_text"}
    table = workspace.database("Deliverables", {**columns, "Status": status(*STATES), **ours})
    token = workspace.connect("Streetdate")
    binding = _bound(table.id, table.title, {prop.name: prop.id for prop in table.properties.values()})
    with serve(workspace) as server:
        pace = Pace(Window(180, 60.0), clock=clock.monotonic, sleep=clock.sleep)
        with closing(Notion(token.secret, pace, address=server.url, timeout=30)) as made:
            day = timedelta(days=1)
            source = NotionSource("plan", made, (binding,), clock=clock.now, full_read=day)
            target = NotionTarget("plan", made, (binding,), clock=clock.now)
            yield InNotion(clock, workspace, server, source, target, binding)


@dataclass
class InAirtable:
    """A table in an Airtable base."""

    clock: Clock
    table: Any
    server: Server
    source: Source
    target: Target
    binding: TableBinding
    allowance: Allowance | None
    quota: int | None

    def add(self, work: Work) -> str:
        return str(self.table.add(_values(work)))

    def edit(self, record: str, work: Work) -> None:
        self.table.edit(record, _values(work))

    def delete(self, record: str) -> None:
        self.table.delete(record)

    def shown(self) -> Mapping[str, tuple[str, int]]:
        return {
            record: (self.table.cell(record, FLAG_NAME) or "", len(row.comments))
            for record, row in self.table.records.items()
        }


def airtable(plan: str) -> Callable[[datetime], AbstractContextManager[InAirtable]]:
    """Return what makes a plan in Airtable, on a plan of Airtable's."""

    @contextmanager
    def made(begin: datetime) -> Iterator[InAirtable]:
        clock = Clock(begin)
        service = Airtables(clock)
        robot = service.service_account("Streetdate")
        paid = {"free": FREE, "team": TEAM}[plan]
        base = service.workspace(paid).base("Plan")
        base.share(robot, Role.CREATE)
        fields = [
            NewField("Deliverable"),
            NewField("Release"),
            NewField("Due", "date"),
            NewField("Status", "singleSelect", STATES),
            NewField("Notes", "multilineText"),
            NewField(FLAG_NAME, "singleSelect", tuple(Flag)),
            NewField(GAPS_NAME, "multilineText"),
        ]
        table = base.add_table("Deliverables", fields)
        binding = _bound(table.id, table.name, {each.name: each.id for each in table.fields.values()})
        allowance = allowance_of(plan, None, 24)
        with (
            serve_airtable(service) as server,
            closing(client(service.token(robot).secret, base.id, server.url, clock)) as connection,
        ):
            source = AirtableSource(
                "plan",
                connection,
                (binding,),
                clock=clock.now,
                full_read=timedelta(days=1),
                allowance=allowance,
                webhook=True,
                running=True,
            )
            target = AirtableTarget("plan", connection, (binding,), clock=clock.now)
            yield InAirtable(clock, table, server, source, target, binding, allowance, paid.monthly_calls)
        assert not service.limits.provoked, "we ran into a limit"

    return made


TOOLS: Mapping[str, Callable[[datetime], AbstractContextManager[Kept]]] = {
    "Notion": notion,
    "Airtable Free": airtable("free"),
    "Airtable Team": airtable("team"),
}
