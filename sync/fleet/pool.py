"""Running the members of a fleet, so many at a time, each in a process of its own that is forked from an empty one."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import TypeAlias

from sync.exit_codes import BUG, STOPPED
from sync.fleet.member import Member, for_all
from sync.fleet.outcome import Outcome, Row
from sync.fleet.paces import Paces
from sync.fleet.worker import Order, work_off
from sync.logs import LogFormat
from sync.result import Mode

GRACE = 10.0
"""Seconds that a worker which was told to stop has to give its lease back, before it is killed."""
Work: TypeAlias = Callable[[Order, Connection], None]
_EACH = 5
"""Workers for each core: most of the time one waits for an answer."""
_MOST_WORKERS = 16


_LOADED = ("sync.fleet.worker", "sync.fleet.loaded")
_LOADED_FOR: Mapping[str, Sequence[str]] = {
    "notion": ("connectors.notion.source", "connectors.notion.target", "notion_client"),
    "airtable": ("connectors.airtable.source", "connectors.airtable.target", "pyairtable"),
    "google": ("connectors.google_calendar.client", "googleapiclient.discovery"),
    "postgres": ("sync.store.postgres",),
}
"""Modules that are loaded before the workers are forked, where a member needs them."""


@dataclass(frozen=True, slots=True)
class Customs:
    """How a fleet is run. `timeout` is in seconds, for each workspace."""

    mode: Mode
    workers: int
    timeout: float
    log: LogFormat | None = None


@dataclass(slots=True)
class _Busy:
    """One worker at work."""

    member: Member
    process: BaseProcess
    began: float
    told: float | None = None
    """When it was told to stop."""
    late: bool = False

    def stop(self, now: float) -> None:
        """Tell it to stop; the second time, make it."""
        if self.told is None:
            self.told = now
            self.process.terminate()
        else:
            self.process.kill()

    def due(self, timeout: float) -> float:
        """Return when something has to be done about it."""
        return self.began + timeout if self.told is None else self.told + GRACE


def usual_workers() -> int:
    """Return how many workers suit this machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(_EACH * cores, _MOST_WORKERS)


def run_all(
    members: Sequence[Member], customs: Customs, environment: Mapping[str, str], work: Work = work_off
) -> Iterator[Row]:
    """Run every member and yield the row of each as it ends; `work` is what a worker does.

    A worker that dies, hangs or is killed costs its own row and nothing else. When this is interrupted the workers are
    told to stop, and the rows of all that are left say so.
    """
    waiting, busy = deque(members), dict[Connection, _Busy]()
    paces, context = Paces(), _context(members)
    try:
        while waiting or busy:
            try:
                while waiting and len(busy) < customs.workers:
                    member = waiting.popleft()
                    order = _order(member, customs, environment, paces)
                    with _only(for_all(environment)):
                        line, process = _begun(context, work, order)
                    busy[line] = _Busy(member, process, time.monotonic())
                yield from _heard(busy, customs.timeout)
            except KeyboardInterrupt:
                now = time.monotonic()
                for each in busy.values():
                    each.stop(now)
                paces.stop()
                yield from (_never_begun(member) for member in waiting)
                waiting.clear()
    finally:
        for line, each in busy.items():
            each.process.kill()
            each.process.join()
            line.close()
        paces.close()


def _order(member: Member, customs: Customs, environment: Mapping[str, str], paces: Paces) -> Order:
    return Order(
        member.name,
        member.config,
        member.workspace,
        customs.mode,
        member.environment(environment),
        paces.line,
        customs.log,
    )


def _begun(context: BaseContext, work: Work, order: Order) -> tuple[Connection, BaseProcess]:
    ours, theirs = context.Pipe(duplex=False)
    # The type stubs give only single contexts a Process, not what all of them share.
    process = context.Process(target=work, args=(order, theirs))  # type: ignore[attr-defined]
    with theirs:
        process.start()
    return ours, process


def _heard(busy: dict[Connection, _Busy], timeout: float) -> Iterator[Row]:
    """Wait until a worker has something to say, or is due to be stopped."""
    soonest = min(each.due(timeout) for each in busy.values())
    ready = wait(list(busy), max(0.0, soonest - time.monotonic()))
    for line in [line for line in busy if line in ready]:
        yield _row(busy.pop(line), line)
    now = time.monotonic()
    for each in busy.values():
        if each.due(timeout) <= now:
            each.late = each.late or each.told is None
            each.stop(now)


def _row(each: _Busy, line: Connection) -> Row:
    with line:
        try:
            row = line.recv()
        except (EOFError, OSError):
            row = None
    each.process.join(GRACE)
    if each.process.is_alive():  # It has said all there is to say.
        each.process.kill()
        each.process.join()
    code = each.process.exitcode
    each.process.close()
    if each.late:
        return _lost(each, 3, Outcome.TIMED_OUT)
    if isinstance(row, Row):
        return row
    if each.told is not None:
        return _lost(each, STOPPED, Outcome.STOPPED)
    return _lost(each, BUG, Outcome.DIED, f" ({_death(code)})")


_SAID: Mapping[Outcome, tuple[str, str]] = {
    Outcome.TIMED_OUT: (
        "it took longer than --timeout allows, and was stopped",
        "give it more time, or see with streetdate run --verbose what is slow; the next run goes on from there",
    ),
    Outcome.STOPPED: ("it was told to stop", "start the fleet again: it goes on from there"),
    Outcome.DIED: (
        "its process died without a word",
        "if the machine was short of memory, use fewer --workers; the next run goes on from there",
    ),
}


def _lost(each: _Busy, code: int, outcome: Outcome, how: str = "") -> Row:
    said, todo = _SAID[outcome]
    seconds = time.monotonic() - each.began
    return Row(each.member.name, each.member.workspace, code, outcome, seconds=seconds, said=said + how, todo=todo)


def _never_begun(member: Member) -> Row:
    _, todo = _SAID[Outcome.STOPPED]
    return Row(member.name, member.workspace, STOPPED, Outcome.STOPPED, said="it was not begun", todo=todo)


def _death(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _context(members: Sequence[Member]) -> BaseContext:
    """Return how processes are made: forked from one that has loaded the program, and nobody's settings."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    tools = sorted({tool for member in members for tool in member.tools})
    context.set_forkserver_preload([*_LOADED, *(module for tool in tools for module in _LOADED_FOR.get(tool, ()))])
    return context


@contextmanager
def _only(environment: Mapping[str, str]) -> Iterator[None]:
    """Let a process that is started inside inherit this environment and nothing else of ours."""
    whole = dict(os.environ)
    os.environ.clear()
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(whole)
