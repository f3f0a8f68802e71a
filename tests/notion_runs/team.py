"""A team in Notion and its runs: every run is a new process with a connection of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import count
from typing import Any

from connectors.calls.pace import Pace, Window
from connectors.notion.client import Json, Notion
from rules.policy import Policy
from sync.result import Mode, RunResult
from sync.run import run
from sync.store.base import Store
from sync.store.sqlite import open_store
from sync.undo import UndoResult, undo
from sync.workspace import Workspace
from tests.connectors.notion.plan import NotionPlan, words
from tests.fakes.rules import RULES
from tests.fakes.tool import Killed
from tests.standins.notion import Page, is_write
from tests.standins.wire import Request

Shown = Mapping[str, tuple[str | None, str, tuple[str, ...]]]
"""What everybody sees of ours on each page: the flag, the gaps text, the comments."""

_BETWEEN = 600.0
"""Seconds from one run to the next."""
_NUMBERS = count(1)


class Mortal(Notion):
    """A connection whose process dies around its n-th write: before it is sent, or once it was accepted."""

    def __init__(self, *args: Any, moment: str, number: int, **named: Any) -> None:
        super().__init__(*args, **named)
        self._moment = moment
        self._left = number

    def patch(self, path: str, body: Json) -> Json:
        self._pass("before")
        answer = super().patch(path, body)
        self._pass("after")
        return answer

    def create(self, path: str, body: Json) -> Json:
        self._pass("before")
        answer = super().create(path, body)
        self._pass("after")
        return answer

    def delete(self, path: str) -> Json:
        self._pass("before")
        answer = super().delete(path)
        self._pass("after")
        return answer

    def _pass(self, moment: str) -> None:
        if moment == self._moment:
            self._left -= 1
            if self._left == 0:
                raise Killed


class Team:
    """A plan in Notion with a store. `notes` are what the fake rules read: "blocker:Kaya", "warning:Ben"."""

    def __init__(self, plan: NotionPlan, notes: Mapping[str, str], store: Store | None = None) -> None:
        self.plan = plan
        self.store = store or open_store(":memory:", "label")
        for title, text in notes.items():
            self.put(title, text)
        self.wait()

    def put(self, title: str, notes: str) -> None:
        """A person adds or edits a page."""
        workspace = self.plan.workspace
        if title in self.plan.pages:
            workspace.edit(self.plan.pages[title], {"Notes": notes})
        else:
            self.plan.pages[title] = workspace.add_page(self.plan.table, {"Deliverable": title, "Notes": notes})

    def delete_comment(self, title: str) -> None:
        """A person deletes our comment."""
        self.plan.workspace.delete_comment(self.plan.comments(title)[0])

    def wait(self) -> None:
        """Let the time to the next run pass."""
        self.plan.workspace.clock.sleep(_BETWEEN)

    def lose_store(self) -> None:
        self.store = open_store(":memory:", "label")

    def workspace(self, notion: Notion | None = None) -> Workspace:
        """Return what a new process makes of the settings."""
        notion = notion or self.plan.notion()
        return Workspace(
            name="label",
            sources=(self.plan.source(notion=notion),),
            targets={"plan": self.plan.target(notion=notion)},
            bindings={"plan": (self.plan.binding,)},
            policy=Policy(),
            rules=RULES,
            store=self.store,
            clock=self.plan.workspace.clock.now,
            new_id=lambda: f"run-{next(_NUMBERS)}",
            is_gone=lambda _: True,
        )

    def run(self, notion: Notion | None = None, **changes: Any) -> RunResult:
        """Do one run, and let time pass."""
        try:
            return run(replace(self.workspace(notion), **changes), Mode.RUN)
        finally:
            self.wait()

    def dies(self, work: Callable[[Notion], object], moment: str, number: int) -> bool:
        """Do something that dies around its n-th write; `False` where it had fewer and lived."""
        clock = self.plan.workspace.clock
        pace = Pace(Window(180, 60.0), clock=clock.monotonic, sleep=clock.sleep)
        token, address = self.plan.token.secret, self.plan.server.url
        with closing(Mortal(token, pace, address=address, timeout=30, moment=moment, number=number)) as notion:
            try:
                work(notion)
            except Killed:
                return True
        return False

    def settle(self, runs: int = 4) -> None:
        """Run until nothing is left to write: a deleted comment is found so only by editing it."""
        for _ in range(runs):
            result = self.run()
            if not result.plan.steps and result.exit_code == 0:
                return
        raise AssertionError("runs go on writing")

    def undo(self, notion: Notion | None = None) -> UndoResult:
        return undo(self.workspace(notion), write=True)

    def shown(self) -> Shown:
        return {title: self._shown(title) for title in self.plan.pages}

    def writes(self) -> int:
        """Return how many requests since the journal was forgotten were writes."""
        return sum(is_write(Request(e.number, e.method, e.path)) for e in self.plan.server.journal)

    def _shown(self, title: str) -> tuple[str | None, str, tuple[str, ...]]:
        flag, gaps = self.plan.value(title, "Streetdate flag"), self.plan.value(title, "Streetdate gaps")
        return flag, gaps, tuple(sorted(self.plan.said(title)))


def everything(plan: NotionPlan) -> object:
    """Return all that people can see in the database: columns, options, values, comments; not when it was edited."""
    table = plan.table

    def values(page: Page) -> dict[str, Any]:
        return {prop.name: page.values.get(prop.id) for prop in table.properties.values()}

    return (
        [(prop.id, prop.name, prop.type, repr(prop.options), prop.settings) for prop in table.properties.values()],
        {title: (values(page), page.in_trash) for title, page in plan.pages.items()},
        {title: [(c.id, c.author, words(c.rich_text)) for c in plan.comments(title)] for title in plan.pages},
    )
