"""A team in Notion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, closing
from typing import Any

from connectors.calls.pace import Pace, Window
from connectors.changes import Source, Target
from connectors.explore import FLAG_NAME, GAPS_NAME
from connectors.mapping.binding import TableBinding
from connectors.notion.client import Json, Notion
from connectors.notion.explorer import NotionExplorer
from tests.connectors.notion.plan import NotionPlan, without_columns, words
from tests.runs.team import Death, Team
from tests.standins import faults
from tests.standins.clock import Time
from tests.standins.notion import ALL, Capability, Page, is_write, troubles
from tests.standins.serving import Server
from tests.standins.wire import Request


class Mortal(Notion):
    """A connection whose process dies."""

    def __init__(self, death: Death, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._death = death

    def patch(self, path: str, body: Json) -> Json:
        with self._death.around_a_write():
            return super().patch(path, body)

    def create(self, path: str, body: Json) -> Json:
        with self._death.around_a_write():
            return super().create(path, body)

    def append(self, path: str, body: Json) -> Json:
        with self._death.around_a_write():
            return super().append(path, body)

    def delete(self, path: str) -> Json:
        with self._death.around_a_write():
            return super().delete(path)


class NotionTeam(Team):
    """A plan in Notion."""

    failures = (
        troubles.unavailable(),
        troubles.saved_but_unavailable(),
        troubles.conflict(),
        troubles.overloaded(7),
        troubles.limited(90),
        faults.dropped(),
        faults.saved_and_dropped(),
        faults.not_json(502),
        faults.not_json(502, saved=True),
    )

    def __init__(self, plan: NotionPlan, notes: Mapping[str, str], *, waits: bool = True) -> None:
        self.plan = plan
        super().__init__(notes, waits=waits)

    @property
    def server(self) -> Server:
        return self.plan.server

    @property
    def clock(self) -> Time:
        return self.plan.workspace.clock

    @property
    def binding(self) -> TableBinding:
        return self.plan.binding

    def put(self, title: str, notes: str) -> None:
        workspace = self.plan.workspace
        if title in self.plan.pages:
            workspace.edit(self.plan.pages[title], {"Notes": notes or None})
        else:
            values = {"Deliverable": title, "Notes": notes or None}
            self.plan.pages[title] = workspace.add_page(self.plan.table, values)

    def comment(self, title: str, text: str) -> None:
        self.plan.workspace.comment(self.plan.pages[title], text)

    def delete_comment(self, title: str) -> None:
        self.plan.workspace.delete_comment(self.plan.comments(title)[0])

    def let_comment(self, allowed: bool) -> None:
        self.plan.token.capabilities = ALL if allowed else ALL - {Capability.INSERT_COMMENTS}

    def delete(self, title: str) -> None:
        self.plan.remove(title)

    def agree(self) -> None:
        looking = NotionExplorer(self.plan.notion())
        looking.make_columns(looking.survey()[0])
        self.plan.binding = self.plan.bound(self.plan.table)

    def disagree(self) -> None:
        self.plan.binding = without_columns(self.plan.binding)

    def connection(self) -> Notion:
        return self.plan.notion()

    def mortal(self, death: Death) -> AbstractContextManager[Notion]:
        pace = Pace(Window(180, 60.0), clock=self.clock.monotonic, sleep=self.clock.sleep)
        return closing(Mortal(death, self.plan.token.secret, pace, address=self.server.url, timeout=30))

    def parts(self, connection: Notion) -> tuple[Source, Target]:
        return self.plan.source(notion=connection), self.plan.target(notion=connection)

    def titles(self) -> Sequence[str]:
        return tuple(self.plan.pages)

    def flag(self, title: str) -> str | None:
        return self._value(title, FLAG_NAME)

    def gaps(self, title: str) -> str | None:
        return self._value(title, GAPS_NAME)

    def said(self, title: str) -> list[str]:
        return self.plan.said(title)

    def own_columns(self) -> frozenset[str]:
        return self.binding.ours & self.plan.table.properties.keys()

    def writes(self) -> int:
        return sum(is_write(Request(e.number, e.method, e.path)) for e in self.server.journal)

    def everything(self) -> object:
        table = self.plan.table

        def values(page: Page) -> dict[str, Any]:
            return {prop.name: page.values.get(prop.id) for prop in table.properties.values()}

        comments = {title: self.plan.comments(title) for title in self.plan.pages}
        return (
            [(prop.id, prop.name, prop.type, repr(prop.options), prop.settings) for prop in table.properties.values()],
            {title: (values(page), page.in_trash) for title, page in self.plan.pages.items()},
            {title: [(c.id, c.author, words(c.rich_text)) for c in said] for title, said in comments.items()},
        )

    def _value(self, title: str, name: str) -> str | None:
        return self.plan.value(title, name) if self.plan.table.named(name) else None
