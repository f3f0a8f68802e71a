"""A plan in the stand-in: one database with our columns, the real client, and connections that are closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import timedelta
from typing import Any, Self

from connectors.calls.pace import Pace, Window
from connectors.changes import Flag
from connectors.explore import FLAG_NAME, GAPS_NAME
from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import Subject
from connectors.notion.client import Notion
from connectors.notion.data_source import TOOL
from connectors.notion.source import NotionSource
from connectors.notion.target import NotionTarget
from rules.model import Ref
from sync.wording import mark_of
from tests.standins.notion import ALL, Capability, Comment, DataSource, Page, Token, Workspace, select, serve
from tests.standins.notion.columns import Columns

COLUMNS: Columns = {"Deliverable": "title", "Owner": "people", "Notes": "rich_text"}
OURS: Columns = {FLAG_NAME: select(*Flag), GAPS_NAME: "rich_text"}


class NotionPlan:
    """A workspace with the database "Deliverables", one page for each title, and a connection to it."""

    def __init__(
        self,
        titles: Iterable[str] = (),
        *,
        agreed: bool = True,
        capabilities: frozenset[Capability] = ALL,
        per_minute: int = 180,
    ) -> None:
        """`agreed`: our columns are there and bound. `per_minute` is what Notion takes, and the pace that is kept."""
        self.workspace = Workspace()
        self.workspace.limits.connection = per_minute
        self.table = self.workspace.database("Deliverables", {**COLUMNS, **(OURS if agreed else {})})
        self.pages = {title: self.workspace.add_page(self.table, {"Deliverable": title}) for title in titles}
        self.token = self.workspace.connect("Streetdate", capabilities)
        self.binding = self.bound(self.table)
        self._closing = ExitStack()
        self.server = self._closing.enter_context(serve(self.workspace))
        self._per_minute = per_minute

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection, and the stand-in."""
        self._closing.close()

    def bound(self, table: DataSource) -> TableBinding:
        """Return what the settings say of a data source that has these columns."""
        ids = {prop.name: prop.id for prop in table.properties.values()}
        meanings = {"title": "Deliverable", "owners": "Owner", "notes": "Notes"}
        return TableBinding(
            table.id,
            Subject.DELIVERABLES,
            {meaning: ids[name] for meaning, name in meanings.items()},
            release="Night Bus",
            called=table.title,
            flag=ids.get(FLAG_NAME, ""),
            gaps=ids.get(GAPS_NAME, ""),
        )

    def notion(self, token: Token | None = None) -> Notion:
        """Return a new connection, as a new process would make one."""
        clock = self.workspace.clock
        pace = Pace(Window(self._per_minute, 60.0), clock=clock.monotonic, sleep=clock.sleep)
        made = Notion((token or self.token).secret, pace, address=self.server.url, timeout=30)
        return self._closing.enter_context(closing(made))

    def source(self, *bindings: TableBinding, notion: Notion | None = None) -> NotionSource:
        return NotionSource(
            "plan",
            notion or self.notion(),
            bindings or (self.binding,),
            clock=self.workspace.clock.now,
            full_read=timedelta(days=1),
        )

    def target(self, *bindings: TableBinding, notion: Notion | None = None) -> NotionTarget:
        return NotionTarget(
            "plan", notion or self.notion(), bindings or (self.binding,), clock=self.workspace.clock.now
        )

    def remove(self, title: str) -> None:
        """A person puts a page into the trash."""
        self.workspace.trash(self.pages[title])

    def ref(self, title: str) -> Ref:
        page = self.pages[title]
        return Ref(TOOL, self.table.id, page.id, f"https://www.notion.so/{page.id.replace('-', '')}")

    def mark(self, title: str) -> str:
        return mark_of("label", self.ref(title).key)

    def value(self, title: str, column: str) -> Any:
        """Return what stands in a column: the words of a text, the name of an option."""
        prop = self.table.named(column)
        assert prop is not None
        value = self.pages[title].values.get(prop.id)
        if prop.type == "select":
            return next((option.name for option in prop.options if option.id == value), None)
        return words(value or [])

    def comments(self, page: Page | str) -> list[Comment]:
        """Return everything that stands on a page, resolved or not, oldest first."""
        found = page if isinstance(page, Page) else self.pages[page]
        threads = {thread.id for thread in self.workspace.discussions.values() if thread.page_id == found.id}
        return [c for c in self.workspace.comments.values() if c.discussion_id in threads and c.deleted_at is None]

    def said(self, title: str) -> list[str]:
        """Return the words of everything that stands on a page."""
        return [words(comment.rich_text) for comment in self.comments(title)]

    def sent(self, kinds: Callable[[str], bool] = lambda _: True) -> list[str]:
        """Return the routes of the requests so far, in order."""
        return [entry.kind for entry in self.server.journal if kinds(entry.kind)]


def without_columns(binding: TableBinding) -> TableBinding:
    """Return a binding of a table that nobody agreed to have our columns in."""
    return replace(binding, flag="", gaps="")


def words(items: list[dict[str, Any]]) -> str:
    """Return the words of a text as the stand-in keeps it; a mention is "@" and the id."""
    return "".join(
        item["text"]["content"] if item["type"] == "text" else f"@{item['mention']['user']['id']}" for item in items
    )
