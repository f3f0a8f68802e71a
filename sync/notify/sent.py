"""One message to one receiver, as whoever looks at the run hears of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from sync.notify.told import Kind


@dataclass(frozen=True, slots=True)
class Sent:
    """One message; of a plan, one that a run would send. Says nothing of the receiver's address."""

    receiver: str
    """By its name in the settings."""
    kind: Kind
    title: str
    """As the receiver reads it."""
    taken: bool = True
    """Whether the receiver's service took it."""
