"""What is remembered of one mirrored event."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.calendar import Standing


@dataclass(frozen=True, slots=True)
class Mirrored:
    """One event as its calendar showed it last, and what that alone does not tell."""

    standing: Standing
    left: str = ""
    """The version in which our last write left it: while it has that one, nobody else touched it."""
    told: str | None = None
    """The description that we wrote last."""
    removed: bool = False
    """We took it out ourselves: it may come back without being asked for."""

    @property
    def untouched(self) -> bool:
        """Whether nobody edited it since our last write: where its words differ, the calendar itself put them so."""
        return bool(self.left) and self.left == self.standing.version
