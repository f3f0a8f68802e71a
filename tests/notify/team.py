"""A small team whose runs tell receivers behind loopback addresses, through the real Apprise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime, timedelta
from typing import Any

from sync.notify.notifications import Notifications
from sync.notify.post import ApprisePost, Post
from sync.notify.receiver import Receiver
from sync.result import Mode, RunResult
from sync.run import run
from sync.store.base import Store
from sync.store.sqlite import open_store
from tests.fakes.source import FakeSource
from tests.fakes.tool import WHEN, FakeTool
from tests.fakes.workspace import workspace
from tests.standins.receiver import Heard, Room


class Team:
    """A plan, a store, rooms to tell, and a clock that is moved by hand."""

    def __init__(self, store: Store, **rooms: Room) -> None:
        self.tool = FakeTool()
        self.store = store
        self.now = WHEN
        self.rooms = rooms
        self.wishes: dict[str, dict[str, Any]] = {}
        """What a receiver wants, by name, where that is not everything."""
        self.settings: dict[str, Any] = {}
        """Of `Notifications`."""
        self.changes: dict[str, Any] = {}
        """Of the workspace."""
        self.source = FakeSource(self.tool)
        self.post: Post = ApprisePost()
        self._runs = 0

    def put(self, record: str, gaps: str = "", **more: str) -> None:
        self.tool.put(record, gaps, **more)

    def run(self, store: Store | None = None, mode: Mode = Mode.RUN) -> RunResult:
        """Let an hour pass and run."""
        self.now += timedelta(hours=1)
        self._runs += 1
        notifications = Notifications(
            self.post,
            tuple(Receiver(name, room.address, **self.wishes.get(name, {})) for name, room in self.rooms.items()),
            **self.settings,
        )
        changes: dict[str, Any] = {
            "clock": lambda: self.now,
            "new_id": lambda: f"run-{self._runs}",
            "notifications": notifications,
            "is_gone": lambda _: True,
            **self.changes,
        }
        made = workspace(self.tool, store or self.store, source=self.source, **changes)
        return run(made, mode)

    def heard(self, room: str = "room") -> list[Heard]:
        """Run, and return what one room was told by it."""
        self.run()
        return self.rooms[room].taken()


@contextmanager
def team(*names: str, start: datetime = WHEN) -> Iterator[Team]:
    """Yield a team with a room for each name."""
    with ExitStack() as opened:
        store = opened.enter_context(closing(open_store(":memory:", "label")))
        made = Team(store, **{name: opened.enter_context(Room()) for name in names or ("room",)})
        made.now = start
        yield made
