"""Moving dates that stand in a team's own tables: the one write on a field of theirs, and only on their word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from rules.model import Ref


@dataclass(frozen=True, slots=True)
class DateToSet:
    """One date of one record, from the day that was read to another. `table` is as in `TableBinding.table`."""

    ref: Ref
    table: str
    column: str
    title: str
    was: date
    day: date


class Redater(Protocol):
    """What moves dates in one tool. Every method may raise `connectors.errors.ConnectorError`."""

    @property
    def name(self) -> str: ...

    def cost(self, dates: Iterable[DateToSet]) -> int:
        """Return how many requests the dates will take at least, without sending any."""
        ...

    def redate(self, dates: Sequence[DateToSet]) -> Iterator[DateToSet]:
        """Set the dates in order and yield each that stands.

        Must change nothing else on a record. What cannot be set as it stands (the record is gone, the cell holds no
        plain date any more) is left and not yielded. Setting a date twice ends as setting it once.
        """
        ...
