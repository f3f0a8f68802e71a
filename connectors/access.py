"""What a tool lets us do: each right by itself, whether it is there, and what to click when it is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Access:
    """One right, in words: "read “Deliverables”".

    `granted` is `None` where it could not be told without changing something of the team's. `needed` is false for a
    right that only adds comfort.
    """

    what: str
    granted: bool | None
    why: str = ""
    todo: str = ""
    needed: bool = True


class Checkup(Protocol):
    """Finds out what a tool lets us do."""

    def access(self) -> tuple[Access, ...]:
        """Try each right as harmlessly as it can be tried. Writes nothing; what fails is part of the answer."""
        ...
