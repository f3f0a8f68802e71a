"""Whether runs come and go as they should, as the store remembers them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sync.notify.alarms import QUIET, Alarm
from sync.store.base import RunRecord

_BAD = {
    "held": "a guard held it back; streetdate plan says why",
    "incomplete": "something could not be read, written or told; streetdate doctor says what",
}


@dataclass(frozen=True, slots=True)
class Pulse:
    """How it stands, in one sentence."""

    well: bool
    sentence: str
    alarm: Alarm | None = None
    """What receivers are to hear of it; a run that finished badly told them itself."""


def pulse_of(runs: Iterable[RunRecord], now: datetime, quiet: timedelta) -> Pulse:
    """Return how the runs go; `runs` newest first."""
    last = next((run for run in runs if run.finished is not None), None)
    if last is None or last.finished is None:
        return _silent("no run has finished yet")
    since = f"the last run finished on {last.finished:%Y-%m-%d} at {last.finished:%H:%M} UTC"
    if now - last.finished > quiet:
        return _silent(f"{since}, more than {quiet // timedelta(hours=1)} hours ago")
    if (why := _BAD.get(last.outcome)) is not None:
        return Pulse(False, f"{since}, but {why}")
    return Pulse(True, since)


def _silent(sentence: str) -> Pulse:
    return Pulse(False, sentence, Alarm(QUIET, sentence, "see what starts the runs, and the log of the last one"))
