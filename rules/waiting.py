"""Work that waits for one thing only: what that thing explains is nobody else's lateness."""

from __future__ import annotations

from rules.model import Deliverable, State
from rules.view import View

_NOT_BEGUN = frozenset({None, State.NOT_STARTED, State.WAITING})


def waits_only_for(before: Deliverable | None, after: Deliverable, view: View) -> bool:
    """Whether nothing but `before` holds up `after`: it has not begun, and all else that it needs is done."""
    if after.state not in _NOT_BEGUN:
        return False
    return all(edge.before is before or edge.before.finished for edge in view.needs_of.get(after.key, ()))
