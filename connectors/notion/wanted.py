"""What the settings want read of each data source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from connectors.explore import OwnColumns
from connectors.mapping.binding import TableBinding
from connectors.notion.ids import hyphenated


@dataclass(frozen=True, slots=True)
class Wanted:
    """One data source, and the plain ids of the columns that are bound or ours."""

    data_source: str
    title: str
    """What it was called when it was bound."""
    columns: frozenset[str]
    flag: str = ""
    gaps: str = ""
    shows_gaps: bool = True
    """Whether gaps can stand on its rows at all."""

    @property
    def own(self) -> OwnColumns:
        """Our columns, as the settings name them."""
        return OwnColumns(self.data_source, self.flag, self.gaps)

    @property
    def ours(self) -> frozenset[str]:
        """The columns that we made."""
        return frozenset(filter(None, (self.flag, self.gaps)))


def wanted_of(bindings: Iterable[TableBinding]) -> Mapping[str, Wanted]:
    """Return what to read, by data source; two bindings of one are read together."""
    found: dict[str, Wanted] = {}
    for binding in bindings:
        data_source = hyphenated(binding.table)
        work = (deliverable.column for deliverable in binding.work)
        columns = frozenset((*binding.columns.values(), *binding.roles.values(), *work))
        other = found.get(data_source)
        found[data_source] = Wanted(
            data_source,
            binding.title,
            columns | (other.columns if other else frozenset()),
            binding.flag or (other.flag if other else ""),
            binding.gaps or (other.gaps if other else ""),
            binding.shows_gaps or (other is not None and other.shows_gaps),
        )
    return found


def digest(wanted: Mapping[str, Wanted]) -> str:
    """Return a short text that differs when other columns are wanted."""
    lines = sorted(f"{want.data_source} {want.flag} {want.gaps} {sorted(want.columns)}" for want in wanted.values())
    return sha256("\n".join(lines).encode()).hexdigest()[:16]
