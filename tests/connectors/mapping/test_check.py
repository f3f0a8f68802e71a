"""Bindings held against the tables of today."""

from __future__ import annotations

import pytest

from connectors.mapping.binding import StatusColumn, TableBinding
from connectors.mapping.check import Drift, check_bindings
from connectors.mapping.meanings import Subject
from connectors.record import Column, ColumnType, Table
from rules.model import Kind

BINDING = TableBinding(
    "Tasks",
    Subject.DELIVERABLES,
    {"title": "Task", "owners": "Owner", "due": "Due"},
    {"A&R": "A&R"},
    (StatusColumn("Mix Status", "Mix", Kind.MIX),),
)
NAMES = ("Task", "Owner", "Due", "A&R", "Mix Status", "Notes")


def tasks(*columns: Column) -> Table:
    return Table("Tasks", "Tasks", columns)


def named(*names: str) -> Table:
    return tasks(*(Column(name, name) for name in names))


def test_a_table_that_fits_has_no_issue() -> None:
    assert check_bindings([BINDING], [named(*NAMES)]) == ()


def test_reordered_columns_and_new_ones_are_no_issue() -> None:
    assert check_bindings([BINDING], [named("New", *reversed(NAMES))]) == ()


def test_a_renamed_column_with_an_id_is_no_issue() -> None:
    binding = TableBinding("Tasks", Subject.DELIVERABLES, {"title": "fld1"})
    assert check_bindings([binding], [tasks(Column("fld1", "Whatever it is called now"))]) == ()


def test_a_missing_column_stops_its_own_meaning_and_nothing_else() -> None:
    (issue,) = check_bindings([BINDING], [named("Task", "Owner", "A&R", "Mix Status", "Notes")])
    assert (issue.drift, issue.column, issue.unmapped) == (Drift.COLUMN_GONE, "Due", ("due",))
    assert issue.words == 'Tasks: the column "Due" (due date) is gone'


@pytest.mark.parametrize(
    ("there", "hint"),
    [
        (
            Column("Zx~1", "Responsible", ColumnType.PEOPLE),
            'if it is called "Responsible" now, set columns.owners = "Zx~1"',
        ),
        (Column("Zx~1", "Budget", ColumnType.NUMBER), "bring the column back"),
        (Column("Zx~1", "Owner", ColumnType.DATE), "bring the column back"),
    ],
)
def test_where_columns_have_ids_one_that_is_called_like_the_missing_one_is_suggested(there: Column, hint: str) -> None:
    binding = TableBinding("Tasks", Subject.DELIVERABLES, {"title": "title", "owners": "tyq:"})
    (issue,) = check_bindings([binding], [tasks(Column("title", "Task"), there)])
    assert (issue.drift, issue.unmapped) == (Drift.COLUMN_GONE, ("owners",))
    assert issue.hint.startswith(hint)


@pytest.mark.parametrize(
    ("replacement", "suggested"),
    [
        (Column("Due date", "Due date"), True),
        (Column("DUE", "DUE", ColumnType.DATE), True),
        (Column("Dues", "Dues", ColumnType.PEOPLE), False),
        (Column("Dues", "Dues", ours=True), False),
        (Column("Colour", "Colour"), False),
    ],
)
def test_the_nearest_column_of_a_fitting_type_is_suggested_and_not_used(replacement: Column, suggested: bool) -> None:
    rest = named("Task", "Owner", "A&R", "Mix Status").columns
    (issue,) = check_bindings([BINDING], [tasks(*rest, replacement)])
    assert issue.unmapped == ("due",)
    assert (f'set columns.due = "{replacement.id}"' in issue.hint) is suggested


def test_a_column_that_means_something_else_already_is_not_suggested() -> None:
    binding = TableBinding("Tasks", Subject.DELIVERABLES, {"title": "Task", "due": "Date", "done_at": "Dates"})
    (issue,) = check_bindings([binding], [named("Task", "Dates")])
    assert "Dates" not in issue.hint


@pytest.mark.parametrize(
    ("gone", "unmapped", "key"), [("A&R", ("cast",), 'roles."A&R"'), ("Mix Status", ("work",), "work")]
)
def test_missing_role_and_work_columns_are_named(gone: str, unmapped: tuple[str, ...], key: str) -> None:
    (issue,) = check_bindings([BINDING], [named(*(name for name in NAMES if name not in (gone, "Notes")))])
    assert (issue.column, issue.unmapped) == (gone, unmapped)
    assert f"set {key}" in issue.hint


@pytest.mark.parametrize(
    ("kind", "retyped"),
    [
        (ColumnType.DATE, False),
        (ColumnType.TEXT, False),
        (ColumnType.OTHER, False),
        (ColumnType.PEOPLE, True),
        (ColumnType.CHECKBOX, True),
        (ColumnType.RELATION, True),
    ],
)
def test_a_type_that_cannot_hold_the_meaning_is_reported(kind: ColumnType, retyped: bool) -> None:
    columns = [Column(name, name, kind if name == "Due" else ColumnType.TEXT) for name in NAMES]
    issues = check_bindings([BINDING], [tasks(*columns)])
    assert [(issue.drift, issue.unmapped) for issue in issues] == ([(Drift.RETYPED, ("due",))] if retyped else [])


def test_a_table_that_is_gone_takes_all_its_meanings() -> None:
    (issue,) = check_bindings([BINDING], [Table("Task list", "Task list", ()), Table("Taks", "Taks", ())])
    assert (issue.drift, issue.unmapped) == (Drift.TABLE_GONE, ("title", "owners", "due", "cast", "work"))
    assert 'did you mean "Taks"?' in issue.hint


def test_an_unknown_meaning_is_named_with_the_nearest() -> None:
    binding = TableBinding("Tasks", Subject.DELIVERABLES, {"ownr": "Owner"})
    (issue,) = check_bindings([binding], [named(*NAMES)])
    assert (issue.drift, issue.hint) == (Drift.UNKNOWN_MEANING, 'did you mean "owners"?')
