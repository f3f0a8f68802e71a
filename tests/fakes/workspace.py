"""A workspace around the tool in memory, with a clock that moves a minute at every look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import Subject
from rules.policy import Policy
from sync.store.base import Store
from sync.store.sqlite import open_store
from sync.workspace import Workspace
from tests.fakes.rules import RULES
from tests.fakes.source import FakeSource
from tests.fakes.target import FakeTarget
from tests.fakes.tool import GAPS, NAME, OWNER, TABLE, WHEN, FakeTool

BINDING = TableBinding(
    TABLE, Subject.DELIVERABLES, {"title": NAME, "owners": OWNER, "notes": GAPS}, release="Night Bus"
)


def ticking(start: datetime = WHEN) -> Callable[[], datetime]:
    """Return a clock of its own."""
    minutes = count()
    return lambda: start + timedelta(minutes=next(minutes))


def workspace(
    tool: FakeTool,
    store: Store | None = None,
    *,
    name: str = "label",
    source: FakeSource | None = None,
    target: FakeTarget | None = None,
    more: Sequence[tuple[FakeSource, FakeTarget]] = (),
    **changes: Any,
) -> Workspace:
    """Return a workspace over one fake tool, and over further ones."""
    source = source or FakeSource(tool)
    target = target or FakeTarget(tool)
    pairs = [(source, target), *more]
    numbers = count(1)
    start: datetime = changes.pop("start", WHEN)
    made = Workspace(
        name=name,
        sources=tuple(s for s, _ in pairs),
        targets={s.name: t for s, t in pairs},
        bindings={s.name: (BINDING,) for s, _ in pairs},
        policy=Policy(),
        rules=RULES,
        store=store or open_store(":memory:", name),
        clock=ticking(start),
        new_id=lambda: f"{start:%H%M}-{next(numbers)}",
    )
    return replace(made, **changes) if changes else made
