"""Which words in an owner's seat name nobody who could be asked."""

from __future__ import annotations

from rules.model import Actor, Standing

_NOBODY = frozenset({Standing.GROUP, Standing.PLACEHOLDER})


def is_nobody(actor: Actor) -> bool:
    """Whether the seat holds a group, a shared mailbox, a bot or a placeholder."""
    return actor.standing in _NOBODY
