"""Looking around in a tool that no settings describe yet, and making our own columns there once somebody agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from connectors.record import Pull, Table

FLAG_NAME = "Streetdate flag"
GAPS_NAME = "Streetdate gaps"
"""What our columns are called when they are made; people may rename them, we know them by id."""


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """The ids of our two columns in one table; "" for one that is not there."""

    table: str
    flag: str = ""
    gaps: str = ""

    @property
    def complete(self) -> bool:
        return bool(self.flag and self.gaps)

    def filled_from(self, found: OwnColumns) -> OwnColumns:
        """Return these, and of the missing ones what was found otherwise."""
        return OwnColumns(self.table, self.flag or found.flag, self.gaps or found.gaps)


class Explorer(Protocol):
    """One tool, seen through one token. Every method may raise `connectors.errors.ConnectorError`."""

    @property
    def place(self) -> str:
        """What people call the place that the token opens (a workspace, a base)."""
        ...

    def survey(self) -> tuple[Table, ...]:
        """Return every table that the token can see, with its columns, without reading a record."""
        ...

    def sample(self, tables: Sequence[Table]) -> Pull:
        """Return these tables with some of their records (a page of each), enough to see what columns hold."""
        ...

    def own_columns(self, tables: Sequence[Table]) -> tuple[OwnColumns, ...]:
        """Return which of our columns each table has already; makes nothing.

        One that the settings know is told by its id, whatever people call it now; any other by name and type.
        """
        ...

    def make_columns(self, table: Table) -> OwnColumns:
        """Make whichever of our columns is missing in a table, and return both."""
        ...
