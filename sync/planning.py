"""From what is wrong to what would be written, and whether anything speaks against writing it. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from connectors.changes import Capabilities, Change, Flag
from connectors.errors import ConnectorError
from sync.affordable import affordable
from sync.apply import Failure
from sync.desired import Wanted, desired
from sync.guard import Guard, Held, Situation, counted, held
from sync.judge import Judged
from sync.ledger import Entry
from sync.observed import Observed
from sync.own_columns import lost_columns, lost_notice, without_flags_on
from sync.pictures import picture_of, vanished_columns
from sync.plan import Cost, Plan, compose
from sync.reconcile import unseen_comment
from sync.store.base import RunRecord
from sync.wording import mark_of
from sync.workspace import Workspace

WAITING = "waiting"
"""The count of a run's record that says on how many records something was left for later."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What would be written, the reasons not to write it, and the targets that could not even be asked.

    `held` is why nothing is to be written; `waiting`, why some writes are not in the plan though they are due.
    `notices` are what a person would not expect of the writing, in sentences: a target that cannot be written, or
    writes elsewhere.
    """

    plan: Plan
    held: tuple[Held, ...] = ()
    waiting: tuple[Held, ...] = ()
    left_out: int = 0
    """How many records wait; of a run that is held, as many as waited before it."""
    failures: tuple[Failure, ...] = ()
    notices: tuple[str, ...] = ()


def plan_for(
    workspace: Workspace, judged: Judged, now: datetime, earlier: Sequence[RunRecord], expected_digest: str
) -> Planned:
    """Return what would be written. Nothing is planned for a source that could not be read.

    `earlier` are the last runs, newest first.
    """
    failures: list[Failure] = []
    unread = {source.source for source in judged.pulled.unread}
    able: dict[str, Capabilities] = {}
    lost = {
        source: lost_columns(judged.pulled.pulls[source], workspace.bindings.get(source, ()))
        for source in workspace.targets
    }
    for source, target in workspace.targets.items():
        if source not in unread:
            with _noted(source, failures):
                able[source] = without_flags_on(target.capabilities, lost[source])
    ledger = workspace.store.ledger()
    wanted = desired(judged.report, judged.turns.kept_gaps, judged.observed, ledger, judged.sight, able, workspace.name)
    observed = judged.observed
    for source in able:
        with _noted(source, failures):
            observed = _with_lost_comments(workspace, source, wanted, observed, ledger, able[source])
    failed = {failure.source for failure in failures}
    whole = compose(wanted.without(failed), observed, ledger, able, costs(workspace))
    left = {} if Guard.BUDGET in workspace.lifted else judged.pulled.left
    plan, waiting = affordable(whole, left, costs(workspace))
    situation = _situation(workspace, judged, ledger, now, earlier, expected_digest)
    notices = [
        f"{source.name} is only read, as the settings say"
        for source in workspace.sources
        if source.name not in workspace.targets
    ]
    notices += [f"{source}: {able[source].why}" for source in able if able[source].why]
    tools = {source.name: source.tool for source in workspace.sources}
    notices += [lost_notice(binding, tools[source]) for source in able for binding in lost[source]]
    for source in dict.fromkeys(step.source for step in plan.steps):
        with _noted(source, failures):
            notices.append(workspace.targets[source].notice())
    # What is unusual is judged by the whole plan: a mistake is not to be written a few records at a time.
    stopped = held(whole, situation, workspace.limits, workspace.lifted)
    left_out = situation.waited if stopped else len(_unfinished(whole, plan))
    return Planned(plan, stopped, waiting, left_out, tuple(failures), tuple(filter(None, notices)))


def _unfinished(whole: Plan, plan: Plan) -> set[str]:
    """Return the records of which something is not in the plan."""
    kept = {id(step) for step in plan.steps}
    return {step.change.ref.key for step in whole.steps if id(step) not in kept}


def _waited(earlier: Sequence[RunRecord]) -> int:
    """Return how many records were left for later by the newest run that came to its end."""
    return next((run.counts.get(WAITING, 0) for run in earlier if run.finished), 0)


@contextmanager
def _noted(source: str, failures: list[Failure]) -> Iterator[None]:
    try:
        yield
    except ConnectorError as error:
        failures.append(Failure(source, error, 0))


def costs(workspace: Workspace) -> Cost:
    """Return how to ask the workspace's targets what changes cost."""

    def cost(source: str, changes: Sequence[Change]) -> int:
        return workspace.targets[source].cost(changes)

    return cost


def _with_lost_comments(
    workspace: Workspace,
    source: str,
    wanted: Wanted,
    observed: Observed,
    ledger: Mapping[str, Entry],
    able: Capabilities,
) -> Observed:
    """Ask a target for comments that may be ours and that neither the pull nor the ledger shows."""
    asked = {
        key: mark_of(workspace.name, key)
        for key, want in wanted.records.items()
        if want.source == source and unseen_comment(want.ref, observed.records[key].marks, ledger.get(key), able)
    }
    if not asked:
        return observed
    found = workspace.targets[source].find_comments([wanted.records[key].ref for key in asked], asked)
    return observed.with_comments(found, frozenset(asked))


def _situation(
    workspace: Workspace,
    judged: Judged,
    ledger: Mapping[str, Entry],
    now: datetime,
    earlier: Sequence[RunRecord],
    expected_digest: str,
) -> Situation:
    pulls, before = judged.pulled.pulls, judged.pulled.before
    complete = [source for source in before if pulls[source].complete]
    return Situation(
        records=len(judged.observed.records),
        flagged=sum(entry.flag in {Flag.ATTENTION, Flag.BLOCKED} for entry in ledger.values()),
        first_run=not before,
        tables=[
            count
            for source in complete
            for count in counted(before[source].counts, picture_of(pulls[source]).counts, source)
        ],
        columns=[
            sentence
            for source in complete
            for sentence in vanished_columns(source, before[source], pulls[source], workspace.bindings[source])
        ],
        now=now,
        ahead=judged.pulled.ahead,
        last_run=earlier[0].started if earlier else None,
        waited=_waited(earlier),
        expected_digest=expected_digest,
    )
