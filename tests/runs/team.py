"""A team in some tool and its runs: every run is a new process with a connection of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, ClassVar, TypeAlias

from connectors.changes import Source, Target
from connectors.mapping.binding import TableBinding
from rules.policy import Policy
from sync.result import Mode, RunResult
from sync.run import run
from sync.store.sqlite import open_store
from sync.undo import UndoResult, undo
from sync.workspace import Workspace
from tests.fakes.rules import RULES
from tests.fakes.tool import Killed
from tests.standins.clock import Time
from tests.standins.faults import Fault
from tests.standins.serving import Server

Shown: TypeAlias = Mapping[str, tuple[str | None, str | None, tuple[str, ...]]]
"""What everybody sees of ours on each record: the flag, the gaps text, the comments."""
Connection: TypeAlias = Any
"""The connector's own client."""

_BETWEEN = 600.0
"""Seconds from one run to the next."""
_NUMBERS = count(1)


@dataclass(slots=True)
class Death:
    """Kills a process around its n-th write: "before" it is sent, or "after" it was accepted."""

    moment: str
    number: int

    @contextmanager
    def around_a_write(self) -> Iterator[None]:
        self._pass("before")
        yield
        self._pass("after")

    def _pass(self, moment: str) -> None:
        if moment == self.moment:
            self.number -= 1
            if self.number == 0:
                raise Killed


class Team(ABC):
    """A plan in a tool with a store. `notes` are what the fake rules read: "blocker:Kaya", "warning:Ben"."""

    failures: ClassVar[Sequence[Fault]]
    """What can become of a request, before it is carried out and after."""
    keeps_columns: ClassVar[bool] = False
    """Whether the tool lets no program delete our columns."""

    def __init__(self, notes: Mapping[str, str], *, waits: bool = True) -> None:
        """`waits`: time passes between runs; a real clock has none to spare."""
        self._waits = waits
        self.store = open_store(":memory:", "label")
        for title, text in notes.items():
            self.put(title, text)
        self.wait()

    @property
    @abstractmethod
    def server(self) -> Server: ...

    @property
    @abstractmethod
    def clock(self) -> Time: ...

    @property
    @abstractmethod
    def binding(self) -> TableBinding: ...

    @abstractmethod
    def put(self, title: str, notes: str) -> None:
        """A person adds or edits a record."""

    @abstractmethod
    def comment(self, title: str, text: str) -> None:
        """A person comments on a record."""

    @abstractmethod
    def delete_comment(self, title: str) -> None:
        """A person deletes the oldest comment, which is ours."""

    @abstractmethod
    def let_comment(self, allowed: bool) -> None:
        """Somebody gives us the right to write comments, or takes it away."""

    @abstractmethod
    def delete(self, title: str) -> None:
        """A person deletes a record."""

    @abstractmethod
    def agree(self) -> None:
        """Somebody lets our columns be made, and the settings name them."""

    @abstractmethod
    def disagree(self) -> None:
        """The settings do not name our columns any more."""

    @abstractmethod
    def connection(self) -> Connection:
        """Return a new connection, which is closed with the team."""

    @abstractmethod
    def mortal(self, death: Death) -> AbstractContextManager[Connection]:
        """Return a connection whose process dies."""

    @abstractmethod
    def parts(self, connection: Connection) -> tuple[Source, Target]:
        """Return what a process makes of the connection."""

    @abstractmethod
    def titles(self) -> Sequence[str]: ...

    @abstractmethod
    def flag(self, title: str) -> str | None: ...

    @abstractmethod
    def gaps(self, title: str) -> str | None: ...

    @abstractmethod
    def said(self, title: str) -> list[str]:
        """Return the words of every comment, oldest first."""

    @abstractmethod
    def own_columns(self) -> frozenset[str]:
        """Return the ids of our columns that are there."""

    @abstractmethod
    def writes(self) -> int:
        """Return how many requests since the journal was forgotten were writes on records."""

    @abstractmethod
    def everything(self) -> object:
        """Return all that people can see in the table: columns, options, values, comments; not when it was edited."""

    def wait(self) -> None:
        """Let the time to the next run pass."""
        if self._waits:
            self.clock.sleep(_BETWEEN)

    def lose_store(self) -> None:
        self.store = open_store(":memory:", "label")

    def workspace(self, connection: Connection = None) -> Workspace:
        """Return what a new process makes of the settings."""
        source, target = self.parts(connection or self.connection())
        return Workspace(
            name="label",
            sources=(source,),
            targets={"plan": target},
            bindings={"plan": (self.binding,)},
            policy=Policy(),
            rules=RULES,
            store=self.store,
            clock=self.clock.now,
            new_id=lambda: f"run-{next(_NUMBERS)}",
            is_gone=lambda _: True,
        )

    def run(self, connection: Connection = None, **changes: Any) -> RunResult:
        """Do one run, and let time pass."""
        try:
            return run(replace(self.workspace(connection), **changes), Mode.RUN)
        finally:
            self.wait()

    def dies(self, work: Callable[[Connection], object], moment: str, number: int) -> bool:
        """Do something that dies around its n-th write; `False` where it had fewer and lived."""
        with self.mortal(Death(moment, number)) as connection:
            try:
                work(connection)
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

    def undo(self, connection: Connection = None) -> UndoResult:
        try:
            return undo(self.workspace(connection), write=True)
        finally:
            self.wait()

    def shown(self) -> Shown:
        return {
            title: (self.flag(title), self.gaps(title) or "", tuple(sorted(self.said(title))))
            for title in self.titles()
        }
