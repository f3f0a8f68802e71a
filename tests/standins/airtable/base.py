"""Bases and the workspaces that pay for them, and what people do to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from tests.standins.airtable.people import Group, Token, User
from tests.standins.airtable.schema import NewField
from tests.standins.airtable.settings import Plan, Role
from tests.standins.airtable.table import Table
from tests.standins.airtable.transactions import Origin, Transaction
from tests.standins.airtable.webhooks import Webhook

if TYPE_CHECKING:
    from tests.standins.airtable.airtable import Airtable


class Workspace:
    """What one plan pays for. `grace` says whether the first overrun of a Free plan is still forgiven for 30 days."""

    def __init__(self, airtable: Airtable, key: str, plan: Plan, *, grace: bool) -> None:
        self.airtable = airtable
        self.id = key
        self.plan = plan
        self.grace = grace
        self.grace_until: datetime | None = None
        self.calls: dict[str, int] = {}
        """Counted calls by month ("2026-11"); a test may set them."""

    def base(self, name: str) -> Base:
        """Make a base whose creator is the workspace's owner."""
        base = Base(self, self.airtable.ids.new("app"), name)
        base.share(self.airtable.owner, Role.CREATE)
        self.airtable.bases[base.id] = base
        return base


class Base:
    """One base."""

    def __init__(self, workspace: Workspace, key: str, name: str) -> None:
        self.workspace = workspace
        self.airtable = workspace.airtable
        self.id = key
        self.name = name
        self.tables: dict[str, Table] = {}
        self.hides_schema = False
        """Whether its schema is answered "not found", as recorded of a base without access to the schema API."""
        self.webhooks: dict[str, Webhook] = {}
        self._roles: dict[str, Role] = {}
        self._numbers = 0
        self._open: Transaction | None = None

    def table(self, name: str) -> Table:
        """Return a table by its name or id."""
        found = self.find_table(name)
        if found is None:
            raise KeyError(f"{self.name} has no table {name}")
        return found

    def find_table(self, name: str) -> Table | None:
        """Return a table by its name or id, if there is one."""
        return self.tables.get(name) or next((table for table in self.tables.values() if table.name == name), None)

    def add_table(self, name: str, fields: Sequence[NewField], *, by: User | None = None) -> Table:
        """Add a table; its first field is the primary one."""
        table = Table(self, self.airtable.ids.new("tbl"), name)
        with self.action(by) as action:
            self.tables[table.id] = table
            for field in fields:
                table.add_field(field)
            action.tables.pop(table.id, None)
            action.new_tables.append(table)
        return table

    def delete_table(self, name: str, *, by: User | None = None) -> None:
        """Delete a table; fields that link into it become text."""
        gone = self.table(name)
        with self.action(by) as action:
            for table in self.tables.values():
                for field in list(table.fields.values()):
                    if table is not gone and field.options.get("linkedTableId") == gone.id:
                        table.retype_field(field.id, "singleLineText")
            del self.tables[gone.id]
            action.lost_tables.append(gone.id)
        self.check_webhooks()

    def share(self, account: User | Group, role: Role) -> None:
        """Make somebody a collaborator, or change what they may do; `Role.NONE` takes it away."""
        self._roles[account.id] = role

    def role(self, user: User) -> Role:
        """Return what an account may do here, by itself or through a group."""
        groups = [group.id for group in self.airtable.groups.values() if user in group.members]
        return max((self._roles.get(key, Role.NONE) for key in (user.id, *groups)), default=Role.NONE)

    def visible_to(self, token: Token) -> bool:
        """Whether a token sees this base at all."""
        return (token.bases is None or self.id in token.bases) and self.role(token.user) > Role.NONE

    @contextmanager
    def action(self, by: User | None = None, origin: Origin = Origin.CLIENT) -> Iterator[Transaction]:
        """Gather everything that changes inside into one transaction, which webhooks then learn of."""
        if self._open is not None:
            yield self._open
            return
        self._numbers += 1
        now, user = self.airtable.clock.now(), by or self.airtable.owner
        self._open = Transaction(self._numbers, now, origin, user, watched=bool(self.webhooks))
        try:
            yield self._open
            self._open.close()
            for webhook in self.webhooks.values():
                webhook.record(self, self._open)
        finally:
            self._open = None

    @property
    def current(self) -> Transaction:
        """The transaction that is being gathered."""
        if self._open is None:
            raise RuntimeError("a base is changed outside of an action")
        return self._open

    def check_webhooks(self) -> None:
        """Turn off the webhooks whose specification names what is gone."""
        for webhook in self.webhooks.values():
            webhook.check(self, self._numbers)
