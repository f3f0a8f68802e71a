"""What one run came to, as Prometheus wants it told.

All of them are gauges of the last run: every run is a process of its own, in which a counter would begin at nought. The
label `workspace` is on every figure, so that the files and groups of many workspaces can stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge

from rules.policy import Severity
from sync.result import RunResult

_Values = Mapping[tuple[str, ...], float]


def of_result(result: RunResult) -> CollectorRegistry:
    """Return the figures of a run that came to its end."""
    registry = _begun(result.workspace, result.exit_code, result.finished)
    severities = [violation.severity for violation in result.report.violations]
    turned = {"new": result.turns.new, "worse": result.turns.worse, "closed": result.turns.closed}
    budgets = {(read.name,): read.budget for read in result.sources if read.budget is not None}
    figures: Iterable[tuple[str, str, tuple[str, ...], _Values]] = (
        ("gaps", "Open gaps.", ("severity",), {(each.value,): severities.count(each) for each in Severity}),
        ("turns", "What became of gaps in the last run.", ("turn",), {(k,): len(v) for k, v in turned.items()}),
        ("untold", "What rules could not tell.", (), {(): len(result.report.cannot_tell)}),
        ("written", "Writes of the last run.", (), {(): len(result.receipts)}),
        ("records", "Records read.", ("source",), {(read.name,): read.records for read in result.sources}),
        ("complete", "Whether all was read.", ("source",), {(read.name,): read.complete for read in result.sources}),
        ("requests", "Requests of the last run.", ("source",), {(k,): n for k, n in result.requests.items()}),
        ("calendar_requests", "Requests to calendars.", (), {(): result.calendar_requests}),
        ("stage_seconds", "Seconds by stage.", ("stage",), {(k,): n for k, n in result.timings.items()}),
        ("month_requests_used", "Used of the month.", ("source",), {k: b.used for k, b in budgets.items()}),
        ("month_requests_limit", "Allowed a month.", ("source",), {k: b.limit for k, b in budgets.items()}),
    )  # fmt: skip
    for name, says, labels, values in figures:
        _add(registry, name, says, {"workspace": result.workspace}, labels, values)
    finished = result.finished.timestamp()
    _add(registry, "run_finished_timestamp_seconds", "When the last run that came to its end ended.",
         {"workspace": result.workspace}, (), {(): finished})  # fmt: skip
    return registry


def of_failure(workspace: str, code: int, at: datetime) -> CollectorRegistry:
    """Return the figures of a run that ended by an error: of the plan it knows nothing."""
    return _begun(workspace, code, at)


def _begun(workspace: str, code: int, at: datetime) -> CollectorRegistry:
    registry = CollectorRegistry()
    fixed = {"workspace": workspace}
    _add(registry, "run_exit_code", "Exit code of the last run; 0 is well.", fixed, (), {(): code})
    _add(registry, "run_ended_timestamp_seconds", "When the last run ended, however.", fixed, (), {(): at.timestamp()})
    return registry


def _add(
    registry: CollectorRegistry,
    name: str,
    says: str,
    fixed: Mapping[str, str],
    labels: tuple[str, ...],
    values: _Values,
) -> None:
    gauge = Gauge(f"streetdate_{name}", says, (*fixed, *labels), registry=registry)
    for key, value in values.items():
        gauge.labels(*fixed.values(), *key).set(value)
