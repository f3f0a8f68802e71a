"""Deliverables that are columns: "Mix Status" and "Master Status" on the row of a song or a release."""

from __future__ import annotations

from collections.abc import Iterator

from connectors.mapping.binding import StatusColumn
from connectors.mapping.meanings import Subject
from connectors.normalize.cells import words_of
from connectors.normalize.normalized import Filed
from connectors.normalize.rows import BoundTable, Row
from connectors.record import Cell
from rules.model import Deliverable, Link, Maybe, State, Unknown
from rules.vocabulary.words import spelled

_NOT_WANTED = frozenset(
    {"n/a", "na", "none", "-", "–", "—", "not needed", "not required", "not applicable", "no video"}
)
"""Words in a status column that say that this song needs no such thing."""


def work_columns(table: BoundTable) -> Iterator[Filed[Deliverable]]:
    """Yield one deliverable for each status column of each row; what the columns do not say is unknown."""
    for row in table.rows:
        release = _release(row)
        for work in table.binding.work:
            yield Filed(_deliverable(row, work), release)


def _deliverable(row: Row, work: StatusColumn) -> Deliverable:
    absent = Unknown.ABSENT
    return Deliverable(
        key=f"{row.key}#{work.column}",
        title=f"{row.title()} – {work.title}",
        ref=row.ref,
        kind=work.kind,
        owners=absent,
        state=_state(row, work),
        due=absent,
        needs=absent,
        done_at=absent,
        phase=absent,
        file=absent,
        spec=absent,
        version=absent,
        text=absent,
        scheduled_for=absent,
        parent=absent,
        track=Link(row.title(), row.key) if row.table.binding.subject is Subject.TRACKS else absent,
        notes=absent,
    )


def _state(row: Row, work: StatusColumn) -> Maybe[State]:
    if not row.table.name_of(work.column):
        return Unknown.UNMAPPED
    cell: Cell = row.record.cells.get(work.column)
    if spelled(words_of(cell)) in _NOT_WANTED:
        return State.CANCELLED
    return row.state_in(work.title, cell)


def _release(row: Row) -> Maybe[Link]:
    return Link(row.title(), row.key) if row.table.binding.subject is Subject.RELEASES else row.release()
