"""What a tool is joined in, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from connectors.access import Checkup
    from connectors.bulletin import Bulletin
    from connectors.calls.budget import Allowance
    from connectors.calls.pace import Pace, Window
    from connectors.changes import Source, Target
    from connectors.filling import Filler
    from connectors.making import Maker
    from connectors.redating import Redater
    from sync.settings.living import LivingSettings


NewPace: TypeAlias = "Callable[[tuple[str, ...], tuple[Window, ...]], Pace]"
"""Makes the pace of one token or base, which is named first."""


def own_pace(_: tuple[str, ...], windows: tuple[Window, ...]) -> Pace:
    """Return a pace that no other process shares."""
    from connectors.calls.pace import Pace  # A file is read at any pace.

    return Pace(*windows)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every tool is joined in: the settings' folder, the team's zone, the clock, the environment."""

    folder: Path
    zone: ZoneInfo
    clock: Callable[[], datetime]
    environment: Mapping[str, str] = field(repr=False)
    """It holds secrets, and so do the names of paces."""
    running: bool = False
    """Whether this is `run`: what a schedule starts, and what may make things of ours besides what is planned."""
    paces: dict[tuple[str, ...], Pace] = field(default_factory=dict, repr=False)
    """One for each token, and each base, whichever sources share it."""
    new_pace: NewPace = own_pace
    opened: ExitStack = field(default_factory=ExitStack)
    """Connections to be closed at the end."""

    def pace(self, *owner: str, windows: tuple[Window, ...]) -> Pace:
        """Return the pace of one token or base, the same for everybody who asks."""
        if owner not in self.paces:
            self.paces[owner] = self.new_pace(owner, windows)
        return self.paces[owner]


@dataclass(frozen=True, slots=True)
class Connected:
    """One source of the settings, joined to its tool."""

    source: Source
    target: Callable[[], Target]
    """Loads what writes only when something is to be written."""
    checkup: Checkup | None = None
    """What tells which rights a token has; a file has none."""
    allowance: Allowance | None = None
    """What a month allows; `None` where nothing limits it."""
    bulletin: Callable[[LivingSettings], Bulletin] | None = None
    """Where a report can be kept with this token; `None` in a file."""
    maker: Callable[[], Maker] | None = None
    """Loads what makes new rows only when some are to be made."""
    redater: Callable[[], Redater] | None = None
    """Likewise what moves dates."""
    filler: Callable[[], Filler] | None = None
    """Likewise what fills empty cells."""
