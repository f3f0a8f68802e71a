"""Since when a value stands where it stands, as far as earlier runs saw it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from rules.memory import Memory, Stated
from rules.model import Release, StatedFact, Statement


def statement_mark(fact: StatedFact, statement: Statement) -> str:
    """Return what tells one statement of a release from another in the memory, whatever its value."""
    return f"{fact.on}|{fact.name}|{statement.source}|{statement.ref.key}"


def stated_since(release: Release, fact: StatedFact, statement: Statement, memory: Memory) -> datetime | None:
    """Return the first run that saw this very value there; `None` for one that no earlier run saw."""
    known = memory.stated.get(release.key, {}).get(statement_mark(fact, statement))
    return known.seen_at if known is not None and known.value == statement.value else None


def statements_seen(release: Release, memory: Memory, now: datetime) -> Mapping[str, Stated] | None:
    """Return what the tools state of the release, for the next run; `None` where not every tool was read."""
    if not isinstance(release.facts, tuple):
        return None
    return {
        statement_mark(fact, statement): Stated(statement.value, stated_since(release, fact, statement, memory) or now)
        for fact in release.facts
        for statement in fact.statements
    }
