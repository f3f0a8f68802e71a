"""The step of a run that keeps the living report, once everything else is written."""

from __future__ import annotations

from dataclasses import replace

from connectors.calls.budget import Left
from rules.wording import counted
from sync.guard import Guard, Held
from sync.judge import Judged
from sync.living.document import document_of
from sync.living.living import Kept, left_behind
from sync.report.overview import report_page
from sync.report.week import Week, remembered
from sync.result import Mode, RunResult
from sync.workspace import Workspace

_MOST = 2
"""Requests that writing it anew takes at most, where nobody meddled with it."""


def with_report_kept(workspace: Workspace, judged: Judged, result: RunResult, *, write: bool) -> RunResult:
    """Return the result with what became of the living report; without `write`, with what would.

    It tells what is known of the run so far: also what could not be read or written.
    """
    living = workspace.living
    if living is None:
        kept = left_behind(workspace.store)
        return result if kept is None else _with(result, kept)
    month = _short(workspace, judged, result, living.source)
    if month is not None:
        reason = f"{living.source}: the report must wait: it takes up to {counted(_MOST, 'request')}, and {month}"
        waiting = Held(Guard.BUDGET, reason, living.source)
        return replace(result, held=(*result.held, waiting), living=Kept(living.source))
    page = report_page(result, workspace.policy, workspace.store.memory(), workspace.rules)
    document = document_of(page, remembered(workspace.store, Week.of(page.as_of)))
    workspace.progress("report")
    return _with(result, living.keep(document, workspace.store, write=write))


def _with(result: RunResult, kept: Kept) -> RunResult:
    requests = dict(result.requests)
    if kept.requests:
        requests[kept.source] = requests.get(kept.source, 0) + kept.requests
    planning = result.mode is not Mode.RUN
    return replace(
        result,
        living=kept,
        requests=requests,
        failures=(*result.failures, *((kept.failure,) if kept.failure else ())),
        notices=(*result.notices, *(kept.remarks if planning else ())),
        remarks=(*result.remarks, *(() if planning else kept.remarks)),
    )


def _short(workspace: Workspace, judged: Judged, result: RunResult, source: str) -> Left | None:
    """Return what a month still allows, where that is not enough; `None` where it is, or nothing limits it."""
    month = judged.pulled.left.get(source)
    if month is None or Guard.BUDGET in workspace.lifted:
        return None
    written = result.requests.get(source, 0) - judged.pulled.pulls[source].requests
    now = replace(month, used=month.used + max(0, written))
    return now if now.for_writing < _MOST else None
