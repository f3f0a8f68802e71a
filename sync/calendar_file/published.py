"""What was published of one milestone last: the memory by which a calendar learns what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

_DOMAIN = "@streetdate"


@dataclass(frozen=True, slots=True)
class Published:
    """One event as it was published last."""

    uid: str
    sequence: int
    """How often it changed since it was first published."""
    changed_at: datetime
    digest: str
    """What it shows, hashed; see `Showing.digest`."""
    cancelled: bool
    body: str
    """The event as it stands in the file, line ends included."""

    @property
    def key(self) -> str:
        """The key of the milestone behind it."""
        return self.uid.removesuffix(_DOMAIN)


def uid_of(key: str) -> str:
    """Return the name under which every calendar knows the milestone."""
    return f"{key}{_DOMAIN}"


def is_ours(uid: str) -> bool:
    """Whether an event of this name is one of Streetdate's."""
    return uid.endswith(_DOMAIN)
