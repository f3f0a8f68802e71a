"""The life of one run: pull, normalize, assemble, check, plan, guard, remember, apply.

`check` and `plan` read only. `run` remembers before it writes: the marks of comments about to be posted and the lives
of all gaps are stored first, each receipt as it comes. So a run that was killed anywhere is finished by the next.

With `as_of` the rules judge as of that instant, and a run writes what they say; what is remembered (first moments,
when a gap opened) is still stamped with the real clock, for it is about what was seen when.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from connectors.changes import Capabilities, Change
from connectors.normalize.source import normalize
from rules.engine import check
from rules.memory import Memory
from rules.model import Slate
from rules.remember import remember
from rules.violation import Report
from sync.apply import ApplyResult, apply
from sync.assemble import assemble
from sync.desired import Wanted, desired
from sync.guard import Held, Situation, counted, held
from sync.lease import leased
from sync.ledger import Entry
from sync.observed import Observed, observe
from sync.pictures import picture_of, vanished_columns
from sync.plan import Plan, compose
from sync.pull import Pulled, pull_all
from sync.reconcile import unseen_comment
from sync.result import Mode, RunResult
from sync.sight import Sight
from sync.store.base import RunRecord
from sync.turns import Turns, turns
from sync.wording import mark_of
from sync.workspace import Workspace


def run(workspace: Workspace, mode: Mode, as_of: datetime | None = None, expected_digest: str = "") -> RunResult:
    """Do one pass over the workspace, as far as `mode` goes.

    With `expected_digest`, a run writes that reviewed plan or nothing. Raises `StoreBusy` while another run goes on;
    a source or target that fails is part of the result.
    """
    watch = _Watch(workspace.clock)
    if mode is Mode.CHECK:
        return _result(workspace, mode, _judge(workspace, as_of, watch), watch)
    if mode is Mode.PLAN:
        judged = _judge(workspace, as_of, watch)
        plan, reasons = _plan(workspace, judged, watch, expected_digest)
        return _result(workspace, mode, judged, watch, plan=plan, held=reasons)
    with leased(workspace) as alive:
        record = RunRecord(workspace.new_id(), watch.started, as_of or watch.started)
        last = workspace.store.runs(1)
        workspace.store.save_run(record)
        judged = _judge(workspace, as_of, watch)
        plan, reasons = _plan(workspace, judged, watch, expected_digest, last[0].started if last else None)
        written = ApplyResult()
        if not reasons:
            _remember(workspace, judged, plan, record.id)
            workspace.progress(f"writing {len(plan.steps)} changes")
            written = apply(plan, workspace.targets, workspace.store, record.id, alive)
            watch.lap("apply")
        result = _result(workspace, mode, judged, watch, plan=plan, held=reasons, written=written, run_id=record.id)
        workspace.store.save_run(_finished(record, result))
        return result


@dataclass(frozen=True, slots=True)
class _Judged:
    """Everything up to the plan; none of it needs a write."""

    pulled: Pulled
    slate: Slate
    report: Report
    observed: Observed
    sight: Sight
    turns: Turns
    memory: Memory
    """What the next run may look back on."""
    as_of: datetime


def _judge(workspace: Workspace, as_of: datetime | None, watch: _Watch) -> _Judged:
    pulled = pull_all(workspace)
    watch.lap("pull")
    zone = ZoneInfo(workspace.policy.zone)
    slate = assemble(
        [
            normalize(source.name, source.tool, pulled.pulls[source.name], workspace.bindings[source.name], zone)
            for source in workspace.sources
        ],
        watch.started,
    )
    watch.lap("normalize")
    workspace.progress("checking")
    policy, memory, now = workspace.policy, workspace.store.memory(), as_of or watch.started
    report = check(slate, policy, now, memory, workspace.rules)
    observed = observe(pulled.pulls)
    sight = Sight(
        slate, observed, [rule for rule in workspace.rules if rule.code not in policy.off], report.cannot_tell
    )
    turned = turns(workspace.store.lives(), report, observed.source_of, sight, watch.started)
    memory = replace(remember(slate, policy, memory, watch.started), opened=turned.opened)
    watch.lap("check")
    return _Judged(pulled, slate, report, observed, sight, turned, memory, now)


def _plan(
    workspace: Workspace, judged: _Judged, watch: _Watch, digest: str, last_run: datetime | None = None
) -> tuple[Plan, tuple[Held, ...]]:
    able = {source: target.capabilities for source, target in workspace.targets.items()}
    ledger = workspace.store.ledger()
    wanted = desired(judged.report, judged.turns.kept_gaps, judged.observed, ledger, judged.sight, able, workspace.name)
    observed = _asked(workspace, wanted, judged.observed, ledger, able)

    def cost(source: str, changes: Sequence[Change]) -> int:
        return workspace.targets[source].cost(changes)

    plan = compose(wanted, observed, ledger, able, cost)
    situation = _situation(workspace, judged, ledger, digest, watch.started, last_run)
    watch.lap("plan")
    return plan, held(plan, situation, workspace.limits, workspace.lifted)


def _asked(
    workspace: Workspace,
    wanted: Wanted,
    observed: Observed,
    ledger: Mapping[str, Entry],
    able: Mapping[str, Capabilities],
) -> Observed:
    """Ask the targets for comments that may be ours and that neither the pull nor the ledger shows."""
    for source, target in workspace.targets.items():
        asked = {
            key: mark_of(workspace.name, key)
            for key, want in wanted.records.items()
            if want.source == source and unseen_comment(observed.records[key].marks, ledger.get(key), able[source])
        }
        if asked:
            found = target.find_comments([wanted.records[key].ref for key in asked], asked)
            observed = observed.with_comments(found, frozenset(asked))
    return observed


def _situation(
    workspace: Workspace,
    judged: _Judged,
    ledger: Mapping[str, Entry],
    digest: str,
    now: datetime,
    last_run: datetime | None,
) -> Situation:
    pulls, before = judged.pulled.pulls, judged.pulled.before
    complete = [source for source in before if pulls[source].complete]
    return Situation(
        records=len(judged.observed.records),
        flagged=sum(entry.flag in {"Attention", "Blocked"} for entry in ledger.values()),
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
        last_run=last_run,
        expected_digest=digest,
    )


def _remember(workspace: Workspace, judged: _Judged, plan: Plan, run_id: str) -> None:
    """Store everything that the writes and the next run rely on."""
    store = workspace.store
    store.save_lives(run_id, judged.turns.lives.values(), judged.turns.events)
    store.save_memory(judged.memory)
    store.save_entries(plan.adopted, plan.forgotten)
    for source, pull in judged.pulled.pulls.items():
        if pull.complete:
            store.save_picture(source, picture_of(pull))


def _finished(record: RunRecord, result: RunResult) -> RunRecord:
    outcome = "held" if result.held else "incomplete" if result.exit_code else "done"
    severities = [violation.severity.value for violation in result.report.violations]
    counts = {severity: severities.count(severity) for severity in ("blocker", "warning", "note")}
    counts |= {"waived": len(result.report.waived), "cannot tell": len(result.report.cannot_tell)}
    counts |= {"new": len(result.turns.new), "closed": len(result.turns.closed), "written": len(result.receipts)}
    return replace(record, finished=result.finished, outcome=outcome, counts=counts)


def _result(
    workspace: Workspace,
    mode: Mode,
    judged: _Judged,
    watch: _Watch,
    *,
    plan: Plan | None = None,
    held: tuple[Held, ...] = (),
    written: ApplyResult | None = None,
    run_id: str = "",
) -> RunResult:
    plan, written = plan or Plan(), written or ApplyResult()
    requests = {source: pull.requests for source, pull in judged.pulled.pulls.items()}
    if written.receipts:
        for source, count in plan.requests.items():
            requests[source] += count
    return RunResult(
        id=run_id,
        workspace=workspace.name,
        mode=mode,
        started=watch.started,
        finished=workspace.clock(),
        as_of=judged.as_of,
        slate=judged.slate,
        report=judged.report,
        turns=judged.turns,
        plan=plan,
        held=held,
        receipts=written.receipts,
        refused=written.refused,
        unread=judged.pulled.unread,
        failures=written.failures,
        requests=requests,
        timings=watch.timings,
    )


class _Watch:
    """When the run began, and how long each stage took."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.started = clock()
        self._laps = [("", self.started)]

    def lap(self, stage: str) -> None:
        self._laps.append((stage, self._clock()))

    @property
    def timings(self) -> dict[str, float]:
        return {stage: (now - before).total_seconds() for (_, before), (stage, now) in pairwise(self._laps)}
