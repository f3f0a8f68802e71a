"""Whether the bindings of the settings still fit the tables as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from connectors.mapping.binding import TableBinding
from connectors.mapping.fit import fit
from connectors.mapping.meanings import MEANINGS, Meaning, Subject
from connectors.mapping.nearest import did_you_mean, nearest
from connectors.mapping.profile import EMPTY
from connectors.record import Column, Table

_IMPOSSIBLE = -0.9
"""A fit from here down means that the declared type cannot hold the meaning at all."""
_ALIKE = 0.5


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
    """The meanings (fields of the subject) that no column fills now; "cast" for a role, "work" for a deliverable."""
    words: str = ""
    """What is wrong and where, in one sentence."""
    hint: str = ""
    """What to do, with the likeliest column where there is one. It is never used without being told."""


def check_bindings(bindings: Sequence[TableBinding], tables: Sequence[Table]) -> tuple[BindingIssue, ...]:
    """Return what no longer fits, in the order of the settings; empty when everything does.

    A renamed column is no issue in a tool with ids. In a tool without, it is gone, and the column that took its
    place is suggested when its name is near and its type fits.
    """
    named = {table.title: table for table in reversed(tables)} | {table.id: table for table in tables}
    issues: list[BindingIssue] = []
    for binding in bindings:
        table = named.get(binding.table)
        issues.extend(_of_table(binding, table) if table else [_table_gone(binding, tables)])
    return tuple(issues)


def _table_gone(binding: TableBinding, tables: Sequence[Table]) -> BindingIssue:
    unmapped = (*binding.columns, *(("cast",) if binding.roles else ()), *(("work",) if binding.work else ()))
    return BindingIssue(
        binding.table,
        Drift.TABLE_GONE,
        unmapped=unmapped,
        words=f'the table "{binding.title}", which holds the {binding.subject.value}, is not in the source',
        hint=f"{did_you_mean(binding.table, (table.id for table in tables))} Rename it in the settings or in the tool."
        if tables
        else "the source has no tables at all; check that it is the right one",
    )


def _of_table(binding: TableBinding, table: Table) -> Iterator[BindingIssue]:
    columns = {column.id: column for column in table.columns if not column.ours}
    free = [column for column in columns.values() if column.id not in _bound(binding)]
    meanings = MEANINGS[binding.subject]
    for name, column_id in binding.columns.items():
        meaning = meanings.get(name)
        if meaning is None:
            yield BindingIssue(
                table.id,
                Drift.UNKNOWN_MEANING,
                column_id,
                words=f'{table.title}: "{name}" is no meaning of a column of {binding.subject.value}',
                hint=did_you_mean(name, meanings),
            )
        elif column_id not in columns:
            fitting = _fitting(meaning, free)
            called = _called_like(binding.subject, name, fitting)
            yield _column_gone(table, f"columns.{name}", column_id, (name,), meaning.words, fitting, called)
        elif _cannot_hold(meaning, columns[column_id]):
            yield _retyped(table, meaning, columns[column_id])
    for role, column_id in binding.roles.items():
        if column_id not in columns:
            yield _column_gone(table, f'roles."{role}"', column_id, ("cast",), f"who is {role}", free)
    for work in binding.work:
        if work.column not in columns:
            yield _column_gone(table, "work", work.column, ("work",), f"how far {work.title} is", free)


def _bound(binding: TableBinding) -> frozenset[str]:
    return frozenset((*binding.columns.values(), *binding.roles.values(), *(work.column for work in binding.work)))


def _fitting(meaning: Meaning, free: Sequence[Column]) -> list[Column]:
    return [column for column in free if not _cannot_hold(meaning, column)]


def _called_like(subject: Subject, meaning: str, columns: Sequence[Column]) -> str:
    """Return the name of the column that is called most like the meaning; "" where none is."""
    # The names that columns go by are many, and a column is seldom gone.
    from connectors.mapping.names import name_scores

    scores = {column.name: name_scores(column.name, subject).get(meaning, 0.0) for column in columns}
    best = max(scores, key=lambda name: scores[name], default="")
    return best if scores.get(best) else ""


def _cannot_hold(meaning: Meaning, column: Column) -> bool:
    return fit(meaning, column, EMPTY)[0] <= _IMPOSSIBLE


def _column_gone(
    table: Table, key: str, column: str, unmapped: tuple[str, ...], words: str, free: Sequence[Column], called: str = ""
) -> BindingIssue:
    """`called` is what a column is called that looks like the one that is gone, where an id tells nothing."""
    by_name = {candidate.name: candidate for candidate in free}
    near = nearest(column, by_name, _ALIKE) or called
    hint = (
        f'if it is called "{near}" now, set {key} = "{by_name[near].id}"'
        if near
        else f"bring the column back, or set {key} to the column that replaced it"
    )
    return BindingIssue(
        table.id,
        Drift.COLUMN_GONE,
        column,
        unmapped,
        f'{table.title}: the column "{column}" ({words}) is gone',
        hint,
    )


def _retyped(table: Table, meaning: Meaning, column: Column) -> BindingIssue:
    return BindingIssue(
        table.id,
        Drift.RETYPED,
        column.id,
        (meaning.name,),
        f'{table.title}: the column "{column.name}" is to hold {meaning.words} and is {fit(meaning, column, EMPTY)[1]}',
        f"change its type back, or set columns.{meaning.name} to another column",
    )
