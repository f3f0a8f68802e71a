"""The time that a stand-in and its client share: moved by hand or by sleeping in it, or the wall's."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Protocol


class Time(Protocol):
    """What a stand-in and a client's pace ask of a clock."""

    def now(self) -> datetime:
        """Return the instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds since some fixed instant."""
        ...

    def sleep(self, seconds: float) -> None: ...


class Clock:
    """Time that stands still unless somebody moves it; sleeping moves it and takes no time at all."""

    def __init__(self, start: datetime = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)) -> None:
        self._start = start
        self._passed = 0.0
        self._lock = Lock()

    def now(self) -> datetime:
        """Return the instant, aware, in UTC."""
        return self._start + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        """Return the seconds that passed since the start."""
        with self._lock:
            return self._passed

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self._passed += max(seconds, 0.0)

    def sleep(self, seconds: float) -> None:
        """Let time pass, as a sleeper would see it."""
        self.advance(seconds)


class WallClock:
    """Real time, for benchmarks."""

    def now(self) -> datetime:
        """Return the instant, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds since some fixed instant."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(max(seconds, 0.0))
