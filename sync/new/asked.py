"""What somebody asks for when a release is to be planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rules.templates.template import Template


@dataclass(frozen=True, slots=True)
class Asked:
    """One new release; or, with `within`, one piece of work inside a release that is there."""

    title: str
    template: Template
    out: date
    """When the release, or the piece, comes out."""
    artist: str = ""
    tracks: tuple[str, ...] = ()
    distributor: str = ""
    folder: str = ""
    goal: str = ""
    message: str = ""
    within: str = ""
    """The title of that release."""
    cast: Mapping[str, str] = field(default_factory=dict)
    """Names by role, where the people table does not say who it is, or somebody else does it this time."""

    @property
    def release(self) -> str:
        """The title of the release to which the rows belong."""
        return self.within or self.title

    @property
    def type(self) -> str:
        """What kind of release it is, as a column of types has it: "Single"."""
        word = self.template.phrase.partition(" ")[2] or self.template.name
        return f"{word[:1].upper()}{word[1:]}"

    @property
    def brief(self) -> str:
        """The brief as one paragraph, of what is known; "" for nothing."""
        if not self.goal and not self.message:
            return ""
        goal = f" The goal is {self.goal.rstrip('.')}." if self.goal else ""
        message = f" The message is: {self.message.rstrip('.')}." if self.message else ""
        return f"This is {self.template.phrase}.{goal}{message}"
