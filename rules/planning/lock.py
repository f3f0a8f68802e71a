"""When a release's plan was locked."""

from __future__ import annotations

from rules.memory import moment_key
from rules.model import Moment, Release, Unknown
from rules.rule import Context


def locked_at(release: Release, context: Context) -> Moment | None:
    """Return when the plan was locked: the plan's own word, else the first run that saw it locked.

    `None` where it is not locked, and where the plan hides whether it is.
    """
    stated = release.locked_at
    if isinstance(stated, Unknown):
        return None
    return stated if stated is not None else context.memory.moments.get(moment_key(release.key, "locked"))
