"""Reading all sources of a workspace side by side; one that fails leaves the others alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from connectors.errors import ConnectorError
from connectors.record import Pull
from sync.budget import left_of, runs_of_a_month, with_budget
from sync.pictures import laid_over
from sync.result import Unread
from sync.store.base import Picture
from sync.workspace import Workspace

if TYPE_CHECKING:
    from connectors.calls.budget import Left
    from connectors.changes import Source

_AT_ONCE = 4
"""Sources read at the same time; each keeps its own rate limit."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """What all sources brought, by source name; `before` are the last complete pictures of the same sources."""

    pulls: Mapping[str, Pull]
    before: Mapping[str, Picture]
    unread: tuple[Unread, ...] = ()
    ahead: Mapping[str, timedelta] = field(default_factory=dict)
    """How far our clock was ahead of each tool's when that had answered; nothing of a file."""
    left: Mapping[str, Left] = field(default_factory=dict)
    """What the month still allows, by source; nothing where no month is counted."""


def pull_all(workspace: Workspace, *, whole: bool = False) -> Pulled:
    """Read every source: what changed since its last complete picture where it can tell, else everything.

    `whole` reads everything in any case.
    """
    before = {
        source.name: picture
        for source in workspace.sources
        if (picture := workspace.store.picture(source.name)) is not None
    }

    ahead: dict[str, timedelta] = {}

    def read(source: Source) -> Pull | ConnectorError:
        picture = before.get(source.name)
        workspace.progress(f"reading {source.name}")
        try:
            pull = source.pull(picture.cursor if picture and not whole else "")
            if pull.tool_time is not None:
                ahead[source.name] = workspace.clock() - pull.tool_time
            return laid_over(picture, pull)
        except ConnectorError as error:
            return error

    if len(workspace.sources) > 1:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(min(_AT_ONCE, len(workspace.sources))) as pool:
            answers = list(pool.map(read, workspace.sources))
    else:
        answers = [read(source) for source in workspace.sources]
    runs = workspace.store.runs(most) if (most := runs_of_a_month(workspace.allowances.values())) else ()
    pulls: dict[str, Pull] = {}
    left: dict[str, Left] = {}
    unread: list[Unread] = []
    for source, answer in zip(workspace.sources, answers, strict=True):
        if isinstance(answer, Pull):
            pulls[source.name] = answer
            if allowance := workspace.allowances.get(source.name):
                now = workspace.clock()
                pulls[source.name] = told = with_budget(answer, source.name, allowance, runs, now)
                if month := left_of(told, source.name, allowance, runs, now):
                    left[source.name] = month
            continue
        unread.append(Unread(source.name, answer))
        picture = before.get(source.name)
        tables = picture.tables if picture else ()
        pulls[source.name] = Pull(tables, (), workspace.clock(), complete=False, error=answer.message)
    return Pulled(pulls, before, tuple(unread), ahead, left)
