"""Where the records of a workbook stand: found by the reader, needed by the writer at the moment of writing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class TablePlace:
    """One table that was read: its container as in `Ref.container`, its sheet, and the row of each record by id.

    Rows and columns count from 1 as people see them (for .csv: the number of the record in the file, blank lines
    counted). `last_column` is the last column of the table's header that is not ours. `flag_column` and `gaps_column`
    are `None` while our columns do not exist.
    """

    container: str
    sheet: str
    header_row: int
    last_column: int
    rows: Mapping[str, int]
    flag_column: int | None = None
    gaps_column: int | None = None
    columns: Mapping[str, int] = field(default_factory=dict)
    """The place of each column of the table by its id, ours left out."""


Locate: TypeAlias = Callable[[bytes, str], tuple[TablePlace, ...]]
"""Finds every table in the bytes of a workbook with this file name, by the same code that reads it."""
