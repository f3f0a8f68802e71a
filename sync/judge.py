"""From the tools to what is wrong: pull, normalize, assemble, check, and what became of every gap. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from connectors.normalize.source import normalize
from rules.engine import check
from rules.memory import NOTHING, Memory
from rules.model import Slate
from rules.remember import remember
from rules.violation import Report
from sync.assemble import Assembled, assembled
from sync.observed import Observed, observe
from sync.pull import Pulled, pull_all
from sync.result import Mode, RunResult
from sync.sight import Sight
from sync.stages import of_pull, of_report, of_slate
from sync.turns import Turns, turns
from sync.watch import Watch
from sync.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Judged:
    """Everything that a run knows before it plans."""

    pulled: Pulled
    slate: Slate
    report: Report
    observed: Observed
    sight: Sight
    turns: Turns
    memory: Memory
    """What the next run may look back on."""
    as_of: datetime


def judge(workspace: Workspace, as_of: datetime | None, watch: Watch) -> Judged:
    """Read every source and return what the rules say of it as of an instant (`None`: now)."""
    pulled = pull_all(workspace)
    watch.lap("pull", *of_pull(pulled))
    memory = workspace.store.memory()
    slate = slate_of(workspace, pulled, watch.started, memory)
    watch.lap("normalize", of_slate(slate))
    workspace.progress("checking")
    policy = workspace.policy
    now = (as_of or watch.started).astimezone(ZoneInfo(policy.zone))
    report = check(slate, policy, now, memory, workspace.rules)
    observed = observe(pulled.pulls)
    in_force = [rule for rule in workspace.rules if rule.code not in policy.off]
    sight = Sight(slate, observed, in_force, report.cannot_tell)
    turned = turns(workspace.store.lives(), report, observed.source_of, sight, watch.started)
    memory = replace(remember(slate, policy, memory, watch.started), opened=turned.opened)
    watch.lap("check", of_report(report))
    return Judged(pulled, slate, report, observed, sight, turned, memory, now)


def found(workspace: Workspace, mode: Mode, judged: Judged, watch: Watch) -> RunResult:
    """Return the result of a pass that has only judged."""
    return RunResult(
        id="",
        workspace=workspace.name,
        mode=mode,
        started=watch.started,
        finished=workspace.clock(),
        as_of=judged.as_of,
        slate=judged.slate,
        report=judged.report,
        turns=judged.turns,
        unread=judged.pulled.unread,
        requests={source: pull.requests for source, pull in judged.pulled.pulls.items()},
        timings=watch.timings,
    )


def slate_of(workspace: Workspace, pulled: Pulled, pulled_at: datetime, memory: Memory = NOTHING) -> Slate:
    """Return what all sources say, joined."""
    return assembled_of(workspace, pulled, pulled_at, memory).slate


def assembled_of(workspace: Workspace, pulled: Pulled, pulled_at: datetime, memory: Memory = NOTHING) -> Assembled:
    """Return what all sources say, joined, and how their records were matched."""
    zone = ZoneInfo(workspace.policy.zone)
    return assembled(
        [
            normalize(source.name, source.tool, pulled.pulls[source.name], workspace.bindings[source.name], zone)
            for source in workspace.sources
        ],
        pulled_at,
        workspace.terms,
        memory=memory,
    )
