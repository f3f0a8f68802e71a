"""What one receiver was told already, and what it may have been told. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

TICK = timedelta(microseconds=1)
"""The least time that passes between two runs: what happened at an instant that was told is not told again."""


class Kind(StrEnum):
    """A sort of message; each is sent, and remembered, by itself."""

    ALARMS = "alarms"
    NEWS = "news"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Stood:
    """An alarm that was told and is not over."""

    key: str
    words: str
    once: bool = False
    """Whether it is over with being told, so that nobody hears of its end."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A message that was begun, and of which it is not known that it arrived."""

    kind: Kind
    until: datetime
    """Up to which instant it tells."""
    alarms: tuple[Stood, ...] = ()
    """What stands once it is told."""
    number: int = 1
    """How many times in a row it was begun without anybody noting its end."""
    failed: bool = False
    """Whether its end was noted, and was that it was not taken."""

    @property
    def lost(self) -> bool:
        """Whether the run died twice over it. A third time might be one too many for whoever got the first two."""
        return not self.failed and self.number > 1


@dataclass(frozen=True, slots=True)
class Told:
    """One receiver's state."""

    receiver: str
    since: datetime
    """Everything that happened before was told, or is nothing for this receiver."""
    digest: datetime
    """Digests that were due up to here are settled."""
    alarms: tuple[Stood, ...] = ()
    attempts: tuple[Attempt, ...] = ()

    def attempt(self, kind: Kind) -> Attempt | None:
        """Return the message of that kind that may have arrived or not."""
        return next((attempt for attempt in self.attempts if attempt.kind is kind), None)

    @property
    def unreached(self) -> bool:
        """Whether the last message that was sent was not taken."""
        return any(attempt.failed for attempt in self.attempts)

    def begun(self, kind: Kind, until: datetime, alarms: Iterable[Stood] = ()) -> Told:
        """Return the state while a message is being sent."""
        before = self.attempt(kind)
        number = before.number + 1 if before is not None and not before.failed else 1
        return self._with(Attempt(kind, until, tuple(alarms), number))

    def failed(self, kind: Kind) -> Told:
        """Return the state once a message was not taken: the next run tells it, and whatever came to it."""
        attempt = self.attempt(kind)
        return self if attempt is None else self._with(replace(attempt, failed=True))

    def arrived(self, attempt: Attempt) -> Told:
        """Return the state once a message was taken."""
        rest = tuple(each for each in self.attempts if each.kind is not attempt.kind)
        match attempt.kind:
            case Kind.NEWS:
                return replace(self, since=attempt.until, attempts=rest)
            case Kind.DIGEST:
                return replace(self, digest=attempt.until, attempts=rest)
            case Kind.ALARMS:
                return replace(self, alarms=tuple(a for a in attempt.alarms if not a.once), attempts=rest)

    def settled(self) -> Told:
        """Return the state without what is given up as told."""
        told = self
        for attempt in self.attempts:
            if attempt.lost:
                told = told.arrived(attempt)
        return told

    def not_after(self, now: datetime) -> Told:
        """Return the state of a receiver that was told something while the clock was ahead."""
        since = now if self.since > now + TICK else self.since
        return replace(self, since=since, digest=min(self.digest, now))

    def _with(self, attempt: Attempt) -> Told:
        rest = (each for each in self.attempts if each.kind is not attempt.kind)
        return replace(self, attempts=(*rest, attempt))
