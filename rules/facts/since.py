"""Since when a value stands where it stands, as far as earlier runs saw it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from rules.memory import Memory, Stated, statement_mark
from rules.model import Release, StatedFact, Statement


def stated_since(release: Release, fact: StatedFact, statement: Statement, memory: Memory) -> datetime | None:
    """Return the first run that saw this very value there; `None` for one that no earlier run saw."""
    known = memory.stated.get(release.key, {}).get(statement_mark(fact.on, fact.name, statement))
    return known.seen_at if known is not None and known.says.value == statement.value else None


def statements_seen(release: Release, memory: Memory, now: datetime) -> Mapping[str, Stated] | None:
    """Return what the tools state of the release, for the next run; `None` where not every tool was read."""
    if not isinstance(release.facts, tuple):
        return None
    return {
        statement_mark(fact.on, fact.name, statement): Stated(
            fact.on, fact.name, statement, fact.disputed, stated_since(release, fact, statement, memory) or now
        )
        for fact in release.facts
        for statement in fact.statements
    }
