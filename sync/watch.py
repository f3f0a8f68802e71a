"""When a run began, and how long each of its stages took."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import pairwise


class Watch:
    """Reads the clock at the end of every stage."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.started = clock()
        self._laps = [("", self.started)]

    def lap(self, stage: str) -> None:
        """Note that a stage has ended."""
        self._laps.append((stage, self._clock()))

    @property
    def timings(self) -> Mapping[str, float]:
        """Seconds by stage, in order."""
        return {stage: (now - before).total_seconds() for (_, before), (stage, now) in pairwise(self._laps)}
