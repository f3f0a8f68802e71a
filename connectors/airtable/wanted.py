"""What the settings want read of each table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from connectors.airtable.schema import TableShape
from connectors.explore import OwnColumns
from connectors.mapping.binding import TableBinding


@dataclass(frozen=True, slots=True)
class Wanted:
    """One table, and the ids of the fields that are bound or ours."""

    table: str
    title: str
    """What it was called when it was bound."""
    columns: frozenset[str]
    own: OwnColumns
    shows_gaps: bool = True
    """Whether gaps can stand on its records at all."""

    @property
    def ours(self) -> frozenset[str]:
        """The fields that we made."""
        return frozenset(filter(None, (self.own.flag, self.own.gaps)))

    def present(self, shape: TableShape) -> frozenset[str]:
        """Return the wanted fields that the table has; never none, for that would ask for all of them."""
        return ((self.columns | self.ours) & shape.fields.keys()) or frozenset({shape.primary})


def wanted_of(bindings: Iterable[TableBinding]) -> Mapping[str, Wanted]:
    """Return what to read, by table; two bindings of one are read together."""
    found: dict[str, Wanted] = {}
    for binding in bindings:
        work = (deliverable.column for deliverable in binding.work)
        columns = frozenset((*binding.columns.values(), *binding.roles.values(), *work))
        other = found.get(binding.table)
        found[binding.table] = Wanted(
            binding.table,
            binding.title,
            columns | (other.columns if other else frozenset()),
            OwnColumns(
                binding.table,
                binding.flag or (other.own.flag if other else ""),
                binding.gaps or (other.own.gaps if other else ""),
            ),
            binding.shows_gaps or (other is not None and other.shows_gaps),
        )
    return found


def digest(wanted: Mapping[str, Wanted]) -> str:
    """Return a short text that differs when other fields are wanted."""
    lines = sorted(f"{want.table} {want.own.flag} {want.own.gaps} {sorted(want.columns)}" for want in wanted.values())
    return sha256("\n".join(lines).encode()).hexdigest()[:16]
