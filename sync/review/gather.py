"""Reading what a review looks back on: the tools as they are, and the store's memory of how they were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rules.memory import Memory
from rules.model import Slate
from sync.judge import Judged, judge
from sync.review.past import Past
from sync.review.record import Tool
from sync.watch import Watch
from sync.workspace import Workspace

_ALL_RUNS = 100_000
_BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The past of a workspace up to now, its tools, and what keeps either from being whole, in sentences."""

    past: Past
    tools: tuple[Tool, ...]
    notes: tuple[str, ...]
    judged: Judged


def gather(workspace: Workspace, *, remembers: bool) -> Gathered:
    """Read every source and the store. Writes nothing, the store included.

    `remembers` says whether the store keeps anything between runs. Raises `StoreError`; a source that cannot be read
    is told of in `judged`.
    """
    watch = Watch(workspace.clock, workspace.told, {})
    judged = judge(workspace, None, watch)
    workspace.progress("looking back")
    past = past_of(workspace, judged.slate, judged.memory, judged.as_of)
    tools = tuple(
        Tool(
            source.name,
            source.tool,
            judged.pulled.pulls[source.name],
            workspace.bindings[source.name],
            source.name in workspace.fillers,
            source.name in workspace.makers,
        )
        for source in workspace.sources
        if source.name in judged.pulled.pulls and judged.pulled.pulls[source.name].complete
    )
    return Gathered(past, tools, tuple(_notes(past, judged, remembers=remembers)), judged)


def past_of(workspace: Workspace, slate: Slate, memory: Memory, now: datetime) -> Past:
    """Return the past of what a run has just read. Raises `StoreError`."""
    store = workspace.store
    return Past(
        workspace.name, slate, memory, store.happenings(_BEGINNING), store.runs(_ALL_RUNS), workspace.policy, now
    )


def _notes(past: Past, judged: Judged, *, remembers: bool) -> Sequence[str]:
    found: list[str] = []
    if not remembers:
        found.append("The store is in memory and forgets every run: only what the plan itself states is told here.")
    elif not past.looks:
        found.append("No run has looked before: only what the plan itself states is told here.")
    else:
        since = past.calendar.day(past.looks[0])
        runs = "one run" if len(past.looks) == 1 else f"{len(past.looks)} runs"
        found.append(f"From the plan as it is, and what {runs} saw since {since}.")
    found += [f"{source.name} was not read completely: {source.error}" for source in past.slate.sources if source.error]
    found += [f"{missing.source} could not be read: {missing.error.message}" for missing in judged.pulled.unread]
    return found
