"""From a proposal to bindings: the sure columns are bound, the doubtful ones stay open until somebody answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from connectors.mapping.binding import StatusColumn, TableBinding
from connectors.mapping.meanings import Subject
from connectors.mapping.proposal import (
    ROLE_COLUMN,
    Answer,
    Candidate,
    Certainty,
    ColumnProposal,
    Proposal,
    TableProposal,
    leave_open,
)


def to_bindings(proposal: Proposal, *, accept: Answer = leave_open) -> tuple[TableBinding, ...]:
    """Bind every table whose subject is sure.

    `accept` is asked about each doubtful column. What it leaves open is listed as undecided, with the meanings it may
    have, so that those facts are unmapped instead of absent. So is, unasked, a column that is named for a meaning and
    whose values do not fit it, where no other column has the meaning.
    """
    return tuple(
        _bound(table, table.subject, accept)
        for table in proposal.tables
        if table.subject is not None and table.certainty is Certainty.SURE
    )


@dataclass(slots=True)
class _Draft:
    columns: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    work: list[StatusColumn] = field(default_factory=list)
    undecided: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def take(self, proposed: ColumnProposal, chosen: Candidate) -> None:
        column = proposed.column
        if chosen.meaning == ROLE_COLUMN:
            self.roles[column.name.strip()] = column.id
        elif chosen.work is not None:
            self.work.append(chosen.work)
        elif chosen.meaning not in self.columns:
            self.columns[chosen.meaning] = column.id

    def leave(self, proposed: ColumnProposal) -> None:
        self.undecided[proposed.column.id] = tuple(candidate.meaning for candidate in proposed.candidates)


def _bound(table: TableProposal, subject: Subject, accept: Answer) -> TableBinding:
    draft = _Draft()
    doubtful: list[ColumnProposal] = []
    for proposed in table.columns:
        if proposed.certainty is Certainty.SURE:
            draft.take(proposed, proposed.candidates[0])
        elif proposed.certainty is Certainty.DOUBTFUL:
            doubtful.append(proposed)
    for proposed in doubtful:
        answer = accept(table, proposed)
        chosen = next((c for c in proposed.candidates if c.meaning == answer), None)
        if chosen is not None:
            draft.take(proposed, chosen)
        elif answer is None:
            draft.leave(proposed)
    for proposed in table.columns:
        if missed := tuple(meaning for meaning in proposed.unfit if meaning not in draft.columns):
            draft.undecided[proposed.column.id] = missed
    return TableBinding(table.table.id, subject, draft.columns, draft.roles, tuple(draft.work), draft.undecided)
