"""How fast one token may call: windows that are spent fully and never overdrawn, and waits that the tool asks for."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

_TICK = 0.001
"""The shortest wait, in seconds: one that is too short for the clock to show would never end."""


@dataclass(frozen=True, slots=True)
class Window:
    """At most `most` requests in any `seconds` seconds."""

    most: int
    seconds: float


@dataclass(slots=True)
class _Spent:
    """One window's last requests: when each was answered, oldest first; those still under way are counted apart."""

    window: Window
    answered: deque[float] = field(default_factory=deque)
    under_way: int = 0


class Pace:
    """Hands out turns to send a request, to any number of threads.

    A request counts from the moment its answer came, for only then is it certain that the tool counted it before: two
    bursts of ours can then never fall into one window of the tool's, however the network delays them.
    """

    def __init__(
        self,
        *windows: Window,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`clock` counts seconds and never goes back; `sleep` waits for so many of them."""
        self._spent = [_Spent(window) for window in windows]
        self._clock = clock
        self._sleep = sleep
        self._held_until = float("-inf")
        self._changed = threading.Condition()
        self._sent = 0

    @property
    def sent(self) -> int:
        """How many requests were sent since the beginning."""
        return self._sent

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until a request may be sent, and count it until after its answer."""
        self._enter()
        try:
            yield
        finally:
            self._leave()

    def hold(self, seconds: float) -> None:
        """Send nothing for so long: the tool asked for it, and means everybody who uses the token."""
        with self._changed:
            self._held_until = max(self._held_until, self._clock() + seconds)

    def rest(self, seconds: float) -> None:
        """Wait, without holding up anybody else."""
        if seconds > 0:
            self._sleep(seconds)

    def _enter(self) -> None:
        while True:
            with self._changed:
                wait = self._wait()
                if wait is None:
                    # All turns are out at this moment; each that comes back wakes us.
                    self._changed.wait()
                    continue
                if wait <= 0:
                    for spent in self._spent:
                        spent.under_way += 1
                    self._sent += 1
                    return
            self._sleep(max(wait, _TICK))

    def _leave(self) -> None:
        with self._changed:
            now = self._clock()
            for spent in self._spent:
                spent.under_way -= 1
                spent.answered.append(now)
            self._changed.notify_all()

    def _wait(self) -> float | None:
        """Return how many seconds there are to wait, and `None` where only an answer can tell."""
        now = self._clock()
        wait = self._held_until - now
        for spent in self._spent:
            while spent.answered and spent.answered[0] <= now - spent.window.seconds:
                spent.answered.popleft()
            free = spent.window.most - spent.under_way
            if free <= 0:
                return None
            if len(spent.answered) >= free:
                oldest_that_must_leave = spent.answered[len(spent.answered) - free]
                wait = max(wait, oldest_that_must_leave + spent.window.seconds - now)
        return wait
