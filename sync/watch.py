"""When a run began, what had been sent before, and how long each of its stages took."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import pairwise
from types import MappingProxyType

from sync.stages import Figures, Passed, unheard


class Watch:
    """Reads the clock at the end of every stage, and tells what the stage came to."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        told: Callable[[Passed], None] = unheard,
        sent: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """`sent` is how many requests each target had sent before."""
        self.sent = sent
        self._clock = clock
        self._told = told
        self.started = clock()
        self._laps = [("", self.started)]

    def lap(self, stage: str, *figures: Figures) -> None:
        """Note that a stage has ended."""
        before, now = self._laps[-1][1], self._clock()
        self._laps.append((stage, now))
        for each in figures or (Figures(),):
            self._told(Passed(stage, (now - before).total_seconds(), each))

    @property
    def timings(self) -> Mapping[str, float]:
        """Seconds by stage, in order."""
        return {stage: (now - before).total_seconds() for (_, before), (stage, now) in pairwise(self._laps)}
