"""What a worker may do to a fleet. Its processes import this module, so it is loaded without a test."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from connectors.calls.pace import Window
from sync.fleet.outcome import Outcome, Row
from sync.fleet.worker import Order
from sync.stopping import stoppable


def row(order: Order, said: str = "") -> Row:
    return Row(order.name, order.workspace, 0, Outcome.DONE, "run", said=said)


def well(order: Order, answer: Connection) -> None:
    answer.send(row(order))


def tells_what_it_sees(order: Order, answer: Connection) -> None:
    """Answer with all that can be found of the environment: what is handed over, and what was inherited."""
    inherited = Path("/proc/self/environ").read_text() if Path("/proc/self/environ").exists() else ""
    answer.send(row(order, repr((sorted(order.environment.items()), sorted(os.environ.items()), inherited))))


def killed(order: Order, answer: Connection) -> None:
    _unless_well(order, answer, lambda: os.kill(os.getpid(), signal.SIGKILL))


def leaves(order: Order, answer: Connection) -> None:
    _unless_well(order, answer, lambda: os._exit(7))


def stuck(order: Order, answer: Connection) -> None:
    _unless_well(order, answer, lambda: time.sleep(600))


def deaf(order: Order, answer: Connection) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _unless_well(order, answer, lambda: time.sleep(600))


def speaks_when_stopped(order: Order, answer: Connection) -> None:
    try:
        with stoppable():
            time.sleep(600)
    except KeyboardInterrupt:
        answer.send(Row(order.name, order.workspace, 130, Outcome.STOPPED, "run", said="gave its lease back"))


def dies_in_the_middle_of_a_request(order: Order, answer: Connection) -> None:
    pace = order.line.pace(("notion", "the shared token"), (Window(1, 0.05),))
    with pace.turn():
        if order.name == "bad":
            os._exit(1)
    answer.send(row(order))


def sends(order: Order, answer: Connection) -> None:
    """Send three requests with a shared token and answer when each of them began and ended."""
    pace = order.line.pace(("notion", "the shared token"), (Window(2, 0.2),))
    spans = []
    for _ in range(3):
        with pace.turn():
            began = time.monotonic()
        spans.append((began, time.monotonic()))
    answer.send(row(order, repr(spans)))


def _unless_well(order: Order, answer: Connection, bad: Callable[[], None]) -> None:
    if order.name == "bad":
        bad()
    answer.send(row(order))
