"""Everything that telling people needs, as the settings have it. `sync.bootstrap` builds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sync.notify.post import Post
from sync.notify.receiver import Receiver


@dataclass(frozen=True, slots=True)
class Notifications:
    """Who is told, and what counts as an alarm."""

    post: Post
    receivers: tuple[Receiver, ...] = ()
    heartbeat: str = field(default="", repr=False)
    """The address of the dead man's switch; "" for none."""
    quiet: timedelta = timedelta(hours=26)
    """How long no run may finish."""
    token_days: int = 14
    expiries: Mapping[str, date] = field(default_factory=dict)
    """The last days of tokens, by what they open."""
    remembers: bool = True
    """Whether the store outlives the run. Without, only what a run newly wrote is news, and no digest is ever due."""
