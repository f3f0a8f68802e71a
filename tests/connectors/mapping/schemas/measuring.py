"""Holding proposals against the labels: right, wrong, left open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from connectors.mapping.proposal import ROLE_COLUMN, WORK_COLUMN, Certainty, ColumnProposal, Proposal
from connectors.mapping.propose import propose
from tests.connectors.mapping.schemas.reading import Schema


@dataclass(frozen=True, slots=True)
class Measure:
    """How many columns that mean something were bound rightly, wrongly or left open, and which were wrong.

    A column that means nothing and is bound counts as wrong too; asking about it needlessly counts as a question.
    """

    meant: int
    right: int
    open: tuple[str, ...]
    wrong: tuple[str, ...]
    questions: tuple[str, ...]


def measure(schemas: Iterable[Schema]) -> Measure:
    meant = right = 0
    left_open: list[str] = []
    wrong: list[str] = []
    questions: list[str] = []
    for schema in schemas:
        proposal = proposed(schema)
        for labelled, table in zip(schema.tables, proposal.tables, strict=True):
            place = f"{schema.name} / {table.table.title}"
            sure = table.certainty is Certainty.SURE
            if sure and table.subject is not labelled.subject:
                wrong.append(
                    f"{place}: taken for {table.subject}, is {labelled.subject} ({table.score}: {table.reason})"
                )
            if not sure and labelled.subject:
                left_open.append(f"{place}: not known to be {labelled.subject} ({table.subject} {table.score})")
            for column in table.columns:
                truth = labelled.meanings.get(column.column.id, "")
                meant += bool(truth)
                said = _said(column) if sure else ""
                words = f"{place} / {column.column.name.strip()}: {said or 'open'}, is {truth or 'nothing'}"
                detail = f"{words} {[(c.meaning, c.score) for c in column.candidates]} {column.reason}"
                if said and said in truth.split("/"):
                    right += 1
                elif said:
                    wrong.append(detail)
                elif truth:
                    left_open.append(detail)
                elif sure and column.certainty is Certainty.DOUBTFUL:
                    questions.append(detail)
    return Measure(meant, right, tuple(left_open), tuple(wrong), tuple(questions))


def proposed(schema: Schema) -> Proposal:
    return propose(
        [labelled.table for labelled in schema.tables],
        [record for labelled in schema.tables for record in labelled.records],
    )


def _said(column: ColumnProposal) -> str:
    if column.meaning == ROLE_COLUMN:
        return "role"
    if column.meaning == WORK_COLUMN:
        work = column.candidates[0].work
        return f"work:{work.kind.value}" if work else ""
    return column.meaning
