"""One bound table, read by meaning: a row answers by what a column means, and what it could not read is kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import TypeVar

from connectors.link_titles import with_titles, without_gone
from connectors.mapping.binding import TableBinding
from connectors.mapping.meanings import MEANINGS
from connectors.normalize.cells import actors_of, file_of, is_empty, link_of, place_of, text_of, words_of, yes_no_of
from connectors.normalize.dates import DateColumn
from connectors.normalize.doubt import Doubt
from connectors.record import Cell, Record, Table
from rules.model import Actor, FileFact, Link, Maybe, Moment, Phase, Ref, Repair, State, Unknown, Unreadable
from rules.titles import UNTITLED
from rules.vocabulary.clearances import cleared, used_work
from rules.vocabulary.phases import phase_of
from rules.vocabulary.states import state_of
from rules.vocabulary.words import folded
from rules.vocabulary.yes_no import yes_no

T = TypeVar("T")

_NOT_THERE = frozenset({State.NOT_STARTED, State.CANCELLED})
_SHOWN = 120
"""Characters of an unreadable value that are told."""


class BoundTable:
    """One table with its binding. `columns` is, by meaning, the column's id or why there is none."""

    def __init__(
        self,
        tool: str,
        table: Table,
        binding: TableBinding,
        records: Sequence[Record],
        zone: tzinfo,
        titles: Mapping[str, str],
        there: Mapping[str, Collection[str]],
    ) -> None:
        """`titles` are those of all records of the source, by record id.

        `there` are the ids of all records of each table that was read completely.
        """
        self.tool = tool
        self.table = table
        self.binding = binding
        self.zone = zone
        self.titles = titles
        self.linked = {column.id: there[column.relates_to] for column in table.columns if column.relates_to in there}
        """By relation column, the ids of the records that it can lead to."""
        self.unreadable: list[Unreadable] = []
        self._names = {column.id: column.name for column in table.columns}
        self.columns: Mapping[str, str | Unknown] = {
            meaning: self._column(meaning) for meaning in MEANINGS[binding.subject]
        }
        bound = {*binding.columns.values(), *binding.roles.values(), *(work.column for work in binding.work)}
        content = tuple(column for column in self._names if column in bound)
        self._records = [
            record for record in records if any(not is_empty(record.cells.get(column)) for column in content)
        ]
        self._dates: dict[str, DateColumn] = {}
        self._no_date_yet: dict[tuple[str, str], int] = {}
        self.rows = tuple(Row(self, record) for record in self._records)
        """The rows that say anything in a bound column; tools are full of rows that were never filled in."""
        if MEANINGS[binding.subject]["title" if "title" in self.columns else "name"].required:
            self._tell_untitled()

    def _column(self, meaning: str) -> str | Unknown:
        column = self.binding.columns.get(meaning)
        if column is not None:
            return column if column in self._names else Unknown.UNMAPPED
        undecided = any(meaning in meanings for meanings in self.binding.undecided.values())
        return Unknown.UNMAPPED if undecided else Unknown.ABSENT

    def _tell_untitled(self) -> None:
        for row in self.rows:
            if row.title() == UNTITLED:
                row.doubt("title", None, "the row has no title")

    def has(self, *meanings: str) -> bool:
        """Whether any of the meanings has a column."""
        return any(isinstance(self.columns[meaning], str) for meaning in meanings)

    def name_of(self, column: str) -> str:
        """Return what people call a column; "" for one that the table does not have."""
        return self._names.get(column, "")

    def repairs(self) -> tuple[Repair, ...]:
        """Return what was put right while reading, once per column and word."""
        return tuple(
            Repair(f"{self.table.title}, {self.name_of(column)}", f'"{word}" is read as no date yet', count)
            for (column, word), count in self._no_date_yet.items()
        )

    def typed_date(self, column: str, words: str) -> Moment | Doubt | None:
        """Return the date that was typed into a column whose other values decide how it is read."""
        reader = self._dates.get(column)
        if reader is None:
            cells = (record.cells.get(column) for record in self._records)
            typed = [cell.strip() for cell in cells if isinstance(cell, str)]
            reader = self._dates[column] = DateColumn(typed, self.binding.date_order, self.zone)
        found = reader.read(words)
        if found is None and words:
            spot = (column, words)
            self._no_date_yet[spot] = self._no_date_yet.get(spot, 0) + 1
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """One record that answers by meaning. Every reader returns a value, empty, or why it is unknown."""

    table: BoundTable
    record: Record

    @property
    def ref(self) -> Ref:
        return self.record.ref

    @property
    def key(self) -> str:
        return self.record.ref.key

    def cell(self, meaning: str) -> Cell:
        """Return the cell of a meaning; a meaning without a column is unknown."""
        column = self.table.columns[meaning]
        return column if isinstance(column, Unknown) else self._at(column)

    def _at(self, column: str) -> Cell:
        return with_titles(self._standing(column), self.table.titles)

    def _standing(self, column: str) -> Cell:
        cell, there = self.record.cells.get(column), self.table.linked.get(column)
        return cell if there is None else without_gone(cell, there)

    def filled(self, *meanings: str) -> bool:
        """Whether something stands in any of the cells, readable or not."""
        columns = (self.table.columns[meaning] for meaning in meanings)
        return any(isinstance(column, str) and not is_empty(self.record.cells.get(column)) for column in columns)

    def doubt(self, field: str, cell: Cell, reason: str) -> Unknown:
        """Keep that a value could not be read, and return the value it then has."""
        self.table.unreadable.append(Unreadable(self.ref, field, words_of(cell)[:_SHOWN], reason))
        return Unknown.UNREADABLE

    def _settled(self, meaning: str, value: T | Doubt) -> T | Unknown:
        return self.doubt(meaning, self.cell(meaning), value.reason) if isinstance(value, Doubt) else value

    def title(self) -> str:
        """Return what the row is called."""
        return self.words("name" if "name" in self.table.columns else "title") or UNTITLED

    def words(self, meaning: str) -> str:
        """Return what a person reads in a cell, "" where nothing stands or can be read."""
        return words_of(self.cell(meaning))

    def text(self, meaning: str) -> Maybe[str]:
        return text_of(self.cell(meaning))

    def answer(self, meaning: str) -> Maybe[str]:
        """Return what was answered to a question: nothing broke where "none" stands under "What broke"."""
        words = self.words(meaning)
        return words if folded(words) == "none" else self.text(meaning)

    def code(self, meaning: str) -> Maybe[str]:
        """Return an identifier as it stands there, also one of which a spreadsheet kept only the first digits."""
        cell = self.cell(meaning)
        if isinstance(cell, Decimal) and cell.is_finite() and int(cell.as_tuple().exponent) > 0:
            return str(cell)
        return text_of(cell)

    def used(self, meaning: str) -> Maybe[str]:
        """Return whose work is used, in the plan's words; empty where they say that none is."""
        words = self.text(meaning)
        return used_work(words) if isinstance(words, str) else words

    def cleared(self, meaning: str) -> Maybe[bool]:
        """Return whether a right is cleared; a day on which it was is a yes."""
        cell = self.cell(meaning)
        if isinstance(cell, (date, datetime)):
            return True
        if not isinstance(cell, (str, tuple)):
            return self.yes_no(meaning)
        if not (words := words_of(cell)) or text_of(cell) is None:
            return cleared(words) if words else None
        said = cleared(words)
        return self.doubt(meaning, cell, "it does not say whether the right is cleared") if said is None else said

    def file(self, meaning: str) -> Maybe[FileFact]:
        return file_of(self.cell(meaning))

    def place(self, meaning: str) -> Maybe[str]:
        return place_of(self.cell(meaning))

    def provided(self, meaning: str) -> Maybe[str]:
        """Return where something is, or the words that say that it is there; empty where they say that it is not."""
        found = self.place(meaning)
        if not isinstance(found, str):
            return found
        return None if yes_no(found) is False or state_of(found) in _NOT_THERE else found

    def link(self, meaning: str) -> Maybe[Link]:
        return self._settled(meaning, link_of(self.cell(meaning)))

    def yes_no(self, meaning: str) -> Maybe[bool]:
        return self._settled(meaning, yes_no_of(self.cell(meaning)))

    def actors(self, meaning: str) -> tuple[Actor, ...] | Unknown:
        return self._settled(meaning, actors_of(self.cell(meaning), self.table.tool))

    def actors_in(self, role: str, column: str) -> tuple[Actor, ...]:
        """Return whoever a role-named column holds; a cell that cannot be read holds nobody, and is told."""
        cell = self._at(column)
        named = actors_of(cell, self.table.tool)
        if isinstance(named, Doubt):
            self.doubt(role, cell, named.reason)
        return named if isinstance(named, tuple) else ()

    def actor(self, meaning: str) -> Maybe[Actor]:
        """Return the one person of a seat that holds one."""
        named = self.actors(meaning)
        if isinstance(named, Unknown):
            return named
        if not named:
            return None
        return named[0] if len(named) == 1 else self.doubt(meaning, self.cell(meaning), "one person was expected")

    def moment(self, meaning: str) -> Maybe[Moment]:
        """Return when something happened; a time without a zone is the team's."""
        column = self.table.columns[meaning]
        if isinstance(column, Unknown):
            return column
        cell = self.record.cells.get(column)
        if isinstance(cell, datetime):
            return cell if cell.tzinfo else cell.replace(tzinfo=self.table.zone)
        if cell is None or isinstance(cell, (date, Unknown)):
            return cell
        if isinstance(cell, bool):
            return self.doubt(meaning, cell, "a date was expected, not a tick") if cell else None
        return self._settled(meaning, self.table.typed_date(column, words_of(cell)))

    def typed(self, meaning: str, words: str) -> Maybe[Moment]:
        """Return the date that is part of the words in a cell."""
        column = self.table.columns[meaning]
        return column if isinstance(column, Unknown) else self._settled(meaning, self.table.typed_date(column, words))

    def day(self, meaning: str) -> Maybe[date]:
        """Return a day; an instant falls on its day in the team's zone."""
        found = self.moment(meaning)
        if not isinstance(found, datetime):
            return found
        try:
            return found.astimezone(self.table.zone).date()
        except (OverflowError, ValueError):
            return self.doubt(meaning, found, "there is no such day")

    def happened(self, meaning: str) -> tuple[Maybe[Moment], Maybe[bool]]:
        """Return when, and whether, something happened: a cell for a date may hold only a tick or a yes."""
        cell = self.cell(meaning)
        if isinstance(cell, Unknown):
            return cell, cell
        said = cell if isinstance(cell, bool) else yes_no(cell) if isinstance(cell, str) and cell.strip() else None
        if said is not None:
            return None, said
        at = self.moment(meaning)
        return at, at if isinstance(at, Unknown) else None

    def state(self, meaning: str = "state") -> Maybe[State]:
        """Return how far something is; a tick is done, no tick is not started."""
        return self.state_in(meaning, self.cell(meaning))

    def state_in(self, field: str, cell: Cell) -> Maybe[State]:
        """Return the state that a cell states."""
        if isinstance(cell, bool):
            return State.DONE if cell else State.NOT_STARTED
        words = text_of(cell)
        if not isinstance(words, str):
            return words
        return state_of(words) or self.doubt(field, cell, "the word is not a status that Streetdate knows")

    def phase(self) -> Maybe[Phase]:
        words = self.text("phase")
        if not isinstance(words, str):
            return words
        return phase_of(words) or self.doubt("phase", words, "the word is not a phase that Streetdate knows")

    def release(self) -> Maybe[Link]:
        """Return the release that the row belongs to: as its column says, else the one of the whole table."""
        column = self.table.columns["release"]
        # The id alone: the title of a record that is no release would pass for the name of one.
        cell = column if isinstance(column, Unknown) else self._standing(column)
        named = self._settled("release", link_of(cell))
        stated = self.table.binding.release
        return Link(stated) if stated and (named is None or isinstance(named, Unknown)) else named
