"""New rows below a table: they look like those above, what lay over the table reaches them, and the rest stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from connectors.errors import SchemaDrift, WriteFailed
from connectors.making import MadeRow, RowToMake
from connectors.workbook.maker import WorkbookMaker
from connectors.workbook.ooxml.package import read_package
from connectors.workbook.reader import locate
from tests.connectors.workbook.building import write_plan
from tests.connectors.workbook.rich import packed, rich_parts, unpacked
from tests.connectors.workbook.writing import records, target_of

HEADER = ("Deliverable", "Owner", "Due", "Status")
ROWS = (HEADER, ("Mix", "Kaya", date(2026, 8, 3), "Done"), ("Master", "Jo", date(2026, 8, 10), "Not started"))
NEW = ("Teaser", "Launch posts")
DUE = date(2027, 1, 22)


def maker(path: Path) -> WorkbookMaker:
    return WorkbookMaker("plan", path, locate, target_of(path))


def make(path: Path, *titles: str, column: str = "Deliverable") -> list[MadeRow]:
    rows = [RowToMake(t, "Plan", t, {column: t, "Owner": "Vic", "Due": DUE}) for t in titles]
    return list(maker(path).make(rows))


def sheet(path: Path) -> Any:
    return openpyxl.load_workbook(path).worksheets[0]


def plan(folder: Path, change: Callable[[Any], object] | None = None, rows: Any = ROWS) -> Path:
    return write_plan(folder / "plan.xlsx", rows, change)


def test_a_date_is_a_date_in_the_look_of_its_column(tmp_path: Path) -> None:
    def dress(target: Any) -> None:
        for row in (2, 3):
            target.cell(row, 3).number_format = "d mmm yyyy"
            target.cell(row, 1).font = Font(bold=True)

    path = plan(tmp_path, dress)
    make(path, *NEW)
    shown = sheet(path)
    assert (shown["C4"].value.date(), shown["C4"].number_format) == (DUE, "d mmm yyyy")
    assert shown["A5"].font.bold
    assert [shown.cell(row, 1).value for row in range(1, 6)] == ["Deliverable", "Mix", "Master", *NEW]


def test_a_date_where_none_stands_yet_is_written_as_text_and_read_as_that_day(tmp_path: Path) -> None:
    path = plan(tmp_path, rows=(HEADER, ("Mix", "Kaya", None, "Done")))
    [made] = make(path, "Teaser")
    assert sheet(path)["C3"].value == "2027-01-22"
    assert made.ref.record in records(path)


def test_the_first_row_below_a_header_does_not_look_like_one(tmp_path: Path) -> None:
    def dress(target: Any) -> None:
        for cell in target[1]:
            cell.fill = PatternFill("solid", fgColor="3B4A6B")

    path = plan(tmp_path, dress, rows=(HEADER,))
    make(path, "Teaser")
    assert sheet(path)["A2"].value == "Teaser"
    assert sheet(path)["A2"].fill.fill_type is None


def test_lists_colours_filters_and_excel_tables_grow_with_the_rows(tmp_path: Path) -> None:
    def dress(target: Any) -> None:
        choice = DataValidation(type="list", formula1='"Done,Not started"')
        choice.add("D2:D3")
        choice.add("F2:F3")
        target.add_data_validation(choice)
        target.add_table(Table(displayName="PlanTable", ref="A1:D3"))

    path = plan(tmp_path, dress)
    make(path, *NEW)
    shown = sheet(path)
    assert shown.tables["PlanTable"].ref == "A1:D5"
    assert str(shown.data_validations.dataValidation[0].sqref) == "D2:D5 F2:F3"
    assert shown.dimensions == "A1:D5"


def test_a_row_of_totals_stays_the_last_one(tmp_path: Path) -> None:
    path = plan(tmp_path, rows=(*ROWS, ("TOTAL", None, None, 2)))
    make(path, *NEW)
    shown = sheet(path)
    assert [shown.cell(row, 1).value for row in range(4, 7)] == [*NEW, "TOTAL"]
    assert shown["D6"].value == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s.__setitem__("D4", "=SUM(D2:D3)"),
        lambda s: s.__setitem__("H9", "=D4*2"),
        lambda s: s.merge_cells("A4:B4"),
        lambda s: setattr(s["A4"], "comment", Comment("mine", "Kaya")),
    ],
    ids=["it is calculated", "something is calculated from it", "it is merged", "it is commented"],
)
def test_a_row_of_totals_that_cannot_be_moved_is_in_the_way(tmp_path: Path, change: Callable[[Any], object]) -> None:
    path = plan(tmp_path, change, rows=(*ROWS, ("TOTAL", None, None, 2)))
    before = path.read_bytes()
    with pytest.raises(WriteFailed, match="“Plan” has no room below its table: 2 rows are to follow row 3"):
        make(path, *NEW)
    assert path.read_bytes() == before


def test_what_stands_further_down_is_left_a_row_of_distance(tmp_path: Path) -> None:
    def note(target: Any) -> None:
        target["A7"] = "Remember the bus"

    path = plan(tmp_path, note)
    make(path, *NEW)
    assert [sheet(path).cell(row, 1).value for row in range(4, 8)] == [*NEW, None, "Remember the bus"]
    with pytest.raises(WriteFailed, match="something stands in row 7"):
        make(path, "One more")


def test_every_other_part_of_the_file_keeps_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(packed(rich_parts()))
    before = unpacked(path.read_bytes())
    [made] = maker(path).make([RowToMake("new", "Plan", "Item 99", {"Deliverable": "Item 99", "Owner": "Vic"})])
    assert made.ref.record == "item 99"
    after = unpacked(path.read_bytes())
    assert {name for name in before if before[name] != after[name]} <= {
        "xl/worksheets/sheet1.xml", "xl/tables/table1.xml",
    }  # fmt: skip


def test_a_date_counts_from_1904_where_the_file_does(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    target = book.worksheets[0]
    target.title = "Plan"
    for row in ROWS:
        target.append(row)
    path = tmp_path / "plan.xlsx"
    book.save(path)
    make(path, "Teaser")
    assert sheet(path)["C4"].value.date() == DUE


def test_a_column_that_is_gone_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    path = plan(tmp_path)
    before = path.read_bytes()
    with pytest.raises(SchemaDrift, match="the column “Gone” of “Plan” is gone; nothing was written"):
        make(path, "Teaser", column="Gone")
    assert path.read_bytes() == before


def test_a_file_that_may_not_be_changed_says_so_before(tmp_path: Path) -> None:
    path = plan(tmp_path)
    assert maker(path).refusal() == ""
    package = read_package(path.read_bytes())
    book = package.part("xl/workbook.xml").replace(
        b"<sheets>", b'<fileSharing userName="K" reservationPassword="CC1A"/><sheets>'
    )
    path.write_bytes(package.with_parts({"xl/workbook.xml": book}).to_bytes())
    assert "its author reserved changes" in maker(path).refusal()


def test_a_csv_keeps_its_delimiter_its_line_ends_and_what_follows(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(b"Deliverable;Owner;Due\r\nMix;Kaya;2026-08-03\r\n\r\nTOTAL;;\r\n")
    rows = [RowToMake(t, "plan", t, {"Deliverable": t, "Due": date(2027, 1, 22)}) for t in NEW]
    list(maker(path).make(rows))
    assert path.read_bytes() == (
        b"Deliverable;Owner;Due\r\nMix;Kaya;2026-08-03\r\n"
        b"Teaser;;2027-01-22\r\nLaunch posts;;2027-01-22\r\n\r\nTOTAL;;\r\n"
    )
