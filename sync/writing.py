"""What follows judging: plan, let the guards speak, remember, write, publish, tell. A check does not even load it.

A run remembers before it writes: the lives of all gaps and the marks of comments about to be posted are stored first,
each receipt as it comes. So a run that was killed anywhere is finished by the next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING

from sync.apply import ApplyResult, apply
from sync.budget import counted_events, counted_looks, counted_requests
from sync.guard import Guard
from sync.judge import Judged, found, judge
from sync.lease import leased
from sync.pictures import picture_of
from sync.plan import Plan
from sync.planning import WAITING, Planned, plan_for
from sync.result import Mode, RunResult
from sync.stages import of_living, of_plan, of_publishing, of_telling, of_writing
from sync.store.base import RunRecord, Store
from sync.watch import Watch
from sync.workspace import Workspace

if TYPE_CHECKING:
    from connectors.record import Pull
    from sync.publishing import Publishing

_LAST = 5
"""Runs that planning looks back on; of those that were killed it learns only when they began."""
_MONTHS_OF_RUNS = 10_000
"""Runs that a clock which was ahead may have left in the history."""


def preview(workspace: Workspace, watch: Watch, as_of: datetime | None, expected_digest: str) -> RunResult:
    """Judge, and say what a run would write. Writes nothing."""
    judged = judge(workspace, as_of, watch)
    plan = _planned(workspace, judged, watch, expected_digest)
    publishing = None if plan.held else _published(workspace, judged, watch, lambda: None, write=False)
    result = _result(workspace, Mode.PLAN, judged, watch, plan, publishing=publishing)
    if not plan.held:
        result = _kept(workspace, judged, result, watch, write=False)
    return _told(workspace, result, watch, lambda: None, write=False)


def carry_out(workspace: Workspace, watch: Watch, as_of: datetime | None, expected_digest: str) -> RunResult:
    """Judge and write, under the workspace's lease. Raises `StoreBusy` while another run goes on."""
    with leased(workspace) as alive:
        return _written(workspace, watch, as_of, expected_digest, alive)


def _written(
    workspace: Workspace, watch: Watch, as_of: datetime | None, expected_digest: str, alive: Callable[[], None]
) -> RunResult:
    store = workspace.store
    judged = judge(workspace, as_of, watch)
    planned = _planned(workspace, judged, watch, expected_digest)
    record = RunRecord(workspace.new_id(), watch.started, judged.as_of)
    wrong_clock = any(held.option is Guard.CLOCK for held in planned.held)
    if Guard.CLOCK in workspace.lifted:
        _set_right(store, watch.started)
    if not wrong_clock:
        store.save_run(record)
    written, publishing = ApplyResult(), None
    if not planned.held:
        _introduced(workspace, watch)
        _remember(workspace, judged, planned.plan, record.id)
        workspace.progress(f"writing {len(planned.plan.steps)} changes")
        written = apply(planned.plan, workspace.targets, store, record.id, alive)
        watch.lap("apply", of_writing(written, sum(_sent(workspace, watch).values())))
        publishing = _published(workspace, judged, watch, alive, write=True)
    result = _result(workspace, Mode.RUN, judged, watch, planned, written, record.id, publishing)
    if not planned.held:
        alive()
        result = _kept(workspace, judged, result, watch, write=True)
    result = _told(workspace, result, watch, alive, write=True)
    if not wrong_clock:
        store.save_run(
            replace(
                record,
                finished=result.finished,
                outcome=_outcome(result),
                counts={**_counts(result, publishing, judged.pulled.pulls), WAITING: planned.left_out},
            )
        )
    return result


def _set_right(store: Store, now: datetime) -> None:
    """Let no run in the history lie ahead: a clock that was wrong once would hold back every run until then.

    A run whose clock is doubted leaves no line in the history for the same reason.
    """
    for ahead in takewhile(lambda known: known.started > now, store.runs(_MONTHS_OF_RUNS)):
        store.save_run(replace(ahead, started=now, finished=now if ahead.finished else None))


def _planned(workspace: Workspace, judged: Judged, watch: Watch, digest: str) -> Planned:
    workspace.progress("planning")
    planned = plan_for(workspace, judged, watch.started, workspace.store.runs(_LAST), digest)
    watch.lap("plan", *of_plan(planned.plan))
    return planned


def _published(
    workspace: Workspace, judged: Judged, watch: Watch, alive: Callable[[], None], *, write: bool
) -> Publishing:
    from sync.publishing import publish_milestones

    publishing = publish_milestones(workspace, judged, watch.started, alive, write=write)
    watch.lap("publish", of_publishing(publishing))
    return publishing


def _introduced(workspace: Workspace, watch: Watch) -> None:
    if workspace.notifications is not None:
        from sync.notify.tell import introduce

        introduce(workspace, workspace.notifications, watch.started)


def _told(
    workspace: Workspace, result: RunResult, watch: Watch, alive: Callable[[], None], *, write: bool
) -> RunResult:
    """Tell whoever is to hear of it; one that was not reached is a failure of the run, as a target's is."""
    if workspace.notifications is None:
        return result
    from sync.notify.tell import tell_all

    workspace.progress("telling people")
    telling = tell_all(workspace, workspace.notifications, result, alive, write=write)
    watch.lap("notify", of_telling(telling))
    failures = (*result.failures, *telling.failures)
    return replace(result, told=telling.messages, failures=failures, finished=workspace.clock(), timings=watch.timings)


def _kept(workspace: Workspace, judged: Judged, result: RunResult, watch: Watch, *, write: bool) -> RunResult:
    """Let the report in a tool say what the run found; the result then also says what became of that."""
    from sync.living.step import with_report_kept

    result = with_report_kept(workspace, judged, result, write=write)
    if workspace.living is None or result.living is None:
        return result
    watch.lap("report", of_living(result.living))
    return replace(result, finished=workspace.clock(), timings=watch.timings)


def _remember(workspace: Workspace, judged: Judged, plan: Plan, run_id: str) -> None:
    """Store what the writes and the next run rely on. A run that is held back stores none of it: nothing happened."""
    store = workspace.store
    store.save_lives(run_id, judged.turns.lives.values(), judged.turns.events)
    store.save_memory(judged.memory)
    store.save_entries(plan.adopted, plan.forgotten)
    for source, pull in judged.pulled.pulls.items():
        if pull.complete:
            store.save_picture(source, picture_of(pull))


def _result(
    workspace: Workspace,
    mode: Mode,
    judged: Judged,
    watch: Watch,
    planned: Planned,
    written: ApplyResult | None = None,
    run_id: str = "",
    publishing: Publishing | None = None,
) -> RunResult:
    written = written or ApplyResult()
    mirrored = publishing.mirrored if publishing else ()
    seen_there = tuple(remark for each in mirrored for remark in each.remarks)
    only_found = found(workspace, mode, judged, watch)
    sent = _sent(workspace, watch)
    return replace(
        only_found,
        id=run_id,
        plan=planned.plan,
        held=(*planned.held, *planned.waiting),
        receipts=written.receipts,
        refused=written.refused,
        failures=(*planned.failures, *written.failures, *(publishing.failures if publishing else ())),
        notices=planned.notices if mode is Mode.RUN else (*planned.notices, *seen_there),
        remarks=(
            *(remark for remark in written.remarks if remark not in planned.notices),
            *(seen_there if mode is Mode.RUN else ()),
        ),
        publication=publishing.publication if publishing else None,
        mirrored=mirrored,
        requests={source: count + sent.get(source, 0) for source, count in only_found.requests.items()},
    )


def _sent(workspace: Workspace, watch: Watch) -> dict[str, int]:
    """Return how many requests each target has sent in this run."""
    return {source: target.requests - watch.sent[source] for source, target in workspace.targets.items()}


def _outcome(result: RunResult) -> str:
    return "held" if result.stopped else "incomplete" if result.exit_code else "done"


def _counts(result: RunResult, publishing: Publishing | None, looks: Mapping[str, Pull]) -> dict[str, int]:
    severities = [violation.severity.value for violation in result.report.violations]
    return {
        **{severity: severities.count(severity) for severity in ("blocker", "warning", "note")},
        "waived": len(result.report.waived),
        "cannot tell": len(result.report.cannot_tell),
        "new": len(result.turns.new),
        "closed": len(result.turns.closed),
        "written": len(result.receipts),
        **counted_requests(result.requests),
        **counted_looks(looks),
        **(counted_events(publishing.events, result.calendar_requests) if result.mirrored and publishing else {}),
    }
