"""What the run is doing, on standard error, once it has taken longer than a second and somebody is watching."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.status import Status

PATIENCE = 1.0
"""Seconds of silence."""


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Yield what is told the current step; shows it only in a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    shown = _Shown()
    timer = Timer(PATIENCE, shown.begin)
    timer.daemon = True
    timer.start()
    try:
        yield shown.tell
    finally:
        timer.cancel()
        shown.end()


class _Shown:
    def __init__(self) -> None:
        self._text = "starting"
        self._status: Status | None = None
        self._ended = False
        self._lock = Lock()

    def begin(self) -> None:
        from rich.console import Console

        with self._lock:
            if not self._ended:
                self._status = Console(stderr=True).status(self._text)
                self._status.start()

    def tell(self, text: str) -> None:
        with self._lock:
            self._text = text
            if self._status is not None:
                self._status.update(text)

    def end(self) -> None:
        with self._lock:
            self._ended = True
            if self._status is not None:
                self._status.stop()
