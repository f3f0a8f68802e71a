"""What became of one workspace of a fleet: a small row, all that the fleet keeps of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a workspace's run ended."""

    DONE = "done"
    GAPS = "blockers open"
    """Of a check: the plan has gaps that would fail it."""
    INCOMPLETE = "incomplete"
    """A tool could not be read or written completely."""
    HELD = "held"
    """A guard held it back."""
    FAILED = "failed"
    """It ended by an error: settings, store, another run."""
    TIMED_OUT = "timed out"
    DIED = "died"
    """Its process ended without a word."""
    STOPPED = "stopped"
    """It was told to stop, or never began because the fleet was."""


@dataclass(frozen=True, slots=True)
class Row:
    """One workspace. `name` is its settings file below the fleet's folder; `workspace` is "" where that is not known.

    `said` and `todo` are what went wrong, and what to do about it, in sentences for a person.
    """

    name: str
    workspace: str
    exit_code: int
    outcome: Outcome
    run: str = ""
    blockers: int = 0
    new: int = 0
    worse: int = 0
    closed: int = 0
    requests: int = 0
    seconds: float = 0.0
    said: str = ""
    todo: str = ""
    warnings: tuple[str, ...] = ()
    """What went wrong beside a run that did its job."""

    @property
    def judged(self) -> bool:
        """Whether its run came to an end; otherwise its figures are not known, and 0 says nothing."""
        return self.outcome in (Outcome.DONE, Outcome.GAPS, Outcome.INCOMPLETE, Outcome.HELD)

    @property
    def well(self) -> bool:
        """Whether nobody has to do anything about the run itself; its gaps are another matter."""
        return self.outcome in (Outcome.DONE, Outcome.GAPS)
