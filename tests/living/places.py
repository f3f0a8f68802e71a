"""The tools that a report can be kept in, and what people do to it there; a new one adds its line and passes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from typing import Any, ClassVar

from connectors.airtable.bulletin import AirtableBulletin
from connectors.bulletin import Bulletin, Document
from connectors.calls.pace import Pace, Window
from connectors.notion.bulletin import NotionBulletin
from sync.living.living import Kept, Living
from sync.store.base import Store
from sync.store.sqlite import open_store
from tests.airtable_runs.team import AirtableTeam
from tests.airtable_runs.team import Mortal as MortalAirtable
from tests.connectors.airtable.plan import AirtablePlan
from tests.connectors.notion.plan import NotionPlan
from tests.fakes.tool import Killed
from tests.living.documents import MARK
from tests.notion_runs.team import Mortal as MortalNotion
from tests.notion_runs.team import NotionTeam
from tests.runs.team import Death
from tests.standins.airtable import SCOPES, NewField
from tests.standins.airtable.row import Record
from tests.standins.faults import Fault
from tests.standins.notion import ALL, Capability, Page
from tests.standins.notion.rich_text import plain
from tests.standins.serving import Server
from tests.standins.wire import Matches, Request


class Place(ABC):
    """Somewhere that a report can be, in a stand-in; each bulletin is a new process with a connection of its own."""

    failures: ClassVar[tuple[Fault, ...]]
    rewriting: ClassVar[int]
    """Requests that a changed report takes."""

    def __init__(self) -> None:
        self.store: Store = open_store(":memory:", "label")

    @property
    @abstractmethod
    def server(self) -> Server: ...

    @abstractmethod
    def bulletin(self, connection: Any = None) -> Bulletin: ...

    @abstractmethod
    def mortal(self, death: Death) -> AbstractContextManager[Any]:
        """Return a connection whose process dies."""

    @abstractmethod
    def shown(self) -> list[str]:
        """Return the whole text of each report of ours that stands there, as people read it."""

    @abstractmethod
    def delete(self) -> None:
        """A person deletes the report."""

    @abstractmethod
    def restore(self) -> None:
        """A person takes back what they deleted."""

    @abstractmethod
    def write_beside(self, words: str) -> None:
        """A person adds something of theirs."""

    @abstractmethod
    def beside(self) -> str:
        """Return what they added, as it stands there."""

    @abstractmethod
    def copy(self) -> None:
        """A person copies the whole report."""

    @abstractmethod
    def forbid(self) -> None:
        """Somebody takes the right to write it away."""

    def keep(self, document: Document, connection: Any = None, *, anew: bool = False, write: bool = True) -> Kept:
        return self.living(connection, anew=anew).keep(document, self.store, write=write)

    def undo(self, connection: Any = None, *, write: bool = True) -> Kept:
        return self.living(connection).withdraw(MARK, self.store, write=write)

    def living(self, connection: Any = None, *, anew: bool = False) -> Living:
        return Living("plan", lambda: self.bulletin(connection), anew)

    def lose_store(self) -> None:
        self.store = open_store(":memory:", "label")

    def sent(self, work: Callable[[], object]) -> list[str]:
        """Return the kinds of the requests that something takes."""
        self.server.forget()
        work()
        return [entry.kind for entry in self.server.journal]

    def dies(self, work: Callable[[Any], object], moment: str, number: int) -> bool:
        """Do something that dies around its n-th write; `False` where it had fewer and lived."""
        with self.mortal(Death(moment, number)) as connection:
            try:
                work(connection)
            except Killed:
                return True
        return False

    def at_write(self, number: int) -> Matches:
        """Match the n-th writing request from now on."""
        left = number

        def matches(request: Request) -> bool:
            nonlocal left
            left -= self.writes(request)
            return left == 0 and self.writes(request)

        return matches

    @abstractmethod
    def writes(self, request: Request) -> bool: ...


class NotionPlace(Place):
    """A page “Meetings” that is shared with the connection."""

    failures = NotionTeam.failures
    rewriting = 2

    def __init__(self, plan: NotionPlan) -> None:
        super().__init__()
        self.plan = plan
        self.workspace = plan.workspace
        self.above = self.workspace.add_page(None, {"title": "Meetings"})

    @property
    def server(self) -> Server:
        return self.plan.server

    @property
    def link(self) -> str:
        return f"https://www.notion.so/label/Meetings-{self.above.id.replace('-', '')}?pvs=4"

    def bulletin(self, connection: Any = None) -> NotionBulletin:
        return NotionBulletin(connection or self.plan.notion(), "plan", self.link)

    def mortal(self, death: Death) -> AbstractContextManager[Any]:
        clock = self.workspace.clock
        pace = Pace(Window(180, 60.0), clock=clock.monotonic, sleep=clock.sleep)
        return closing(MortalNotion(death, self.plan.token.secret, pace, address=self.server.url, timeout=30))

    def shown(self) -> list[str]:
        return [
            self._read(block.id, plain(block.content["rich_text"]))
            for page in self.pages()
            for block in self.workspace.body(page.id)
            if block.type == "callout" and block.created_by == self.plan.token.bot_id
        ]

    def pages(self) -> list[Page]:
        """Return the pages of ours that stand."""
        pages = self.workspace.pages.values()
        return [page for page in pages if page.created_by == self.plan.token.bot_id and not page.in_trash]

    def delete(self) -> None:
        (page,) = self.pages()
        self._deleted = page
        self.workspace.trash(page)

    def restore(self) -> None:
        self.workspace.restore(self._deleted)

    def write_beside(self, words: str) -> None:
        (page,) = self.pages()
        self.workspace.write(page, words, first=True)
        self.workspace.write(page, words)

    def beside(self) -> str:
        (page,) = self.pages()
        kinds = [(block.type, plain(block.content["rich_text"])) for block in self.workspace.body(page.id)]
        assert [kind for kind, _ in kinds] == ["paragraph", "callout", "paragraph"], "the box moved"
        assert kinds[0] == kinds[2]
        return kinds[0][1]

    def copy(self) -> None:
        (page,) = self.pages()
        (box,) = self.workspace.body(page.id)
        theirs = self.workspace.write(page, box.content["rich_text"])
        theirs.type, theirs.content = "callout", dict(box.content)
        other = self.workspace.add_page(None, {"title": "Copy"})
        self.workspace.put_below(other, self.above.id)
        second = self.workspace.write(other, box.content["rich_text"])
        second.type, second.content = "callout", dict(box.content)

    def forbid(self) -> None:
        self.plan.token.capabilities = ALL - {Capability.INSERT_CONTENT}

    def writes(self, request: Request) -> bool:
        return request.method in ("PATCH", "DELETE") or request.path == "/v1/pages"

    def _read(self, block: str, head: str, depth: int = 0) -> str:
        lines = [head]
        for inner in self.workspace.body(block):
            sign = "• " if inner.type == "bulleted_list_item" else ""
            lines.append(self._read(inner.id, f"{'  ' * depth}{sign}{plain(inner.content['rich_text'])}", depth + 1))
        return "\n".join(lines)


class AirtablePlace(Place):
    """A table “Reports” beside the plan; its text field is plain or formatted."""

    failures = AirtableTeam.failures
    rewriting = 1

    def __init__(self, plan: AirtablePlan, kind: str) -> None:
        super().__init__()
        self.plan = plan
        fields = (NewField("Name"), NewField("Report", kind), NewField("Notes", "multilineText"))
        self.table = plan.base.add_table("Reports", fields)
        self.theirs = self.table.add({"Name": "Ours", "Report": "something else", "Notes": "n"})

    @property
    def server(self) -> Server:
        return self.plan.server

    def bulletin(self, connection: Any = None) -> AirtableBulletin:
        return AirtableBulletin(connection or self.plan.airtable(), "plan", "Reports", "Report", {self.plan.table.id})

    def mortal(self, death: Death) -> AbstractContextManager[Any]:
        secret, base = self.plan.token.secret, self.plan.base.id
        return closing(MortalAirtable(death, secret, base, self.plan.paces, address=self.server.url, timeout=30))

    def shown(self) -> list[str]:
        return [str(self.table.cell(record.id, "Report")) for record in self._records()]

    def delete(self) -> None:
        (self._deleted,) = self._records()
        self.table.delete(self._deleted.id)

    def restore(self) -> None:
        self.table.records[self._deleted.id] = self._deleted

    def write_beside(self, words: str) -> None:
        (record,) = self._records()
        self.table.edit(record.id, {"Notes": words, "Name": "Called so by Ana"})

    def beside(self) -> str:
        (record,) = self._records()
        assert self.table.cell(record.id, "Name") == "Called so by Ana"
        return str(self.table.cell(record.id, "Notes"))

    def copy(self) -> None:
        (record,) = self._records()
        self.plan.clock.sleep(60.0)
        self.table.add({"Name": "Copy", "Report": self.table.cell(record.id, "Report")}, by=self.plan.ana)

    def forbid(self) -> None:
        self.plan.token.scopes = frozenset(SCOPES) - {"data.records:write"}

    def writes(self, request: Request) -> bool:
        return request.method in ("POST", "PATCH", "DELETE")

    def _records(self) -> list[Record]:
        found = [record for record in self.table.records.values() if record.created_by is self.plan.robot]
        return [record for record in found if str(self.table.cell(record.id, "Report") or "").strip()]


@contextmanager
def notion() -> Iterator[NotionPlace]:
    with NotionPlan() as plan:
        yield NotionPlace(plan)


@contextmanager
def airtable() -> Iterator[AirtablePlace]:
    with AirtablePlan() as plan:
        yield AirtablePlace(plan, "multilineText")


@contextmanager
def formatted() -> Iterator[AirtablePlace]:
    with AirtablePlan() as plan:
        yield AirtablePlace(plan, "richText")


PLACES: Mapping[str, Callable[[], AbstractContextManager[Place]]] = {
    "notion": notion,
    "airtable": airtable,
    "airtable, formatted": formatted,
}
