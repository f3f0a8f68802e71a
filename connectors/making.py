"""Making new rows in a team's own tables, and the proof of each. Nothing here ever touches a row that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol, TypeAlias

from connectors.normalize.cells import words_of
from connectors.record import Cell, FileCell, LinkCell, PersonCell
from rules.model import Ref, Unknown


@dataclass(frozen=True, slots=True)
class RowLink:
    """A reference to another record: by its id in the tool, or by the `key` of a row that is made before this one."""

    title: str
    record: str = ""
    key: str = ""


Value: TypeAlias = str | bool | date | tuple[str, ...] | tuple[PersonCell, ...] | tuple[RowLink, ...]
"""What is to stand in one cell: as a pull would show it, so that what is made is read back as what was meant.

An option is named exactly as the column has it; people are accounts of the tool; a date is a day.
"""


@dataclass(frozen=True, slots=True)
class RowToMake:
    """One new row of one table. `key` names it among the rows of one call; `values` are by column id.

    No two rows of one table have the same values: whether a row was made after all is told by them.
    """

    key: str
    table: str
    """As `TableBinding.table`."""
    title: str
    """What to call it in a message."""
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class MadeRow:
    """Proof that one row stands in the tool."""

    row: RowToMake
    ref: Ref


class Maker(Protocol):
    """What makes rows in one tool. Every method may raise `connectors.errors.ConnectorError`."""

    @property
    def name(self) -> str:
        """The name of the source in the settings."""
        ...

    @property
    def requests(self) -> int:
        """Requests sent so far, those that failed and those that only looked included; for a file, how often it was
        saved."""
        ...

    def cost(self, rows: Iterable[RowToMake]) -> int:
        """Return how many requests the rows will take at least, without sending any."""
        ...

    def refusal(self) -> str:
        """Say before making why nothing can be made here at all; "" when it can."""
        ...

    def make(self, rows: Sequence[RowToMake]) -> Iterator[MadeRow]:
        """Make the rows in order, and yield the proof of each as soon as the tool has it.

        A link leads to a record that is there or to a row earlier in `rows`. Must neither change a row, a column or an
        option list that is there nor add to one. A request of which it is not known whether it went through is looked
        for before it is sent again. May raise between proofs; what was yielded stands.
        """
        ...


def levels(rows: Iterable[RowToMake], most: int) -> Iterator[tuple[RowToMake, ...]]:
    """Yield the rows as batches of at most `most` of one table, none of which links to a row of its own batch."""
    batch: list[RowToMake] = []
    for row in rows:
        keys = {other.key for other in batch}
        full = len(batch) == most or (batch and batch[0].table != row.table)
        if full or not keys.isdisjoint(linked_keys(row)):
            yield tuple(batch)
            batch = []
        batch.append(row)
    if batch:
        yield tuple(batch)


def linked_keys(row: RowToMake) -> frozenset[str]:
    """Return the keys of the new rows that a row links to."""
    return frozenset(
        member.key
        for value in row.values.values()
        if isinstance(value, tuple)
        for member in value
        if isinstance(member, RowLink) and member.key
    )


def says(cell: Cell, value: Value) -> bool:
    """Whether a cell, as a pull shows it, says what a row was to say there; an unknown one contradicts nothing."""
    if isinstance(cell, Unknown):
        return True
    if not isinstance(value, tuple):
        shown = cell.date() if isinstance(cell, datetime) else cell
        return (shown or False) == value if isinstance(value, bool) else words_of(shown) == words_of(value)
    return isinstance(cell, tuple) and set(map(_identity, cell)) == set(map(_identity, value))


def _identity(member: str | PersonCell | LinkCell | FileCell | RowLink) -> str:
    if isinstance(member, RowLink):
        return member.record
    return (
        member.id if isinstance(member, PersonCell | LinkCell) else member if isinstance(member, str) else member.name
    )


def with_ids(row: RowToMake, made: Mapping[str, str]) -> RowToMake:
    """Return the row, its links to rows that were made meanwhile by their record ids. `made` is by key."""
    return replace(row, values={column: _with_ids(value, made) for column, value in row.values.items()})


def _with_ids(value: Value, made: Mapping[str, str]) -> Value:
    if not isinstance(value, tuple) or not value or not isinstance(value[0], RowLink):
        return value
    return tuple(replace(link, record=link.record or made[link.key]) for link in value)
