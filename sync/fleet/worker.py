"""The process in which one workspace of a fleet is run: it sees that workspace's secrets, and no other's.

This module is loaded once, by the process that all workers are forked from, which holds nobody's secret.
"""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TextIO
from uuid import uuid4

from rules.errors import StreetdateError
from rules.policy import Severity
from sync.bootstrap import real_now
from sync.exit_codes import code_of
from sync.fleet.outcome import Outcome, Row
from sync.fleet.paces import Line
from sync.job import Job, do
from sync.logs import Log, LogFormat, logging_to
from sync.place import place
from sync.result import Mode, RunResult
from sync.stopping import stoppable

_ENDS: Mapping[int, Outcome] = {0: Outcome.DONE, 1: Outcome.GAPS, 3: Outcome.INCOMPLETE, 4: Outcome.HELD}
_MOST_WARNINGS = 5


@dataclass(frozen=True, slots=True, repr=False)
class Order:
    """What one worker is to do, and all that it may see."""

    name: str
    config: Path
    workspace: str
    mode: Mode
    environment: Mapping[str, str]
    line: Line
    log: LogFormat | None


def work_off(order: Order, answer: Connection) -> None:
    """Run one workspace and answer with its row. Nothing is raised: a traceback could hold anything."""
    os.environ.clear()
    os.environ.update(order.environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the fleet, which tells its workers.
    os.dup2(2, 1)  # The fleet's own output is not to be mixed with what some library prints.
    row = _row(order, sys.stderr)
    with answer, suppress(OSError):  # Nobody may be there any more to hear it.
        answer.send(row)


def _row(order: Order, out: TextIO) -> Row:
    run, warnings = uuid4().hex, list[StreetdateError]()
    try:
        # What libraries print of their own accord may hold anything; the log keeps to its own stream.
        with redirect_stderr(io.StringIO()), stoppable(), logging_to(out, order.log, run, real_now) as log:
            result = _done(order, log, warnings)
    except BaseException as error:
        return _failed(order, run, error, warnings)
    return _ended(order, result, warnings)


def _done(order: Order, log: Log, warnings: list[StreetdateError]) -> RunResult:
    job = Job(order.config, order.mode, new_pace=order.line.pace)
    return do(job, log, lambda _: None, warnings.append)


def _ended(order: Order, result: RunResult, warnings: list[StreetdateError]) -> Row:
    blockers = sum(violation.severity is Severity.BLOCKER for violation in result.report.violations)
    code = result.exit_code or int(result.mode is Mode.CHECK and blockers > 0)
    said, todo = _trouble(order, result)
    return Row(
        order.name,
        result.workspace,
        code,
        _ENDS[code],
        result.id,
        blockers,
        len(result.turns.new),
        len(result.turns.worse),
        len(result.turns.closed),
        sum(result.requests.values()) + result.calendar_requests,
        (result.finished - result.started).total_seconds(),
        said,
        todo,
        tuple(warning.message for warning in warnings[:_MOST_WARNINGS]),
    )


def _trouble(order: Order, result: RunResult) -> tuple[str, str]:
    """Return the first thing that went wrong, and what to do about it."""
    for error in (*(unread.error for unread in result.unread), *(failure.error for failure in result.failures)):
        return error.message, error.hint
    for source in result.sources:
        if not source.complete:
            return (
                f"{source.name} was not read completely: {source.error}",
                f"streetdate doctor --config {order.config} says what is missing",
            )
    for held in result.held:
        return held.reason, f"streetdate plan --config {order.config}; {held.todo}"
    return "", ""


def _failed(order: Order, run: str, error: BaseException, warnings: list[StreetdateError]) -> Row:
    code = code_of(error)
    match error:
        case StreetdateError():
            outcome, said, todo = Outcome.FAILED, error.message, error.hint
        case Exception():
            outcome = Outcome.FAILED
            said = f"this is a bug in Streetdate: {type(error).__name__} in {place(error)}"
            todo = "please report it with this line; a new run goes on from here"
        case _:
            outcome, said, todo = Outcome.STOPPED, "it was told to stop", "the next run goes on from here"
    told = tuple(warning.message for warning in warnings[:_MOST_WARNINGS])
    return Row(order.name, order.workspace, code, outcome, run, said=said, todo=todo, warnings=told)
