"""What the settings want read of each table of a tool."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from connectors.explore import OwnColumns
from connectors.mapping.binding import TableBinding


@dataclass(frozen=True, slots=True)
class Wanted:
    """One table, and the ids of the columns that are bound or ours."""

    table: str
    title: str
    """What it was called when it was bound."""
    columns: frozenset[str]
    own: OwnColumns
    shows_gaps: bool = True
    """Whether gaps can stand on its records at all."""

    @property
    def ours(self) -> frozenset[str]:
        """The columns that we made."""
        return frozenset(filter(None, (self.own.flag, self.own.gaps)))


def wanted_of(bindings: Iterable[TableBinding], *, key: Callable[[str], str] = str) -> Mapping[str, Wanted]:
    """Return what to read, by table; two bindings of one are read together.

    `key` spells the id of a table as the tool's answers do.
    """
    found: dict[str, Wanted] = {}
    for binding in bindings:
        table = key(binding.table)
        work = (deliverable.column for deliverable in binding.work)
        columns = frozenset((*binding.columns.values(), *binding.roles.values(), *work))
        own = OwnColumns(table, binding.flag, binding.gaps)
        other = found.get(table)
        found[table] = Wanted(
            table,
            binding.title,
            columns | (other.columns if other else frozenset()),
            own.filled_from(other.own) if other else own,
            binding.shows_gaps or (other is not None and other.shows_gaps),
        )
    return found


def digest(wanted: Mapping[str, Wanted]) -> str:
    """Return a short text that differs when other columns are wanted."""
    lines = sorted(f"{want.table} {want.own.flag} {want.own.gaps} {sorted(want.columns)}" for want in wanted.values())
    return sha256("\n".join(lines).encode()).hexdigest()[:16]
