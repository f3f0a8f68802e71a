"""What is proposed for tables nobody has mapped yet: for each table and column a reading, how sure, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from connectors.mapping.binding import StatusColumn
from connectors.mapping.meanings import Subject
from connectors.record import Column, Table

ROLE_COLUMN = "role column"
"""Stands where a meaning's name stands, for a column that is headed by a role and holds who fills it."""
WORK_COLUMN = "deliverable column"
"""Likewise, for a column that is itself a deliverable and holds how far it is."""


class Certainty(StrEnum):
    """How far a proposal may be trusted."""

    SURE = "sure"
    DOUBTFUL = "doubtful"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a column may mean: a meaning of its table's subject, `ROLE_COLUMN` or `WORK_COLUMN`."""

    meaning: str
    score: float
    reason: str
    """The evidence in words: "named 'Assignee', 9 of 10 values are people"."""
    work: StatusColumn | None = None
    """For `WORK_COLUMN`: the deliverable that the column is."""


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """What one column was taken for; `candidates` come best first, and the first one is meant where it is sure."""

    column: Column
    certainty: Certainty
    candidates: tuple[Candidate, ...] = ()
    samples: tuple[str, ...] = ()
    """Up to three of its values, shortened."""
    reason: str = ""
    unfit: tuple[str, ...] = ()
    """What its name says, where it was taken for nothing because its values say otherwise."""

    @property
    def meaning(self) -> str:
        """The meaning, where it is sure; else empty."""
        return self.candidates[0].meaning if self.certainty is Certainty.SURE else ""


@dataclass(frozen=True, slots=True)
class TableProposal:
    """What one table was taken for. Without a sure subject its columns carry no meaning yet.

    `alternatives` are the subjects that it may have where that is doubtful, likeliest first: ask, then propose again
    with the answer.
    """

    table: Table
    subject: Subject | None
    certainty: Certainty
    score: float
    reason: str
    columns: tuple[ColumnProposal, ...] = ()
    alternatives: tuple[Subject, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What all tables of one source were taken for."""

    tables: tuple[TableProposal, ...]


Answer: TypeAlias = Callable[[TableProposal, ColumnProposal], str | None]
"""What a doubtful column means: one of its candidates, "" for none of them, `None` to leave it open."""


def leave_open(_table: TableProposal, _column: ColumnProposal) -> str | None:
    """Answer nothing, so that only what is sure is bound."""
    return None
