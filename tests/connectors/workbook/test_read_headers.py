"""Where the tables of a sheet are found, and what is passed over; each with its near miss."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.styles import Font

from connectors.errors import SourceUnreadable
from tests.connectors.workbook.building import (
    ARTWORK,
    HEADER,
    MASTER,
    column_ids,
    read,
    read_rows,
    said,
    titles,
    write_plan,
)

BLANK: tuple[Any, ...] = ()


@pytest.mark.parametrize(
    "above",
    [
        [],
        [("Midnight Lines — release plan",)],
        [("Midnight Lines",), ("updated by Kaya",)],
        [("Midnight Lines",), BLANK],
        [BLANK, BLANK, ("Midnight Lines",), BLANK],
        [("Midnight Lines", None, "Updated 3 Aug")],
    ],
)
def test_the_header_is_found_below_titles_and_blank_rows(tmp_path: Path, above: list[tuple[Any, ...]]) -> None:
    pull = read_rows(tmp_path / "plan.xlsx", [*above, HEADER, MASTER, ARTWORK])
    assert column_ids(pull) == list(HEADER)
    assert titles(pull) == ["Final master", "Cover artwork"]
    assert pull.complete


def test_a_merged_title_and_merged_group_names_are_no_header(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A1:D1")
        sheet.merge_cells("A2:B2")
        sheet.merge_cells("C2:D2")

    rows = [("Plan",), ("What", None, "When", None), HEADER, MASTER, ARTWORK]
    assert column_ids(read_rows(tmp_path / "plan.xlsx", rows, merge)) == list(HEADER)


def test_a_header_in_the_fourth_filled_row_is_not_guessed(tmp_path: Path) -> None:
    path = write_plan(tmp_path / "plan.xlsx", [("a",), ("b",), ("c",), HEADER, MASTER])
    with pytest.raises(SourceUnreadable, match="no header row was found") as caught:
        read(path)
    assert "Plan" in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    "rows",
    [
        [("Final master", 12, 3), ("Artwork", 14, 5)],
        [("Final master", "Kaya"), ("Artwork", "Kaya"), ("Teaser", "Kaya")],
        [("Final master", "kaya@label.example"), ("Artwork", "m@label.example")],
        [("only", None), ("one", None), ("column", None)],
    ],
)
def test_a_sheet_that_begins_with_data_has_no_header(tmp_path: Path, rows: list[tuple[Any, ...]]) -> None:
    with pytest.raises(SourceUnreadable, match="no header row"):
        read(write_plan(tmp_path / "plan.xlsx", rows))


def test_a_value_that_happens_to_equal_its_column_name_does_not_hide_the_header(tmp_path: Path) -> None:
    rows = [("Deliverable", "Owner", "Version"), ("Master", "Kaya", "v1"), ("Clip", "Ana", "Version")]
    assert titles(read_rows(tmp_path / "plan.xlsx", rows)) == ["Master", "Clip"]


def test_days_and_years_may_be_column_names(tmp_path: Path) -> None:
    rows = [("Task", "Owner", date(2026, 8, 3), 2026), ("Mix", "Kaya", "x", 7), ("Art", "Ana", None, 8)]
    assert column_ids(read_rows(tmp_path / "plan.xlsx", rows)) == ["Task", "Owner", "2026-08-03", "2026"]


def test_a_header_without_rows_is_an_empty_table(tmp_path: Path) -> None:
    pull = read_rows(tmp_path / "plan.xlsx", [HEADER])
    assert (column_ids(pull), pull.records, pull.complete) == (list(HEADER), (), True)


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        (("TOTAL", None, None, 7), False),
        (("Totals:", None, 3, 4), False),
        ((None, None, "Sum", 4), False),
        (("Total", None, None, "100%"), False),
        (("Total Eclipse", "Kaya", None, "Done"), True),
        (("Total", "Kaya", None, "Done"), True),
    ],
)
def test_rows_of_totals_are_skipped_and_titles_with_that_word_are_not(
    tmp_path: Path, row: tuple[Any, ...], kept: bool
) -> None:
    pull = read_rows(tmp_path / "plan.xlsx", [HEADER, MASTER, row])
    assert len(pull.records) == (2 if kept else 1)
    assert said(pull).get("total row skipped", 0) == (0 if kept else 1)


def test_blank_rows_are_skipped_and_counted(tmp_path: Path) -> None:
    pull = read_rows(tmp_path / "plan.xlsx", [HEADER, MASTER, BLANK, ("  ", None), ARTWORK])
    assert titles(pull) == ["Final master", "Cover artwork"]
    assert said(pull) == {"blank row skipped": 2}


def test_a_heading_merged_across_the_table_is_no_record_and_an_unmerged_title_is(tmp_path: Path) -> None:
    rows = [HEADER, ("Before release",), MASTER, ARTWORK]
    assert titles(read_rows(tmp_path / "a.xlsx", rows, lambda s: s.merge_cells("A2:D2"))) == [
        "Final master",
        "Cover artwork",
    ]
    assert titles(read_rows(tmp_path / "b.xlsx", rows))[0] == "Before release"


def test_a_title_alone_in_a_style_of_its_own_is_a_heading_and_in_the_style_of_the_rows_a_record(tmp_path: Path) -> None:
    def embolden(*cells: str) -> Callable[[Any], object]:
        def change(sheet: Any) -> None:
            for cell in cells:
                sheet[cell].font = Font(bold=True)

        return change

    rows = [HEADER, ("Before release",), MASTER, ("Release week",), ARTWORK]
    pull = read_rows(tmp_path / "a.xlsx", rows, embolden("A2", "A4"))
    assert titles(pull) == ["Final master", "Cover artwork"]
    assert said(pull) == {"section heading skipped": 2}
    assert len(read_rows(tmp_path / "b.xlsx", rows, embolden("A2", "A3", "A4")).records) == 4


@pytest.mark.parametrize(
    ("below", "skipped"),
    [
        ([BLANK, ("Green means done",), ("Ask Kaya",)], 2),
        ([BLANK, ("Green means done",), BLANK, (None, None, "Ask Kaya")], 2),
        ([("Teaser",), BLANK, ("Ask Kaya",)], 1),
        ([BLANK, ("Teaser", "Ana")], 0),
        ([BLANK, ("Teaser",), ("Clip",), ("Post",)], 0),
    ],
)
def test_remarks_below_the_table_are_no_records_and_say_so(
    tmp_path: Path, below: list[tuple[Any, ...]], skipped: int
) -> None:
    pull = read_rows(tmp_path / "plan.xlsx", [HEADER, MASTER, ARTWORK, *below])
    assert len(pull.records) == 2 + sum(map(bool, below)) - skipped
    assert said(pull).get("remark below the table skipped", 0) == skipped


def test_a_title_alone_that_adjoins_the_table_is_a_record(tmp_path: Path) -> None:
    assert titles(read_rows(tmp_path / "plan.xlsx", [HEADER, MASTER, ("Teaser",)])) == ["Final master", "Teaser"]


def test_a_repeated_header_row_is_skipped(tmp_path: Path) -> None:
    pull = read_rows(tmp_path / "plan.xlsx", [HEADER, MASTER, HEADER, ARTWORK])
    assert titles(pull) == ["Final master", "Cover artwork"]
    assert said(pull)["header row repeated further down skipped"] == 1


PEOPLE = [("Name", "Role", "Email"), ("Kaya", "Manager", "kaya@label.example"), ("Ana", "Designer", "a@label.example")]


@pytest.mark.parametrize("between", [[BLANK], [BLANK, ("People",)], [BLANK, BLANK, ("Our team",)]])
def test_a_second_table_below_is_read_as_a_table_of_its_own(tmp_path: Path, between: list[tuple[Any, ...]]) -> None:
    pull = read_rows(tmp_path / "plan.xlsx", [HEADER, MASTER, ARTWORK, *between, *PEOPLE])
    assert [table.id for table in pull.tables] == ["Plan", "Plan (2)"]
    assert titles(pull) == ["Final master", "Cover artwork"]
    assert titles(pull, "Plan (2)") == ["Kaya", "Ana"]
    assert said(pull)["another table below the first read as a table of its own"] == 1


def test_a_block_of_data_below_a_blank_row_is_not_a_second_table(tmp_path: Path) -> None:
    rows = [HEADER, MASTER, BLANK, ("Teaser", "Ana", "TBA", "Idea"), ("Clip", "Marcus", "TBA", "Idea")]
    pull = read_rows(tmp_path / "plan.xlsx", rows)
    assert [table.id for table in pull.tables] == ["Plan"]
    assert titles(pull) == ["Final master", "Teaser", "Clip"]


def test_the_name_of_a_second_table_is_not_that_of_another_sheet(tmp_path: Path) -> None:
    def add(sheet: Any) -> None:
        other = sheet.parent.create_sheet("Plan (2)")
        other.append(list(HEADER))
        other.append(list(MASTER))

    pull = read_rows(tmp_path / "plan.xlsx", [HEADER, MASTER, BLANK, *PEOPLE], add)
    assert [table.id for table in pull.tables] == ["Plan", "Plan (3)", "Plan (2)"]


def test_of_two_tables_side_by_side_the_left_one_is_read_and_the_other_named(tmp_path: Path) -> None:
    rows = [
        (*HEADER, None, *PEOPLE[0]),
        (*MASTER, None, *PEOPLE[1]),
        (*ARTWORK, None, *PEOPLE[2]),
        ("Teaser", "Ana", "9 Aug", "Idea"),
    ]
    pull = read_rows(tmp_path / "plan.xlsx", rows)
    assert column_ids(pull) == list(HEADER)
    assert len(pull.records) == 3
    assert any("from column F" in what and "not read" in what for what in said(pull))


def test_an_empty_column_inside_one_table_does_not_split_it(tmp_path: Path) -> None:
    rows = [("Deliverable", "Owner", None, "Due", "Status"), ("Master", "Kaya", None, "3 Aug", "Done")]
    pull = read_rows(tmp_path / "plan.xlsx", rows)
    assert column_ids(pull) == ["Deliverable", "Owner", "Due", "Status"]


def test_equal_column_names_are_told_apart(tmp_path: Path) -> None:
    pull = read_rows(tmp_path / "plan.xlsx", [("Song", "Status", "Status"), ("Tide", "Done", "Idea")])
    assert column_ids(pull) == ["Song", "Status", "Status (2)"]
    assert pull.records[0].cells == {"Song": "Tide", "Status": "Done", "Status (2)": "Idea"}


def test_a_column_without_a_name_is_read_only_when_it_carries_something(tmp_path: Path) -> None:
    pull = read_rows(tmp_path / "plan.xlsx", [("Song", None, "Status", None), ("Tide", None, "Done", "see mail")])
    assert column_ids(pull) == ["Song", "Status", "Column D"]
    assert said(pull) == {'column without a name read as "Column D"': 1}


def test_spare_spaces_stay_in_the_name_and_not_in_the_id(tmp_path: Path) -> None:
    pull = read_rows(tmp_path / "plan.xlsx", [(" Song ", "Due\nDate"), ("Tide", "x")])
    assert [(c.id, c.name) for c in pull.tables[0].columns] == [("Song", " Song "), ("Due Date", "Due\nDate")]


def test_hidden_rows_and_columns_are_read_and_hidden_sheets_are_not_and_all_is_said(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["D"].hidden = True
        other = sheet.parent.create_sheet("Old")
        other.append(list(HEADER))
        other.sheet_state = "hidden"

    pull = read_rows(tmp_path / "plan.xlsx", [HEADER, MASTER, ARTWORK], hide)
    assert titles(pull) == ["Final master", "Cover artwork"]
    assert {(repair.where, repair.what.partition(":")[0]) for repair in pull.repairs} == {
        ("Plan", "hidden row read like the others"),
        ("Plan", 'hidden column "Status" read like the others'),
        ("Old", "hidden sheet, not read"),
    }


def test_a_merged_cell_is_read_in_every_row_it_covers(tmp_path: Path) -> None:
    rows = [("Release", "Deliverable", "Owner"), ("Tide", "Master", "Kaya"), (None, "Artwork", "Ana")]
    pull = read_rows(tmp_path / "plan.xlsx", rows, lambda sheet: sheet.merge_cells("A2:A3"))
    assert [record.cells["Release"] for record in pull.records] == ["Tide", "Tide"]
    assert [record.ref.record for record in pull.records] == ["tide / master", "tide / artwork"]
    assert said(pull) == {"cell covered by a merged one read with its value": 1}


def test_rows_of_unticked_boxes_are_no_records(tmp_path: Path) -> None:
    rows = [("Deliverable", "Owner", "Done"), ("Master", "Kaya", True), (None, None, False), (None, None, False)]
    assert titles(read_rows(tmp_path / "plan.xlsx", rows)) == ["Master"]


def test_a_sheet_of_prose_beside_the_plan_is_passed_over_and_named(tmp_path: Path) -> None:
    def add(sheet: Any) -> None:
        other = sheet.parent.create_sheet("Read me")
        other.append(["How we work"])
        other.append(["Ask Kaya"])

    pull = read_rows(tmp_path / "plan.xlsx", [HEADER, MASTER], add)
    assert [table.id for table in pull.tables] == ["Plan"]
    assert [repair.where for repair in pull.repairs] == ["Read me"]


@pytest.mark.parametrize("width", [500, 501, 10_000])
def test_of_a_very_wide_sheet_the_first_columns_are_read_and_it_says_so(tmp_path: Path, width: int) -> None:
    rows = [[f"Field {n}" for n in range(width)], [f"value {n}" for n in range(width)]]
    pull = read_rows(tmp_path / "plan.xlsx", rows)
    assert len(column_ids(pull)) == 500
    assert any("only the first 500 columns" in what for what in said(pull)) == (width > 500)
