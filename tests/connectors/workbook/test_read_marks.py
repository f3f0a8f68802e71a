"""What is ours in a workbook is recognised, read as marks, and never taken for a column of the plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment

from connectors.record import Marks, OwnComment
from connectors.workbook.marks import AUTHOR, FLAG_COLUMN, GAPS_COLUMN, comment_id
from connectors.workbook.reader import locate
from rules.model import Unknown
from tests.connectors.workbook.building import read, read_rows, replace_parts, titles, write_plan

ROWS: list[tuple[Any, ...]] = [
    ("Deliverable", "Owner", FLAG_COLUMN, GAPS_COLUMN),
    ("Master", "Kaya", "Blocked", "No approver"),
    ("Art", "Ana", None, None),
]


def test_our_columns_are_marks_and_never_cells(tmp_path: Path) -> None:
    pull = read_rows(tmp_path / "plan.xlsx", ROWS)
    assert [record.marks for record in pull.records] == [Marks("Blocked", "No approver"), Marks()]
    assert [list(record.cells) for record in pull.records] == [["Deliverable", "Owner"]] * 2
    assert [(c.id, c.ours) for c in pull.tables[0].columns] == [
        ("Deliverable", False),
        ("Owner", False),
        (FLAG_COLUMN, True),
        (GAPS_COLUMN, True),
    ]


def test_the_writer_is_told_where_our_columns_are_and_where_the_users_end(tmp_path: Path) -> None:
    path = write_plan(tmp_path / "plan.xlsx", ROWS)
    (place,) = locate(path.read_bytes(), path.name)
    assert (place.last_column, place.flag_column, place.gaps_column) == (2, 3, 4)


def test_beside_a_second_table_our_columns_still_belong_to_the_first(tmp_path: Path) -> None:
    rows = [
        ("Deliverable", "Status", None, "Name", "Status", FLAG_COLUMN),
        ("Master", "Done", None, "Kaya", "Here", "Clear"),
    ]
    path = write_plan(tmp_path / "plan.xlsx", rows)
    assert read(path).records[0].marks.flag == "Clear"
    assert locate(path.read_bytes(), path.name)[0].last_column == 5


def test_a_row_with_nothing_but_our_marks_is_no_record(tmp_path: Path) -> None:
    assert titles(read_rows(tmp_path / "plan.xlsx", [*ROWS, (None, None, "Clear", None)])) == ["Master", "Art"]


@pytest.mark.parametrize("width", [10_000])
def test_our_columns_are_found_right_of_everything_that_is_read(tmp_path: Path, width: int) -> None:
    rows = [[*(f"Field {n}" for n in range(width)), FLAG_COLUMN], [*(f"value {n}" for n in range(width)), "Clear"]]
    assert read_rows(tmp_path / "plan.xlsx", rows).records[0].marks.flag == "Clear"


@pytest.mark.parametrize(
    ("cell", "author", "text", "ours"),
    [
        ("C2", AUTHOR, "No approver", True),
        ("C2", "", "No approver [sd:1a2b]", True),
        ("C2", "Kaya", "No approver [sd:1a2b]", False),
        ("C2", "tc={0A}", "a thread", False),
        ("A2", AUTHOR, "No approver", False),
        ("D2", AUTHOR, "No approver", False),
    ],
)
def test_only_our_comment_on_the_flag_cell_is_ours(
    tmp_path: Path, cell: str, author: str, text: str, ours: bool
) -> None:
    def put(sheet: Any) -> None:
        sheet[cell].comment = Comment(text, author)

    record = read_rows(tmp_path / "plan.xlsx", ROWS, put).records[0]
    expected = OwnComment(comment_id("Plan", "master"), text) if ours else None
    assert record.marks.comment == expected


def test_comments_that_cannot_be_read_are_unseen_and_not_absent(tmp_path: Path) -> None:
    def put(sheet: Any) -> None:
        sheet["C2"].comment = Comment("No approver", AUTHOR)

    path = write_plan(tmp_path / "plan.xlsx", ROWS, put)
    replace_parts(path, {"xl/comments/comment1.xml": b"<comments><broken"})
    pull = read(path)
    assert {record.marks.comment for record in pull.records} == {Unknown.UNSEEN}
    assert titles(pull) == ["Master", "Art"]
