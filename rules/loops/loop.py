"""What a loop is, and where one release stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rules.rule import Entity


class Loop(StrEnum):
    """The loops, in the order in which one feeds the next; the last feeds the first."""

    PLANNING = "planning"
    ASSETS = "assets"
    PROMOTION = "promotion"
    AUDIENCE = "audience"
    REVIEW = "review"


class Stage(StrEnum):
    """How far a release is in one loop."""

    AHEAD = "ahead"
    """Its trigger has not come."""
    RUNNING = "running"
    DONE = "done"
    UNKNOWN = "cannot tell"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that the loop asks for. `done` is `None` where the plan does not tell; `on` is where it stands."""

    words: str
    done: bool | None
    on: Entity | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one release stands in one loop.

    `triggered` is `None` where the plan does not tell; `handed_on` are the things that the next loop needs from it.
    """

    loop: Loop
    trigger: str
    triggered: bool | None
    actions: tuple[Action, ...]
    output: str
    handed_on: tuple[Action, ...] = ()

    @property
    def stage(self) -> Stage:
        """Return the stage; a loop that was begun before its trigger is running."""
        told = [action.done for action in self.actions]
        if told and all(told):
            return Stage.DONE
        if self.triggered or any(told):
            return Stage.RUNNING
        return Stage.UNKNOWN if self.triggered is None else Stage.AHEAD

    @property
    def missing(self) -> tuple[Action, ...]:
        """What the next loop needs and does not have."""
        return tuple(action for action in self.handed_on if action.done is False)


def all_done(told: list[bool | None]) -> bool | None:
    """Whether there is something and all of it is done; `None` where that hangs on something nobody knows."""
    if None in told and False not in told:
        return None
    return bool(told) and all(told)
