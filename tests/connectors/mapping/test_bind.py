"""From proposals to bindings, with and without answers."""

from __future__ import annotations

import pytest

from connectors.mapping.bind import to_bindings
from connectors.mapping.binding import StatusColumn
from connectors.mapping.meanings import Subject
from connectors.mapping.proposal import (
    ROLE_COLUMN,
    WORK_COLUMN,
    Candidate,
    Certainty,
    ColumnProposal,
    Proposal,
    TableProposal,
)
from connectors.record import Column, Table
from rules.model import Kind


def column(name: str, certainty: Certainty, *candidates: Candidate) -> ColumnProposal:
    return ColumnProposal(Column(name, name.title()), certainty, candidates)


DATE = column("date", Certainty.DOUBTFUL, Candidate("due", 0.75, ""), Candidate("scheduled_for", 0.75, ""))
MIX = StatusColumn("mix", "Mix", Kind.MIX)
COLUMNS = (
    column("task", Certainty.SURE, Candidate("title", 0.9, "")),
    DATE,
    column("a&r", Certainty.SURE, Candidate(ROLE_COLUMN, 0.9, "")),
    column("mix", Certainty.SURE, Candidate(WORK_COLUMN, 0.9, "", MIX)),
    column("colour", Certainty.NONE),
)


def proposal(certainty: Certainty = Certainty.SURE, subject: Subject | None = Subject.DELIVERABLES) -> Proposal:
    table = Table("t", "Tasks", tuple(proposed.column for proposed in COLUMNS))
    return Proposal((TableProposal(table, subject, certainty, 0.9, "", COLUMNS),))


def test_the_sure_columns_are_bound_and_the_doubtful_ones_stay_undecided() -> None:
    (bound,) = to_bindings(proposal())
    assert bound.columns == {"title": "task"}
    assert bound.roles == {"A&R": "a&r"}
    assert bound.work == (MIX,)
    assert bound.undecided == {"date": ("due", "scheduled_for")}


@pytest.mark.parametrize(
    ("answer", "columns", "undecided"),
    [
        ("scheduled_for", {"title": "task", "scheduled_for": "date"}, {}),
        ("", {"title": "task"}, {}),
        (None, {"title": "task"}, {"date": ("due", "scheduled_for")}),
    ],
)
def test_an_answer_decides_a_doubtful_column(
    answer: str | None, columns: dict[str, str], undecided: dict[str, tuple[str, ...]]
) -> None:
    (bound,) = to_bindings(proposal(), accept=lambda _table, _column: answer)
    assert (bound.columns, bound.undecided) == (columns, undecided)


def test_only_doubtful_columns_are_asked_about() -> None:
    asked: list[str] = []

    def accept(_table: TableProposal, proposed: ColumnProposal) -> None:
        asked.append(proposed.column.id)

    to_bindings(proposal(), accept=accept)
    assert asked == ["date"]


@pytest.mark.parametrize("certainty", [Certainty.DOUBTFUL, Certainty.NONE])
def test_a_table_of_unsure_rows_is_not_bound(certainty: Certainty) -> None:
    assert to_bindings(proposal(certainty)) == ()


def test_a_table_without_a_subject_is_not_bound() -> None:
    assert to_bindings(proposal(subject=None)) == ()


@pytest.mark.parametrize(
    ("named", "unfit", "undecided"),
    [
        ("Approver", ("approvers",), {"odd": ("approvers",)}),
        ("Name", ("title",), {}),
        ("Colour", (), {}),
    ],
    ids=["nothing else has the meaning", "another column has it", "its name is no meaning"],
)
def test_what_is_named_for_a_meaning_that_its_values_do_not_fit_is_undecided_unasked(
    named: str, unfit: tuple[str, ...], undecided: dict[str, tuple[str, ...]]
) -> None:
    asked: list[str] = []
    odd = ColumnProposal(Column("odd", named), Certainty.NONE, unfit=unfit)
    columns = (COLUMNS[0], odd)
    table = TableProposal(Table("t", "Tasks", ()), Subject.DELIVERABLES, Certainty.SURE, 0.9, "", columns)
    (bound,) = to_bindings(Proposal((table,)), accept=lambda _table, column: asked.append(column.column.id))
    assert (bound.undecided, asked) == (undecided, [])
