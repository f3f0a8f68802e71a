"""Proposing what unmapped tables and columns mean, from their names, the shape of their values, and each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from connectors.mapping.meanings import Subject
from connectors.mapping.proposal import Certainty, ColumnProposal, Proposal, TableProposal
from connectors.record import Record, Table


def propose(
    tables: Sequence[Table], records: Sequence[Record], *, subjects: Mapping[str, Subject] | None = None
) -> Proposal:
    """Say what each table's rows are and what each of its columns means, as far as the evidence goes.

    `subjects` are answers already given, by table id. Columns of ours are left out.
    """
    _ = records
    return Proposal(
        tuple(
            TableProposal(
                table,
                (subjects or {}).get(table.id),
                Certainty.NONE,
                0.0,
                "",
                tuple(ColumnProposal(column, Certainty.NONE) for column in table.columns if not column.ours),
            )
            for table in tables
        )
    )
