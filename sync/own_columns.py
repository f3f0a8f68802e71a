"""Which tables have lost the columns that we made, as the last read shows; nothing can be flagged there. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from connectors.changes import Capabilities
from connectors.mapping.binding import TableBinding
from connectors.record import ColumnType, Pull


def lost_columns(pull: Pull, bindings: Iterable[TableBinding]) -> tuple[TableBinding, ...]:
    """Return the tables whose settings name a column of ours that was deleted since, or changed to another type.

    A tool without column ids makes our columns whenever it writes, and loses none.
    """
    shown = {table.id: {column.id: column.type for column in table.columns} for table in pull.tables}
    return tuple(
        binding
        for binding in bindings
        if (columns := shown.get(binding.table)) is not None
        and (
            (binding.flag and columns.get(binding.flag) is not ColumnType.SELECT)
            or (binding.gaps and columns.get(binding.gaps) is not ColumnType.TEXT)
        )
    )


def without_flags_on(able: Capabilities, lost: Iterable[TableBinding]) -> Capabilities:
    """Return what can be written where these tables have no columns of ours."""
    return replace(able, unflagged=able.unflagged | {binding.table for binding in lost})


def lost_notice(binding: TableBinding, tool: str) -> str:
    """Say what follows from it."""
    return (
        f"“{binding.title}” has lost columns of ours and gets comments only; `streetdate init {tool}` makes them again"
    )
