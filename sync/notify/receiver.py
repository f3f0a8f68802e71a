"""One receiver of messages, and what it wants to hear. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from rules.policy import Severity
from sync.gap import Gap


class Topic(StrEnum):
    """What is told as it happens."""

    NEW = "new"
    WORSE = "worse"
    CLOSED = "closed"
    ALARMS = "alarms"


class Rhythm(StrEnum):
    """How often an overview is sent."""

    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Receiver:
    """A room, a mailbox or a person. Names of people, releases and artists are compared without regard to case."""

    name: str
    address: str = field(repr=False)
    """As Apprise takes it; whoever knows it can send there."""
    topics: frozenset[Topic] = frozenset(Topic)
    people: frozenset[str] = frozenset()
    """Casefolded, as are the next two; empty for everybody."""
    releases: frozenset[str] = frozenset()
    artists: frozenset[str] = frozenset()
    least: Severity = Severity.WARNING
    digest: Rhythm | None = None
    digest_at: time = time(9)
    """In the team's zone."""
    digest_on: int = 0
    """The weekday of the weekly one, Monday 0."""

    def hears_of(self, gap: Gap, artists: Mapping[str, str]) -> bool:
        """Whether a gap is for this receiver; `artists` are by release key."""
        return (
            gap.severity is not Severity.NOTE
            and gap.severity.rank <= self.least.rank
            and (not self.people or gap.who.casefold() in self.people)
            and self.follows(gap.release, artists.get(gap.release_key, ""))
        )

    def follows(self, release: str, artist: str) -> bool:
        """Whether a release, and what belongs to it, is for this receiver."""
        return (not self.releases or release.casefold() in self.releases) and (
            not self.artists or artist.casefold() in self.artists
        )
