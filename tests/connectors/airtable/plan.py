"""A plan in the stand-in: one table with our fields, the real SDK, and connections that are closed."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import timedelta
from typing import Any, Self

from connectors.airtable.budget import allowance_of
from connectors.airtable.client import Airtable
from connectors.airtable.schema import SITE, TOOL
from connectors.airtable.source import AirtableSource
from connectors.airtable.target import AirtableTarget
from connectors.calls.pace import Pace, Window
from connectors.changes import Flag
from connectors.explore import FLAG_NAME, GAPS_NAME
from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import Subject
from rules.model import Ref
from sync.wording import mark_of
from tests.standins.airtable import BUSINESS, SCOPES, NewField, Plan, Role, Settings, Token, User, serve
from tests.standins.airtable import Airtable as Service
from tests.standins.airtable.row import Comment
from tests.standins.airtable.table import Table
from tests.standins.clock import Clock, Time

FIELDS = (NewField("Deliverable"), NewField("Owner", "singleCollaborator"), NewField("Notes", "multilineText"))
OURS = (NewField(FLAG_NAME, "singleSelect", tuple(Flag)), NewField(GAPS_NAME, "multilineText"))


class AirtablePlan:
    """A base with the table "Deliverables", one record for each title, and a token for it."""

    def __init__(
        self,
        titles: Iterable[str] = (),
        *,
        agreed: bool = True,
        role: Role = Role.CREATE,
        scopes: Iterable[str] = SCOPES,
        plan: Plan = BUSINESS,
        settings: Settings | None = None,
        clock: Time | None = None,
    ) -> None:
        """`agreed`: our fields are there and bound. `clock` is one that only waiting moves, unless told otherwise."""
        self.clock = clock or Clock()
        self.service = Service(self.clock, settings)
        self.robot = self.service.service_account("Streetdate")
        self.ana = self.service.person("Ana", "ana@label.example")
        self.base = self.service.workspace(plan).base("Plan")
        self.base.share(self.robot, role)
        self.base.share(self.ana, Role.EDIT)
        self.table = self.add_table("Deliverables", agreed=agreed)
        self.records = {title: self.table.add({"Deliverable": title}) for title in titles}
        self.token = self.service.token(self.robot, scopes)
        self.binding = self.bound(self.table)
        now, sleep = self.clock.monotonic, self.clock.sleep
        self.paces = tuple(Pace(Window(most, 1.0), clock=now, sleep=sleep) for most in (5, 50))
        self._closing = ExitStack()
        self.server = self._closing.enter_context(serve(self.service))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection, and the stand-in."""
        self._closing.close()
        assert not self.service.limits.provoked, "we ran into a limit"

    def add_table(self, name: str, *, agreed: bool = True) -> Table:
        return self.base.add_table(name, [*FIELDS, *(OURS if agreed else ())])

    def bound(self, table: Table) -> TableBinding:
        """Return what the settings say of a table that has these fields."""
        ids = {field.name: field.id for field in table.fields.values()}
        meanings = {"title": "Deliverable", "owners": "Owner", "notes": "Notes"}
        return TableBinding(
            table.id,
            Subject.DELIVERABLES,
            {meaning: ids[name] for meaning, name in meanings.items()},
            release="Night Bus",
            called=table.name,
            flag=ids.get(FLAG_NAME, ""),
            gaps=ids.get(GAPS_NAME, ""),
        )

    def airtable(self, token: Token | None = None) -> Airtable:
        """Return a new connection, as a new process would make one; no two processes use a base at once."""
        secret = (token or self.token).secret
        made = Airtable(secret, self.base.id, self.paces, address=self.server.url, timeout=30)
        return self._closing.enter_context(closing(made))

    def source(
        self, *bindings: TableBinding, airtable: Airtable | None = None, webhook: bool = True, running: bool = True
    ) -> AirtableSource:
        return AirtableSource(
            "plan",
            airtable or self.airtable(),
            bindings or (self.binding,),
            clock=self.clock.now,
            full_read=timedelta(days=1),
            allowance=allowance_of("business", None, 24),
            webhook=webhook,
            running=running,
        )

    def target(self, *bindings: TableBinding, airtable: Airtable | None = None) -> AirtableTarget:
        return AirtableTarget("plan", airtable or self.airtable(), bindings or (self.binding,), clock=self.clock.now)

    def remove(self, title: str) -> None:
        """A person deletes a record."""
        self.table.delete(self.records[title])

    def ref(self, title: str, table: Table | None = None) -> Ref:
        found, record = table or self.table, self.records[title]
        return Ref(TOOL, found.id, record, f"{SITE}/{self.base.id}/{found.id}/{record}")

    def mark(self, title: str) -> str:
        return mark_of("label", self.ref(title).key)

    def value(self, title: str, field: str) -> Any:
        """Return what stands in a cell."""
        return self.table.cell(self.records[title], field)

    def comments(self, title: str) -> list[Comment]:
        """Return everything that stands on a record, oldest first."""
        return list(self.table.records[self.records[title]].comments)

    def said(self, title: str) -> list[str]:
        """Return the words of everything that stands on a record."""
        return [comment.text for comment in self.comments(title)]

    def comment(self, title: str, text: str, *, by: User | None = None, parent: str = "") -> Comment:
        """A person comments."""
        return self.table.comment(self.records[title], text, by=by or self.ana, parent=parent)

    def sent(self) -> list[str]:
        """Return the endpoints of the requests so far, in order."""
        return [entry.kind for entry in self.server.journal]


def without_columns(binding: TableBinding) -> TableBinding:
    """Return a binding of a table that nobody agreed to have our fields in."""
    return replace(binding, flag="", gaps="")
