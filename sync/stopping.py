"""Being told to stop by whoever started the process: a scheduler, a container engine, a person."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGTERM end what runs inside as Ctrl-C does: leases are given back and logs get their last line.

    Without it a process that is the first of its container would not even notice the signal.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL if before is None else before)


def _stop(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # Once is enough: what tidies up is not to be stopped as well.
    raise KeyboardInterrupt
