"""One table of a source as the place of new rows: which columns it has for what, and what it cannot hold. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from connectors.fitting import Spot, Unfit, Wish, fitted
from connectors.making import RowToMake, Value
from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import MEANINGS, Subject
from connectors.normalize.cells import words_of
from connectors.record import Column, ColumnType, Pull, Record, Table
from rules.vocabulary.words import folded
from rules.wording import listed

_UNTYPED = "workbook"
"""The tool whose columns have no type of their own."""


@dataclass(slots=True)
class Place:
    """A bound table, and what was left out of the rows for it so far."""

    tool: str
    table: Table
    binding: TableBinding
    records: Sequence[Record]
    lacking: dict[str, None] = field(default_factory=dict)
    """Meanings for which there is no column, in the order in which they were missed."""
    unfit: dict[str, None] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return self.table.title

    def column(self, meaning: str) -> Column | None:
        """Return the column that is bound to a meaning, if it is there."""
        id_ = self.binding.columns.get(meaning)
        return next((column for column in self.table.columns if column.id == id_), None)

    @property
    def files_rows(self) -> bool:
        """Whether its rows say which release they belong to: by a column, or by links to the release's work."""
        linked = (self.column(meaning) for meaning in ("work", "on"))
        return self.column("release") is not None or any(
            column is not None and column.type is ColumnType.RELATION for column in linked
        )

    def holds_words(self, meaning: str) -> bool:
        """Whether a meaning has a column of free text."""
        column = self.column(meaning)
        return column is not None and not column.computed and (self.tool == _UNTYPED or column.type is ColumnType.TEXT)

    def row(self, key: str, title: str, wishes: Mapping[str, Wish]) -> RowToMake:
        """Return the row that says as much of the wishes (by meaning) as the table can hold."""
        values: dict[str, Value] = {}
        for meaning, wish in wishes.items():
            if wish in ("", ()):
                continue
            column = self.column(meaning)
            if column is None:
                self.lacking[meaning] = None
                continue
            value = fitted(wish, Spot(column, self.tool, self._used(column), self.tool != _UNTYPED))
            if isinstance(value, Unfit):
                self.unfit[f"“{column.name}” of “{self.title}” {value.why}"] = None
            else:
                values[column.id] = value
        return RowToMake(key, self.binding.table, title, values)

    def remarks(self) -> list[str]:
        """Return what was left out, in sentences."""
        said = [f"left empty: {why}" for why in self.unfit]
        meanings = MEANINGS[self.binding.subject]
        if self.lacking:
            words = listed((meanings[meaning].words for meaning in self.lacking), "or")
            said.append(f"“{self.title}” has no column for {words}: left out")
        return said

    def _used(self, column: Column) -> list[str]:
        counts = Counter(words for record in self.records if (words := words_of(record.cells.get(column.id))))
        return [word for word, _ in counts.most_common()]


def places_in(tool: str, pull: Pull, bindings: Sequence[TableBinding], release: str) -> Mapping[Subject, Place]:
    """Return, by what its rows are, the table that takes new rows of a release.

    That is the first one that says which release a row belongs to; else one that belongs to this release alone.
    """
    named = {table.title: table for table in reversed(pull.tables)} | {table.id: table for table in pull.tables}
    found: dict[Subject, Place] = {}
    own: dict[Subject, Place] = {}
    for binding in bindings:
        table = named.get(binding.table)
        if table is None:
            continue
        records = [record for record in pull.records if record.ref.container == table.id]
        place = Place(tool, table, binding, records)
        if binding.subject in (Subject.RELEASES, Subject.PEOPLE) or place.files_rows:
            found.setdefault(binding.subject, place)
        elif binding.release and folded(binding.release) == folded(release):
            own.setdefault(binding.subject, place)
    return {**own, **found}
